import type { Finding } from "../diagnostics/diagnostic.ts";
import type { Series } from "../promql/types/catalogue.ts";
import { type Compiled, compile } from "./compile.ts";
import { standIn } from "./passes/stand-in.ts";
import type { Program } from "./program.ts";

/** The name of the tenant that declares nothing. */
export const NOBODY = "nobody";

/** The program of a tenant that declares nothing: what expressions are read by that are no tenant's. */
export function nobodysProgram(): Program {
  const [program] = compiled({}).programs;
  if (program === undefined) throw new Error("the program of nobody is wrong");
  return program;
}

/** The series of metrics that are declared as a tenant's are, and that are no tenant's. */
export function nobodysMetrics(metrics: unknown): {
  readonly series: readonly Series[];
  readonly findings: readonly Finding[];
} {
  const { programs, findings } = compiled(metrics);
  return { series: programs.flatMap(({ series }) => [...series.values()]), findings };
}

function compiled(metrics: unknown): Compiled {
  const shared = standIn(undefined);
  const declaration = {
    tenant: NOBODY,
    metrics,
    channels: { [NOBODY]: { type: "webhook", url: { secret: NOBODY } } },
    teams: { [NOBODY]: { page: NOBODY, ticket: NOBODY } },
  };
  return compile({ folder: NOBODY, declaration, mistakes: [] }, shared, [shared.defaultEnvironment]);
}
