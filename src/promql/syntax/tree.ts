import type { SyntaxNode } from "@lezer/common";
import { aggregationOf } from "./aggregation.ts";
import type { Call, Expr, Grouping, Matching, Span } from "./ast.ts";
import type { SyntaxFinding } from "./finding.ts";
import { extend, range, shift, subquery } from "./modifier.ts";
import { group, type Infix, type Piece } from "./operand.ts";
import { isBinaryOperator } from "./precedence.ts";
import { unquote } from "./quote.ts";
import { duration, fillOf, seconds, timestamp, withoutSign } from "./tree-number.ts";
import { selector } from "./tree-selector.ts";
import { children, named, type SyntaxOptions, TreeSource } from "./tree-source.ts";

const postfixes: ReadonlySet<string> = new Set([
  "OffsetExpr",
  "StepInvariantExpr",
  "MatrixSelector",
  "SubqueryExpr",
  "AnchoredExpr",
  "SmoothedExpr",
]);

/** Turns the grammar's nodes, which hold no errors, into our tree; what a tree can't hold becomes a finding. */
export class TreeReader {
  readonly #source: TreeSource;

  constructor(text: string, options: SyntaxOptions) {
    this.#source = new TreeSource(text, options);
  }

  get findings(): readonly SyntaxFinding[] {
    return this.#source.findings;
  }

  /** An expression node with everything below it. */
  expression(node: SyntaxNode): Expr {
    return group(this.#pieces(node));
  }

  /** A node's words in a row: the grammar's own grouping of operators isn't Prometheus's. */
  #pieces(node: SyntaxNode): Piece[] {
    const parts = children(node);
    const [first, last] = [parts[0] ?? node, parts.at(-1) ?? node];
    if (node.name === "BinaryExpr") {
      const infix = this.#infix(parts.slice(1, -1));
      return [...this.#pieces(first), { kind: "infix", infix }, ...this.#pieces(last)];
    }
    if (node.name === "UnaryExpr") return [this.#sign(first.from), ...this.#pieces(last)];
    if (postfixes.has(node.name)) return [...this.#pieces(first), this.#postfix(node, parts.slice(1))];
    if (node.name === "NumberDurationLiteral") return this.#number(node);
    return [{ kind: "operand", expr: this.#operand(node) }];
  }

  #sign(start: number): Piece {
    return { kind: "sign", operator: this.#source.text.charAt(start) === "-" ? "-" : "+", start };
  }

  /** The grammar may take a sign into the number; Prometheus lets `^` bind tighter. */
  #number(node: SyntaxNode): Piece[] {
    const whole = this.#source.of(node);
    const text = withoutSign(whole);
    const span = { start: node.to - text.length, end: node.to };
    const value = seconds(text, span, this.#source);
    const number: Piece = { kind: "operand", expr: { kind: "number", value, text, span } };
    return text === whole ? [number] : [this.#sign(node.from), number];
  }

  #operand(node: SyntaxNode): Expr {
    const span = this.#source.span(node);
    switch (node.name) {
      case "ParenExpr":
        return { kind: "paren", expr: this.expression(node.firstChild ?? node), span };
      case "StringLiteral":
        return { kind: "string", value: unquote(this.#source.of(node)), span };
      case "AggregateExpr":
        return this.#aggregation(node);
      case "FunctionCall":
        return this.#call(node);
      default:
        return selector(node, this.#source);
    }
  }

  #arguments(body: SyntaxNode | undefined): Expr[] {
    return children(body).map((argument) => this.expression(argument));
  }

  #call(node: SyntaxNode): Call {
    const span = this.#source.span(node);
    // The grammar may have seen the name as a shorter one that it knows.
    const name = /^\w+/.exec(this.#source.of(node))?.[0] ?? "";
    return { kind: "call", name, args: this.#arguments(children(node)[1]), span };
  }

  #aggregation(node: SyntaxNode): Expr {
    const parts = children(node);
    const name = this.#source.of(named(parts, "AggregateOp")).toLowerCase();
    const args = this.#arguments(named(parts, "FunctionCallBody"));
    const modifier = named(parts, "AggregateModifier");
    const grouping = modifier && this.#grouping(modifier);
    return aggregationOf(name, args, grouping, this.#source.span(node), this.#source.report);
  }

  #grouping(node: SyntaxNode): Grouping {
    const [word, labels] = children(node);
    return { kind: word?.name === "Without" ? "without" : "by", labels: this.#source.labels(labels) };
  }

  #infix([operator, ...modifiers]: readonly SyntaxNode[]): Infix {
    const word = this.#source.of(operator).toLowerCase();
    const matching = named(modifiers, "MatchingModifierClause");
    const fill = named(modifiers, "FillModifier");
    if (fill && !this.#source.options.fillModifiers) this.#source.experimental(fill, "fill modifiers");
    return {
      operator: isBinaryOperator(word) ? word : "<",
      ...(named(modifiers, "BoolModifier") ? { bool: true } : {}),
      ...(matching ? { matching: this.#matching(matching) } : {}),
      ...(fill ? { fill: fillOf(fill, this.#source) } : {}),
    };
  }

  #matching(node: SyntaxNode): Matching {
    const parts = children(node);
    const [labels, include] = parts.filter((part) => part.name === "GroupingLabels");
    const side = named(parts, "GroupLeft") ? "left" : named(parts, "GroupRight") ? "right" : undefined;
    const kind = parts[0]?.name === "On" ? "on" : "ignoring";
    const matching = { kind, labels: this.#source.labels(labels) } as const;
    return side ? { ...matching, group: { side, include: this.#source.labels(include) } } : matching;
  }

  #postfix(node: SyntaxNode, parts: readonly SyntaxNode[]): Piece {
    const [first = node, last = node] = [parts[0], parts.at(-1)];
    const span = { start: first.from, end: node.to };
    return { kind: "postfix", apply: (expr) => this.#applied(node.name, parts, last, span, expr) };
  }

  #applied(name: string, parts: readonly SyntaxNode[], last: SyntaxNode, span: Span, expr: Expr): Expr {
    const source = this.#source;
    switch (name) {
      case "OffsetExpr":
        return shift(expr, { offset: duration(last, true, source) }, span.end, source.report);
      case "StepInvariantExpr":
        return shift(expr, { at: timestamp(last, source) }, span.end, source.report);
      case "MatrixSelector":
      case "SubqueryExpr":
        return this.#ranged(name, parts, span, expr);
      default:
        if (!source.options.extendedRangeSelectors) source.experimental(last, "extended range selectors");
        return extend(expr, name === "AnchoredExpr" ? "anchored" : "smoothed", span.end, source.report);
    }
  }

  #ranged(name: string, parts: readonly SyntaxNode[], span: Span, expr: Expr): Expr {
    const source = this.#source;
    const bracket = { start: source.text.lastIndexOf("[", span.start), end: span.end };
    const lengths = parts.filter((part) => part.name === "DurationExpr").map((part) => duration(part, false, source));
    const [length = 0, step] = lengths;
    if (name === "MatrixSelector") return range(expr, length, bracket, source.report);
    return subquery(expr, length, step, span.end);
  }
}
