import type { SyntaxNode } from "@lezer/common";
import type { Fill, Span } from "./ast.ts";
import { longestDuration, parseDuration } from "./duration.ts";
import { readNumber } from "./number.ts";
import { children, type TreeSource } from "./tree-source.ts";

const literal = "NumberDurationLiteralInDurationContext";

/** The number of a signed number, whatever blanks and comments stand between. */
export function withoutSign(text: string): string {
  return text.slice(text.search(/\S+$/)).replace(/^[-+]/, "");
}

/** A number or a duration in seconds, as both may stand wherever one may. */
export function seconds(text: string, span: Span, source: TreeSource): number {
  const number = readNumber(text);
  if (number !== undefined) return number;
  const milliseconds = parseDuration(text);
  if (typeof milliseconds === "number") return milliseconds / 1000;
  source.report({ kind: "bad-duration", text, problem: milliseconds, span });
  return 0;
}

/** What stands behind `@`: seconds since the epoch, or an end of the query. */
export function timestamp(node: SyntaxNode, source: TreeSource): number | "start" | "end" {
  const text = source.of(node);
  const span = source.span(node);
  if (node.name === "AtModifierPreprocessors") return /^start/i.test(text) ? "start" : "end";
  const time = seconds(withoutSign(text), span, source) * (text.startsWith("-") ? -1 : 1);
  if (!(Math.abs(time) < 2 ** 63)) source.report({ kind: "bad-timestamp", text, span });
  return Math.round(time * 1000) / 1000;
}

/** The values of `fill`, `fill_left` and `fill_right`, from the clauses in the grammar's node. */
export function fillOf(node: SyntaxNode, source: TreeSource): Fill {
  const values = children(node).map((clause): Fill => {
    const number = children(clause)[1] ?? clause;
    const text = source.of(number);
    const plain = withoutSign(text);
    const span = { start: number.to - plain.length, end: number.to };
    const value = seconds(plain, span, source) * (text.startsWith("-") ? -1 : 1);
    if (clause.name === "FillLeftClause") return { left: value };
    return clause.name === "FillRightClause" ? { right: value } : { left: value, right: value };
  });
  return Object.assign({}, ...values);
}

interface Signed {
  readonly node: SyntaxNode;
  readonly sign: number;
}

/** `offset -(5m)` is let pass by Prometheus without the feature that the parentheses belong to. */
function inSignedParens(node: SyntaxNode, inside: SyntaxNode): SyntaxNode | null {
  const isSigned = node.name === "OffsetDurationExpr" && node.prevSibling?.name === "UnaryOp";
  return isSigned && inside.firstChild?.name === literal ? inside.firstChild : null;
}

/** The number of a duration that has signs at most, or undefined for one that is computed. */
function plainNumber(node: SyntaxNode, sign: number, source: TreeSource): Signed | undefined {
  const [first, second, ...more] = children(node);
  if (!first || more.length > 0) return undefined;
  if (second) {
    const turned = source.of(first) === "-" ? -sign : sign;
    return first.name === "UnaryOp" ? plainNumber(second, turned, source) : undefined;
  }
  const found = first.name === literal ? first : inSignedParens(node, first);
  return found ? { node: found, sign } : undefined;
}

/** Milliseconds of what stands in brackets or behind `offset`: a number of seconds or a duration, with signs. */
export function duration(node: SyntaxNode, mayBeNegative: boolean, source: TreeSource): number {
  const number = plainNumber(node, 1, source);
  if (!number) {
    source.experimental(node, "duration expressions");
    return 1;
  }
  const span = source.span(node);
  const text = source.of(node);
  const length = number.sign * seconds(source.of(number.node), span, source);
  const isInRange = Math.abs(length) * 1000 <= longestDuration;
  if (!isInRange) source.report({ kind: "bad-duration", text, problem: "range", span });
  else if (!mayBeNegative && length <= 0) source.report({ kind: "bad-duration", text, problem: "not-positive", span });
  return Math.round(length * 1000);
}
