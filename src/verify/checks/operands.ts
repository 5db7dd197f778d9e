import { neverMatches, unlikeUnits } from "../../diagnostics/codes/expression.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Binary } from "../../promql/syntax/ast.ts";
import { typeOf } from "../../promql/syntax/check.ts";
import { isComparison } from "../../promql/syntax/precedence.ts";
import { partsOf } from "../../promql/syntax/walk.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import type { Check, Report } from "./check.ts";
import { lacksLabels } from "./lacks-labels.ts";

/** The two sides of an operator must count the same things, and have label sets that can be equal. */
export const operands: Check = (program, report) => {
  for (const expression of program.expressions) {
    for (const node of partsOf(expression.authored.expr).binaries) {
      if (typeOf(node.left) !== "vector" || typeOf(node.right) !== "vector") continue;
      checkUnits(node, expression, program, report);
      checkLabels(node, expression, program, report);
    }
  }
};

function checkUnits(node: Binary, { authored }: AuthoredExpression, program: Program, report: Report): void {
  if (!isComparison(node.operator) && node.operator !== "+" && node.operator !== "-") return;
  const [left, right] = [infer(node.left, program.series).unit, infer(node.right, program.series).unit];
  if (left === undefined || right === undefined || left === right) return;
  const data = { left: inWords(left), operator: node.operator, right: inWords(right) };
  report(unlikeUnits, authored.placeOf(node), data);
}

function inWords(unit: string): string {
  return unit === "" ? "a bare number" : unit;
}

function checkLabels(node: Binary, expression: AuthoredExpression, program: Program, report: Report): void {
  if (node.operator === "or") return;
  const labels = labelsIn(program.series);
  const [left, right] = [labels(node.left), labels(node.right)];
  if (left.open || right.open || areAlike(left.labels, right.labels, node)) return;
  if (lacksLabels(node, expression, program)) return;
  const paired = (labels: ReadonlySet<string>) => [...labels].filter((label) => isPaired(label, node)).sort();
  const [a, b] = [paired(left.labels), paired(right.labels)];
  const shared = a.filter((label) => b.includes(label));
  const show = (labels: readonly string[]) => `{${labels.join(", ")}}`;
  const data = { left: show(a), operator: node.operator, right: show(b), shared: shared.join(", ") };
  report(neverMatches, expression.authored.placeOf(node), data);
}

function areAlike(left: ReadonlySet<string>, right: ReadonlySet<string>, node: Binary): boolean {
  for (const label of left) if (!right.has(label) && isPaired(label, node)) return false;
  for (const label of right) if (!left.has(label) && isPaired(label, node)) return false;
  return true;
}

function isPaired(label: string, { matching }: Binary): boolean {
  if (matching === undefined) return true;
  return matching.labels.includes(label) === (matching.kind === "on");
}
