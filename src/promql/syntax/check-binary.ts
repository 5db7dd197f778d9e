import type { Binary } from "./ast.ts";
import type { SemanticFinding } from "./finding.ts";
import type { ValueType } from "./functions.ts";
import { isComparison, isSetOperator } from "./precedence.ts";

type Report = (finding: SemanticFinding) => void;

/** The rules for an operator between two checked operands. */
export function checkBinary(expr: Binary, left: ValueType, right: ValueType, report: Report): void {
  const { operator } = expr;
  const span = expr.span ? { span: expr.span } : {};
  for (const [side, actual] of [
    ["left", left],
    ["right", right],
  ] as const) {
    if (actual !== "scalar" && actual !== "vector") report({ kind: "operand-type", operator, side, actual, ...span });
  }
  if (expr.bool && !isComparison(operator)) report({ kind: "misplaced-bool", operator, ...span });
  if (isComparison(operator) && !expr.bool && left === "scalar" && right === "scalar") {
    report({ kind: "scalar-comparison", operator, ...span });
  }
  if (isSetOperator(operator) && (left === "scalar" || right === "scalar")) {
    report({ kind: "set-operator-on-scalar", operator, ...span });
  }
  checkMatching(expr, left === "vector" && right === "vector", report);
}

function checkMatching(expr: Binary, betweenVectors: boolean, report: Report): void {
  const { operator, matching } = expr;
  if (!matching) return;
  const span = expr.span ? { span: expr.span } : {};
  const include = matching.group?.include ?? [];
  for (const label of [...matching.labels, ...include]) if (label === "") report({ kind: "bad-label", label, ...span });
  for (const label of matching.kind === "on" ? matching.labels : []) {
    if (include.includes(label)) report({ kind: "label-in-on-and-group", label, ...span });
  }
  // An empty list of labels between scalars is let pass by Prometheus.
  if (!betweenVectors && matching.labels.length > 0) report({ kind: "matching-on-scalar", operator, ...span });
  if (betweenVectors && matching.group && isSetOperator(operator))
    report({ kind: "set-operator-group", operator, ...span });
}
