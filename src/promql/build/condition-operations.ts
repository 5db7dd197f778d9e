import { notACondition, unlikeAlternatives } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Expr } from "../syntax/ast.ts";
import { print } from "../syntax/print.ts";
import { absentLabels } from "../types/absent-labels.ts";
import { labelCatalogue } from "../types/catalogue.ts";
import { infer } from "../types/infer.ts";
import { type LabelSet, labelsOf } from "../types/labels.ts";
import { type Author, below, type Lowered, whereUsed } from "./author.ts";
import { COMPARISONS, type CombinationNode, type ComparisonNode, type ExpressionNode } from "./node.ts";

/** Operations besides comparisons that give something true or false. */
const CONDITIONS: ReadonlySet<ExpressionNode["op"]> = new Set(["and", "or", "unless", "absent", "promql"]);

/** A comparison with a bound, or with another vector. */
export function comparison(
  { op, left: of, bound }: ComparisonNode,
  place: Place,
  author: Author,
  lowered: Lowered,
): Expr | undefined {
  const left = lowered(of, below(place, "left"));
  const at = below(place, "bound");
  const right = typeof bound === "object" ? lowered(bound, at) : literal(bound, unitOf(of, left, author), at, author);
  if (left === undefined || right === undefined) return undefined;
  return { kind: "binary", operator: COMPARISONS[op], left, right };
}

// What was meant as a ratio is compared as one, also where its sides turn out to be unlike.
function unitOf(node: ExpressionNode, expr: Expr | undefined, author: Author): string | undefined {
  if (expr === undefined) return undefined;
  return node.op === "arithmetic" && node.ratio === true ? "ratio" : (infer(expr, author.lowering.series).unit ?? "");
}

function literal(bound: string | number, unit: string | undefined, place: Place, author: Author): Expr | undefined {
  if (unit === undefined) return undefined;
  const value = author.quantity(bound, unit, place);
  const literal: Expr = { kind: "number", value: value ?? Number.NaN };
  author.places.set(literal, place);
  return literal;
}

/** Two conditions, joined by a set operator. */
export function combination(node: CombinationNode, place: Place, author: Author, lowered: Lowered): Expr | undefined {
  const left = lowered(node.left, below(place, "left"));
  const right = lowered(node.right, below(place, "right"));
  if (left === undefined || right === undefined) return undefined;
  checkCondition(node.left, left, below(place, "left"), author);
  checkCondition(node.right, right, below(place, "right"), author);
  if (node.op === "or") checkAlternatives(left, right, below(place, "right"), author);
  const shared = sharedLabels(left, right, author);
  const matching = shared === undefined ? {} : { matching: { kind: "on", labels: shared } as const };
  return { kind: "binary", operator: node.op, ...matching, left, right };
}

function checkCondition({ op }: ExpressionNode, expr: Expr, place: Place, author: Author): void {
  if (op in COMPARISONS || CONDITIONS.has(op)) return;
  author.lowering.report(notACondition, whereUsed(place), { expression: print(expr) });
}

function checkAlternatives(left: Expr, right: Expr, place: Place, author: Author): void {
  const [a, b] = [labels(left, author), labels(right, author)];
  if (a.open || b.open || [...a.labels].sort().join() === [...b.labels].sort().join()) return;
  const { series, tenantLabel } = author.lowering;
  if ([left, right].some((side) => absentLabels(side, labelCatalogue(series), tenantLabel).size > 0)) return;
  const data = { first: [...a.labels].sort(), second: [...b.labels].sort() };
  author.lowering.report(unlikeAlternatives, whereUsed(place), data);
}

// What is absent has only the labels that it was asked for with, which no text can rely on.
function labels(expr: Expr, author: Author): LabelSet {
  if (expr.kind === "call" && expr.name === "absent") return { open: false, labels: new Set() };
  return labelsOf(expr, labelCatalogue(author.lowering.series));
}

// Conditions of unlike labels are paired on the labels that they share; of equal labels, on all.
function sharedLabels(left: Expr, right: Expr, author: Author): readonly string[] | undefined {
  const catalogue = labelCatalogue(author.lowering.series);
  const [a, b] = [labelsOf(left, catalogue).labels, labelsOf(right, catalogue).labels];
  const shared = [...a].filter((label) => b.has(label)).sort();
  return shared.length === a.size && shared.length === b.size ? undefined : shared;
}
