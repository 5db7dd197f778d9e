import type { Binary, Matching } from "./ast.ts";
import type { SemanticFinding } from "./finding.ts";
import type { ValueType } from "./functions.ts";
import { isComparison, isSetOperator } from "./precedence.ts";

type Report = (finding: SemanticFinding) => void;

/** The rules for an operator between two checked operands. */
export function checkBinary(expr: Binary, left: ValueType, right: ValueType, report: Report): void {
  const place = expr.span ? { span: expr.span } : {};
  const located: Report = (finding) => report({ ...finding, ...place });
  checkOperands(expr, left, right, located);
  checkOperator(expr, [left, right], located);
  const betweenVectors = left === "vector" && right === "vector";
  checkMatching(expr, betweenVectors, located);
  checkFill(expr, betweenVectors, located);
}

function checkOperands({ operator }: Binary, left: ValueType, right: ValueType, report: Report): void {
  for (const [side, actual] of [
    ["left", left],
    ["right", right],
  ] as const) {
    if (actual !== "scalar" && actual !== "vector") report({ kind: "operand-type", operator, side, actual });
  }
}

function checkOperator({ operator, bool }: Binary, sides: readonly ValueType[], report: Report): void {
  const scalars = sides.filter((type) => type === "scalar").length;
  if (bool && !isComparison(operator)) report({ kind: "misplaced-bool", operator });
  if (!bool && isComparison(operator) && scalars === 2) report({ kind: "scalar-comparison", operator });
  if (isSetOperator(operator) && scalars > 0) report({ kind: "set-operator-on-scalar", operator });
}

function checkMatching({ operator, matching }: Binary, betweenVectors: boolean, report: Report): void {
  if (!matching) return;
  checkLabels(matching, report);
  // An empty list of labels between scalars is let pass by Prometheus.
  if (!betweenVectors && matching.labels.length > 0) report({ kind: "matching-on-scalar", operator });
  if (betweenVectors && matching.group && isSetOperator(operator)) report({ kind: "set-operator-group", operator });
}

function checkFill({ operator, fill }: Binary, betweenVectors: boolean, report: Report): void {
  if (!fill) return;
  if (!betweenVectors) report({ kind: "fill-on-scalar", operator });
  else if (isSetOperator(operator)) report({ kind: "set-operator-fill", operator });
}

function checkLabels({ kind, labels, group }: Matching, report: Report): void {
  const include = group?.include ?? [];
  if ([...labels, ...include].includes("")) report({ kind: "bad-label", label: "" });
  const twice = kind === "on" ? labels.filter((label) => include.includes(label)) : [];
  for (const label of twice) report({ kind: "label-in-on-and-group", label });
}
