import { beyondBuckets } from "../../../diagnostics/codes/intent.ts";
import type { Program } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { selectors } from "../../../promql/syntax/walk.ts";
import type { Series } from "../../../promql/types/catalogue.ts";
import { type Comparison, conjuncts, mainComparison } from "../../../promql/types/comparison.ts";
import { printQuantity } from "../../../values/quantity.ts";
import type { Check } from "../check.ts";

/** So many times the last bucket is no value that anybody expects. */
const FAR = 20;

/** Buckets lie where values are expected; a mean that is compared with something far beyond them was meant otherwise. */
export const meanBuckets: Check = (program, report) => {
  for (const { authored, role } of program.expressions) {
    if (role !== "condition") continue;
    for (const part of conjuncts(authored.expr)) {
      const comparison = mainComparison(part);
      const histogram = comparison === undefined ? undefined : meanOf(comparison.left, program);
      if (comparison === undefined || histogram === undefined || !isFarBeyond(comparison, histogram)) continue;
      report(beyondBuckets, authored.placeOf(comparison.right), inWords(comparison, histogram));
    }
  }
};

function inWords({ bound }: Comparison, { metric, unit, buckets }: Series) {
  return { metric, bound: printQuantity(bound, unit), last: printQuantity(Number(buckets.at(-1)), unit) };
}

function isFarBeyond({ operator, bound }: Comparison, { buckets }: Series): boolean {
  return operator.startsWith(">") && bound >= FAR * Number(buckets.at(-1));
}

/** The sum of a histogram whose mean an expression is; undefined where it is none. */
function meanOf(expr: Expr, program: Program): Series | undefined {
  if (expr.kind === "paren") return meanOf(expr.expr, program);
  if (expr.kind !== "binary" || expr.operator !== "/") return undefined;
  const [sum, ...others] = selectors(expr.left).map(({ metric = "" }) => program.series.get(metric));
  const [count] = selectors(expr.right).map(({ metric }) => metric);
  if (sum === undefined || others.length > 0 || sum.buckets.length === 0) return undefined;
  return sum.name === `${sum.metric}_sum` && count === `${sum.metric}_count` ? sum : undefined;
}
