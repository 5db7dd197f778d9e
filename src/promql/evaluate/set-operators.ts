import type { Binary } from "../syntax/ast.ts";
import { isSetOperator } from "../syntax/precedence.ts";
import type { Context, VectorNode } from "./context.ts";
import type { Labels } from "./labels.ts";
import { signature } from "./matching.ts";
import { Samples } from "./outcome.ts";

type Sign = (labels: Labels) => Labels;

function copyWhere(from: Samples, to: Samples, takes: (labels: Labels) => boolean): void {
  for (const [index, labels] of from.labels.entries()) if (takes(labels)) to.push(labels, from.value(index));
}

function combined(operator: Binary["operator"], left: Samples, right: Samples, sign: Sign): Samples {
  const result = new Samples();
  if (operator === "or") {
    const present = new Set(left.labels.map(sign));
    copyWhere(left, result, () => true);
    copyWhere(right, result, (labels) => !present.has(sign(labels)));
  } else {
    const present = new Set(right.labels.map(sign));
    copyWhere(left, result, (labels) => present.has(sign(labels)) === (operator === "and"));
  }
  return result;
}

/** `and`, `or` and `unless` between two compiled vectors; undefined for any other operator. */
export function setNode(expr: Binary, left: VectorNode, right: VectorNode, context: Context): VectorNode | undefined {
  if (!isSetOperator(expr.operator)) return undefined;
  const sign = signature(expr.matching, context.pool);
  return { type: "vector", at: (now) => combined(expr.operator, left.at(now), right.at(now), sign).unique() };
}
