import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { onceFor } from "../../values/once-for.ts";

/** The expressions of the author's recordings, by the series that they record; none reads itself, through others either. */
export type Recorded = ReadonlyMap<string, Expr>;

/** What the author's recordings record, to look through their names. Those of a circle are left out. */
export const recordedBy = onceFor(({ expressions }: Program): Recorded => {
  const waiting = new Map<string, Expr>();
  for (const { origin, authored } of expressions) {
    if (origin.path[0] === "recordings") waiting.set(String(origin.path[1]), authored.expr);
  }
  const recorded = new Map<string, Expr>();
  const visit = (record: string, path: ReadonlySet<string>): boolean => {
    const expr = waiting.get(record);
    if (recorded.has(record) || expr === undefined) return !path.has(record);
    waiting.delete(record);
    const inside = new Set([...path, record]);
    const reads = selectors(expr).map(({ metric = "" }) => metric);
    const isSound = reads.every((name) => visit(name, inside));
    if (isSound) recorded.set(record, expr);
    return isSound;
  };
  for (const record of [...waiting.keys()]) visit(record, new Set());
  return recorded;
});
