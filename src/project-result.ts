import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Loaded } from "./load/index.ts";
import type { Environment, Program } from "./program/program.ts";
import type { Suppressions } from "./program/suppressions.ts";
import type { Solutions } from "./promql/solve/solve.ts";
import type { Artifact } from "./targets/artifact.ts";

/** What is to be compiled. */
export interface ProjectOptions {
  /** The folder that holds `tenants/`. */
  readonly root: string;
  /** Names; all tenants unless given. */
  readonly tenants?: readonly string[];
  /** The only environment to look at; all unless given. */
  readonly environment?: string;
  /** The day, such as `2027-03-31`, on which suppressions are looked at; without it none expires. No output depends on it. */
  readonly today?: string;
  /** Gives the programs of tenants with errors, too: what is broken is missing from them. Nothing is ever generated from these. */
  readonly evenIfBroken?: boolean;
  /** What alerts were solved before; solutions that are found, or used again, come last in it. */
  readonly solutions?: Solutions;
  /** Hears of each step before it begins, for a progress line; a promise that it gives is waited for. */
  readonly progress?: (step: string) => unknown;
}

/** A tenant, resolved for each environment, and checked. */
export interface CompiledTenant {
  readonly name: string;
  /** The files that declare it. */
  readonly files: readonly string[];
  /** None where there are errors, unless they were asked for all the same. */
  readonly programs: readonly Program[];
  /** The findings that its author lets stand. */
  readonly suppressions: Suppressions;
  /** Where a place of its declaration is written. */
  readonly locate: Loaded["locate"];
}

/** The declarations of a project, resolved and checked; nothing is generated yet. */
export interface CompiledProject {
  readonly tenants: readonly CompiledTenant[];
  readonly environments: readonly Environment[];
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the authors' files, for excerpts. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What was generated for one tenant in one environment, or for all tenants together. */
export interface Generated {
  /** None for what is merged from all tenants. */
  readonly program?: Program;
  /** Below the output folder: `acme`, `environments/staging/acme`, `organisation`. */
  readonly folder: string;
  readonly artifacts: readonly Artifact[];
  /** How many of the alerts have a test that shows them firing and, but for heartbeats, silent. */
  readonly proven: number;
}

/** A whole project, generated: what `build` writes. */
export interface GeneratedProject extends CompiledProject {
  readonly generated: readonly Generated[];
}
