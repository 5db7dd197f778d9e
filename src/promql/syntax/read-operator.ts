import type { Binary, BinaryOperator, Fill, Matching } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { isBinaryOperator } from "./precedence.ts";
import { readLabels } from "./read-labels.ts";
import { seconds, sign } from "./read-number.ts";

/** What stands between two operands: an operator with its modifiers. */
export type Infix = Pick<Binary, "operator" | "bool" | "matching" | "fill">;

/** The operator that stands here, which stays. */
export function operatorAt(cursor: Cursor): BinaryOperator | undefined {
  cursor.expects("an operator");
  const { word = "" } = cursor.peek() ?? {};
  return isBinaryOperator(word) ? word : undefined;
}

/** Takes the operator that stands here with what modifies it. */
export function readInfix(operator: BinaryOperator, cursor: Cursor): Infix {
  cursor.next();
  const bool = cursor.take("bool") ? { bool: true } : {};
  const matching = readMatching(cursor);
  const fill = readFill(cursor);
  return { operator, ...bool, ...(matching ? { matching } : {}), ...(fill ? { fill } : {}) };
}

function readMatching(cursor: Cursor): Matching | undefined {
  const kind = cursor.take("on") ? "on" : cursor.take("ignoring") ? "ignoring" : undefined;
  if (kind === undefined) return undefined;
  const labels = readLabels(cursor);
  const side = cursor.take("group_left") ? "left" : cursor.take("group_right") ? "right" : undefined;
  if (side === undefined) return { kind, labels };
  // Parentheses that follow are always those of the labels, never an operand.
  return { kind, labels, group: { side, include: cursor.is("(") ? readLabels(cursor) : [] } };
}

const fills = ["fill", "fill_left", "fill_right"] as const;

/** `fill (0)`, or one of each side; without parentheses, or with a comment before them, these words are metrics. */
function readFill(cursor: Cursor): Fill | undefined {
  const { start } = cursor;
  const first = fills.find((word) => isFill(word, cursor));
  if (first === undefined) return undefined;
  const value = fillValue(cursor);
  const fill = first === "fill" ? { left: value, right: value } : oneSided(first, value, cursor);
  if (!cursor.options.fillModifiers) cursor.experimental("fill modifiers", cursor.span(start));
  return fill;
}

function oneSided(first: "fill_left" | "fill_right", value: number, cursor: Cursor): Fill {
  const isLeft = first === "fill_left";
  const other = isFill(isLeft ? "fill_right" : "fill_left", cursor) ? fillValue(cursor) : undefined;
  const [left, right] = isLeft ? [value, other] : [other, value];
  return { ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) };
}

function isFill(word: string, cursor: Cursor): boolean {
  return cursor.is(word) && cursor.is("(", 1) && !cursor.peek(1)?.isCommented;
}

function fillValue(cursor: Cursor): number {
  cursor.next();
  cursor.must("(");
  const direction = sign(cursor);
  const { value } = seconds(cursor);
  cursor.must(")");
  return direction < 0 ? -value : value;
}
