import type { SyntaxNode } from "@lezer/common";
import { aggregationOf } from "./aggregation.ts";
import type { Call, Expr, Grouping, Matcher, Matching, MatchOperator, Selector, Span } from "./ast.ts";
import { longestDuration, parseDuration } from "./duration.ts";
import type { SyntaxFinding } from "./finding.ts";
import { range, shift, subquery } from "./modifier.ts";
import { readNumber } from "./number.ts";
import { group, type Infix, type Piece } from "./operand.ts";
import { isBinaryOperator } from "./precedence.ts";
import { unquote } from "./quote.ts";

/** Children of a node, in order. */
function children(node: SyntaxNode): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) list.push(child);
  return list;
}

const postfixes = new Set([
  "OffsetExpr",
  "StepInvariantExpr",
  "MatrixSelector",
  "SubqueryExpr",
  "AnchoredExpr",
  "SmoothedExpr",
]);

/** Turns the grammar's nodes, which hold no errors, into our tree; what a tree can't hold becomes a finding. */
export class TreeReader {
  readonly findings: SyntaxFinding[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  readonly #report = (finding: SyntaxFinding): void => {
    this.findings.push(finding);
  };

  #source(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to);
  }

  #span(node: SyntaxNode): Span {
    return { start: node.from, end: node.to };
  }

  #experimental(node: SyntaxNode, feature: string): void {
    this.#report({ kind: "experimental", feature, span: this.#span(node) });
  }

  /** An expression node with everything below it. */
  expression(node: SyntaxNode): Expr {
    const pieces: Piece[] = [];
    this.#flatten(node, pieces);
    return group(pieces);
  }

  #flatten(node: SyntaxNode, pieces: Piece[]): void {
    const [first, ...rest] = children(node);
    const last = rest.at(-1);
    if (node.name === "BinaryExpr" && first && last) {
      this.#flatten(first, pieces);
      pieces.push({ kind: "infix", infix: this.#infix(rest.slice(0, -1)) });
      this.#flatten(last, pieces);
    } else if (node.name === "UnaryExpr" && first && last) {
      pieces.push(this.#sign(first.from));
      this.#flatten(last, pieces);
    } else if (postfixes.has(node.name) && first) {
      this.#flatten(first, pieces);
      const span = { start: rest[0]?.from ?? first.to, end: node.to };
      pieces.push({ kind: "postfix", apply: (expr) => this.#postfix(node, rest, span, expr) });
    } else if (node.name === "NumberDurationLiteral") {
      this.#number(node, pieces);
    } else {
      pieces.push({ kind: "operand", expr: this.#operand(node) });
    }
  }

  #sign(start: number): Piece {
    return { kind: "sign", operator: this.#text.charAt(start) === "-" ? "-" : "+", start };
  }

  /** The grammar may take a sign into the number; Prometheus lets `^` bind tighter. */
  #number(node: SyntaxNode, pieces: Piece[]): void {
    const source = this.#source(node);
    const text = lastWord(source);
    if (text !== source) pieces.push(this.#sign(node.from));
    const span = { start: node.to - text.length, end: node.to };
    pieces.push({ kind: "operand", expr: { kind: "number", value: this.#seconds(text, span), text, span } });
  }

  /** A number or a duration in seconds, as both may stand wherever one may. */
  #seconds(text: string, span: Span): number {
    const number = readNumber(text);
    if (number !== undefined) return number;
    const milliseconds = parseDuration(text);
    if (typeof milliseconds === "number") return milliseconds / 1000;
    this.#report({ kind: "bad-duration", text, problem: milliseconds, span });
    return 0;
  }

  #operand(node: SyntaxNode): Expr {
    switch (node.name) {
      case "ParenExpr":
        return { kind: "paren", expr: this.expression(node.firstChild ?? node), span: this.#span(node) };
      case "StringLiteral":
        return { kind: "string", value: unquote(this.#source(node)), span: this.#span(node) };
      case "AggregateExpr":
        return this.#aggregation(node);
      case "FunctionCall":
        return this.#call(node);
      default:
        return this.#selector(node);
    }
  }

  #call(node: SyntaxNode): Call {
    const [name, body] = children(node);
    const args = body ? children(body).map((argument) => this.expression(argument)) : [];
    return { kind: "call", name: name ? functionName(this.#text, name.from) : "", args, span: this.#span(node) };
  }

  #aggregation(node: SyntaxNode): Expr {
    const parts = children(node);
    const operator = parts.find((part) => part.name === "AggregateOp");
    const body = parts.find((part) => part.name === "FunctionCallBody");
    const modifier = parts.find((part) => part.name === "AggregateModifier");
    const name = operator ? this.#source(operator).toLowerCase() : "";
    const args = body ? children(body).map((argument) => this.expression(argument)) : [];
    const grouping = modifier ? this.#grouping(modifier) : undefined;
    return aggregationOf(name, args, grouping, this.#span(node), this.#report);
  }

  #grouping(node: SyntaxNode): Grouping {
    const [word, labels] = children(node);
    return { kind: word?.name === "Without" ? "without" : "by", labels: labels ? this.#labels(labels) : [] };
  }

  #labels(node: SyntaxNode): string[] {
    return children(node).map((child) => this.#label(child, true));
  }

  #label(node: SyntaxNode, mustBeValid: boolean): string {
    const text = this.#source(node);
    const label = node.name === "QuotedLabelName" ? unquote(text) : text;
    if (mustBeValid && (label === "" || label.includes("\ufffd")))
      this.#report({ kind: "bad-label", label, span: this.#span(node) });
    return label;
  }

  #infix(nodes: readonly SyntaxNode[]): Infix {
    const word = nodes[0] ? this.#source(nodes[0]).toLowerCase() : "";
    const operator = isBinaryOperator(word) ? word : "<";
    let infix: Infix = { operator };
    for (const node of nodes.slice(1)) {
      if (node.name === "BoolModifier") infix = { ...infix, bool: true };
      else if (node.name === "MatchingModifierClause") infix = { ...infix, matching: this.#matching(node) };
      else this.#experimental(node, "fill modifiers");
    }
    return infix;
  }

  #matching(node: SyntaxNode): Matching {
    const parts = children(node);
    const [labels, include] = parts.filter((part) => part.name === "GroupingLabels");
    const side = parts.find((part) => part.name === "GroupLeft" || part.name === "GroupRight")?.name;
    const kind = parts[0]?.name === "On" ? "on" : "ignoring";
    const matching = { kind, labels: labels ? this.#labels(labels) : [] } as const;
    if (side === undefined) return matching;
    return {
      ...matching,
      group: { side: side === "GroupLeft" ? "left" : "right", include: include ? this.#labels(include) : [] },
    };
  }

  #selector(node: SyntaxNode): Selector {
    const [name, list] = node.firstChild?.name === "Identifier" ? children(node) : [undefined, node.firstChild];
    const metric = name ? this.#source(name) : undefined;
    if (metric?.toLowerCase() === "atan2")
      this.#report({ kind: "unexpected", found: metric, expected: [], span: this.#span(node) });
    const read = list ? children(list).map((child) => this.#matcher(child)) : [];
    const named = read.filter((matcher) => matcher.label === "__name__");
    const quoted = list ? children(list).findIndex((child) => child.name === "QuotedLabelName") : -1;
    // `{"up"}` names the metric; beside another name it is a matcher like that one, as Prometheus lets both stand.
    const inBraces = metric === undefined && named.length === 1 && quoted >= 0 ? read[quoted] : undefined;
    const matchers = read.filter((matcher) => matcher !== inBraces);
    const whole = metric ?? inBraces?.value;
    return { kind: "selector", ...(whole === undefined ? {} : { metric: whole }), matchers, span: this.#span(node) };
  }

  #matcher(node: SyntaxNode): Matcher {
    const span = this.#span(node);
    const [name, operator, value] = children(node);
    if (node.name === "QuotedLabelName")
      return { label: "__name__", operator: "=", value: unquote(this.#source(node)), span };
    return {
      label: name ? this.#label(name, false) : "",
      operator: matchOperator(operator ? this.#source(operator) : ""),
      value: value ? unquote(this.#source(value)) : "",
      span,
    };
  }

  #postfix(node: SyntaxNode, parts: readonly SyntaxNode[], span: Span, expr: Expr): Expr {
    const last = parts.at(-1);
    if (!last || node.name === "AnchoredExpr" || node.name === "SmoothedExpr") {
      this.#experimental(last ?? node, "extended range selectors");
      return expr;
    }
    if (node.name === "OffsetExpr") return shift(expr, { offset: this.#duration(last, true) }, span.end, this.#report);
    if (node.name === "StepInvariantExpr") return shift(expr, { at: this.#timestamp(last) }, span.end, this.#report);
    const bracket = { start: this.#text.lastIndexOf("[", span.start), end: span.end };
    const [length, step] = parts
      .filter((part) => part.name === "DurationExpr")
      .map((part) => this.#duration(part, false));
    if (node.name === "MatrixSelector") return range(expr, length ?? 0, bracket, this.#report);
    return subquery(expr, length ?? 0, step, span.end);
  }

  #timestamp(node: SyntaxNode): number | "start" | "end" {
    const text = this.#source(node);
    if (node.name === "AtModifierPreprocessors") return text.toLowerCase().startsWith("start") ? "start" : "end";
    const seconds = this.#seconds(lastWord(text), this.#span(node)) * (text.startsWith("-") ? -1 : 1);
    if (!(Math.abs(seconds) < 2 ** 63)) this.#report({ kind: "bad-timestamp", text, span: this.#span(node) });
    return Math.round(seconds * 1000) / 1000;
  }

  /** Milliseconds of what stands in brackets or behind `offset`: a number of seconds or a duration, with signs. */
  #duration(node: SyntaxNode, mayBeNegative: boolean): number {
    const text = this.#source(node);
    const span = this.#span(node);
    const number = this.#plainDuration(node, 1);
    if (!number) {
      this.#experimental(node, "duration expressions");
      return 1;
    }
    const seconds = number.sign * this.#seconds(this.#source(number.node), span);
    if (!(Math.abs(seconds) * 1000 <= longestDuration))
      this.#report({ kind: "bad-duration", text, problem: "range", span });
    else if (!mayBeNegative && seconds <= 0)
      this.#report({ kind: "bad-duration", text, problem: "not-positive", span });
    return Math.round(seconds * 1000);
  }

  /** The number of a duration that has signs at most, or undefined for one that is computed. */
  #plainDuration(node: SyntaxNode, sign: number): { node: SyntaxNode; sign: number } | undefined {
    if (node.name === "NumberDurationLiteralInDurationContext") return { node, sign };
    const parts = children(node);
    const last = parts.at(-1);
    if (!last) return undefined;
    // `offset -(5m)` is let pass by Prometheus without the feature that the parentheses belong to.
    const inner = node.name === "OffsetDurationExpr" && parts.length === 1 ? last.firstChild : undefined;
    if (inner?.name === "NumberDurationLiteralInDurationContext" && node.prevSibling?.name === "UnaryOp") {
      return { node: inner, sign };
    }
    if (parts.length === 2 && parts[0]?.name === "UnaryOp") {
      return this.#plainDuration(last, this.#source(parts[0]) === "-" ? -sign : sign);
    }
    return parts.length === 1 && last.name === "NumberDurationLiteralInDurationContext"
      ? { node: last, sign }
      : undefined;
  }
}

/** A function's name, which the grammar may have seen as a shorter one. */
function functionName(text: string, start: number): string {
  return /^\w+/.exec(text.slice(start))?.[0] ?? "";
}

/** The number of a signed number, whatever blanks and comments stand between. */
function lastWord(text: string): string {
  return text.slice(text.search(/\S+$/)).replace(/^[-+]/, "");
}

function matchOperator(text: string): MatchOperator {
  return text === "=" || text === "!=" || text === "=~" ? text : "!~";
}
