import { unlikeUnits } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Expr } from "../syntax/ast.ts";
import { childrenOf, map, selectors } from "../syntax/walk.ts";
import { infer } from "../types/infer.ts";
import { type Author, below, type Lowered, whereUsed } from "./author.ts";
import { aggregate } from "./construct.ts";
import type { AggregateNode, ArithmeticNode, OffsetNode } from "./node.ts";

const AGGREGATION_OPERATORS = { sum: "sum", average: "avg", maximum: "max", minimum: "min", count: "count" } as const;

/** An aggregation by labels. */
export function aggregated(node: AggregateNode, place: Place, lowered: Lowered): Expr | undefined {
  const expr = lowered(node.of, below(place, "of"));
  if (expr === undefined) return undefined;
  return aggregate(AGGREGATION_OPERATORS[node.how], expr, node.by);
}

/** Two vectors, or a vector and a number, calculated with each other. */
export function arithmetic(node: ArithmeticNode, place: Place, author: Author, lowered: Lowered): Expr | undefined {
  const left = lowered(node.left, below(place, "left"));
  const right: Expr | undefined =
    typeof node.right === "number" ? { kind: "number", value: node.right } : lowered(node.right, below(place, "right"));
  if (left === undefined || right === undefined) return undefined;
  if (node.ratio === true) checkRatio(left, right, whereUsed(below(place, "right")), author);
  return { kind: "binary", operator: node.how, left, right };
}

function checkRatio(left: Expr, right: Expr, place: Place, author: Author): void {
  const [over, under] = [left, right].map((side) => infer(side, author.lowering.series).unit);
  if (over === undefined || under === undefined || over === under) return;
  author.lowering.report(unlikeUnits, place, { left: over, operator: "/", right: under });
}

/** An expression as it was some time ago. */
export function offset(node: OffsetNode, place: Place, author: Author, lowered: Lowered): Expr | undefined {
  const expr = lowered(node.of, below(place, "of"));
  const ago = author.window(node.ago, below(place, "ago"));
  if (expr === undefined || ago === undefined) return undefined;
  const shifted = map(expr, (inner) =>
    inner.kind === "selector" ? { ...inner, offset: (inner.offset ?? 0) + ago } : inner,
  );
  moved(expr, shifted, place, author);
  for (const selector of selectors(shifted)) author.offsets.set(selector, below(place, "ago"));
  return shifted;
}

// A copy of a tree was written where the tree was.
function moved(from: Expr, to: Expr, place: Place, author: Author): void {
  author.places.set(to, author.places.get(from) ?? place);
  const copies = childrenOf(to);
  for (const [index, child] of childrenOf(from).entries()) moved(child, copies[index] ?? child, place, author);
}
