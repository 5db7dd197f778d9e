import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { childrenOf } from "../../promql/syntax/walk.ts";

/** What is recorded, by the name of its series. */
export type Recorded = ReadonlyMap<string, Expr>;

/**
 * How far back, in seconds, the windows of an expression begin and end. There `rate` and its like measure from sample to
 * sample: where no samples are, they are wrong. A hole inside of a window does no harm.
 */
export function edgesOf(expr: Expr, recorded: Recorded): readonly number[] {
  const ages = new Set(agesIn(expr, 0, recorded).map((milliseconds) => Math.max(0, milliseconds) / 1000));
  return [...ages].sort((a, b) => a - b);
}

function agesIn(expr: Expr, age: number, recorded: Recorded): readonly number[] {
  if (expr.kind === "selector") return ofSelector(expr, age + (expr.offset ?? 0), recorded);
  if (expr.kind !== "subquery") return childrenOf(expr).flatMap((child) => agesIn(child, age, recorded));
  const end = age + (expr.offset ?? 0);
  return [end, end + expr.range].flatMap((edge) => agesIn(expr.expr, edge, recorded));
}

function ofSelector({ metric = "", range }: Selector, end: number, recorded: Recorded): readonly number[] {
  const own = range === undefined ? [end] : [end, end + range];
  const behind = recorded.get(metric);
  if (behind === undefined) return own;
  const others = new Map([...recorded].filter(([name]) => name !== metric));
  return [...own, ...own.flatMap((edge) => agesIn(behind, edge, others))];
}
