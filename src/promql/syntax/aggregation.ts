import type { AggregationOperator, Expr, Grouping, Span } from "./ast.ts";
import type { SyntaxFinding } from "./finding.ts";
import { aggregations } from "./functions.ts";

/** Whether a word is an aggregation of Prometheus 3.15, experimental ones included. */
export function isAggregation(word: string): word is AggregationOperator {
  return aggregations.has(word);
}

/** An aggregation from the arguments in its parentheses; reports a wrong number of them. */
export function aggregationOf(
  word: string,
  args: readonly Expr[],
  grouping: Grouping | undefined,
  span: Span,
  report: (finding: SyntaxFinding) => void,
): Expr {
  const operator = isAggregation(word) ? word : "sum";
  const takesTwo = aggregations.get(operator)?.parameter !== undefined;
  const wanted = takesTwo ? 2 : 1;
  const [parameter, expr] = takesTwo ? args : [undefined, args[0]];
  if (args.length !== wanted) {
    report({ kind: "argument-count", name: operator, minimum: wanted, maximum: wanted, actual: args.length, span });
  }
  const whole = {
    kind: "aggregation",
    operator,
    ...(grouping && { grouping }),
    ...(parameter && { parameter }),
  } as const;
  return { ...whole, expr: expr ?? { kind: "number", value: Number.NaN }, span };
}
