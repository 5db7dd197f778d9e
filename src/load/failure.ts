import type { Position } from "../diagnostics/diagnostic.ts";
import type { AuthorModule } from "./author-module.ts";
import type { AuthorModules } from "./author-modules.ts";
import type { Limits, Outcome, Thrown } from "./evaluate.ts";
import type { TypeScriptPositions } from "./typescript-positions.ts";

/** What is known of a run that ended without a declaration. */
export interface Failure {
  readonly outcome: Exclude<Outcome, { kind: "value" }>;
  readonly entry: string;
  readonly limits: Limits;
  readonly modules: AuthorModules;
  readonly positions: TypeScriptPositions;
  /** The bundle's code. */
  readonly code: string;
  /** What each provided module exports, by its name. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
  /** Runs other code in the bundle's place, with `$probe`. */
  probe(code: string): Promise<Outcome>;
}

/** An exception, and where in an author's file it was thrown. */
export interface Scene {
  readonly thrown: Thrown;
  readonly module: AuthorModule;
  readonly offset: number;
  readonly at: Position;
  /** Line and column in the bundle. */
  readonly frame: string;
}
