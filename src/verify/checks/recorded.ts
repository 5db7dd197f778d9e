import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";

/** The expressions of the author's recordings, by the series that they record. */
export type Recorded = ReadonlyMap<string, Expr>;

/** What the author's recordings record, to look through their names. */
export function recordedBy({ expressions }: Program): Recorded {
  return new Map(
    expressions.flatMap(({ origin, authored }) =>
      origin.path[0] === "recordings" ? [[String(origin.path[1]), authored.expr] as const] : [],
    ),
  );
}
