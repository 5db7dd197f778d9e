import { aggregationOf, isAggregation } from "./aggregation.ts";
import type { Call, Expr, Grouping, Selector } from "./ast.ts";
import { type Cursor, Misfit } from "./cursor.ts";
import { functions } from "./functions.ts";
import { extend, range, shift, subquery } from "./modifier.ts";
import { isCallable, mayNameMetric } from "./name.ts";
import { isRightAssociative, precedence, signPrecedence } from "./precedence.ts";
import { unquote } from "./quote.ts";
import { readLength, readOffset } from "./read-duration.ts";
import { readLabels } from "./read-labels.ts";
import { isNumber, seconds, sign, timestamp } from "./read-number.ts";
import { operatorAt, readInfix } from "./read-operator.ts";
import { readSelector } from "./read-selector.ts";
import { endOfNumber } from "./scan-number.ts";

/** So deep may parentheses, signs and powers go. */
const mostNesting = 200;

const extensions = ["anchored", "smoothed"] as const;

/** What stands for an expression that isn't one; a finding tells of it. */
const nothing: Expr = { kind: "number", value: Number.NaN };

/**
 * Reads expressions by Prometheus's grammar: precedences climb, and what follows an operand (`[…]`, `offset`, `@`) binds
 * tighter than any operator.
 */
export class ExpressionReader {
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** The whole text. */
  read(): Expr {
    const cursor = this.#cursor;
    try {
      const expr = this.#binary(1);
      if (cursor.peek()) cursor.misfit();
      return expr;
    } catch (error) {
      if (error instanceof Misfit) return nothing;
      throw error;
    }
  }

  #binary(least: number): Expr {
    const cursor = this.#cursor;
    return cursor.within(mostNesting, () => {
      const { start } = cursor;
      let left = this.#signed();
      for (;;) {
        const operator = operatorAt(cursor);
        const level = operator === undefined ? 0 : precedence(operator);
        if (operator === undefined || level < least) return left;
        const infix = readInfix(operator, cursor);
        const right = this.#binary(isRightAssociative(operator) ? level : level + 1);
        left = { kind: "binary", ...infix, left, right, span: cursor.span(start) };
      }
    });
  }

  #signed(): Expr {
    const cursor = this.#cursor;
    if (!cursor.is("-") && !cursor.is("+")) return this.#followed(this.#operand());
    const { start } = cursor;
    const operator = sign(cursor) < 0 ? "-" : "+";
    const expr = this.#binary(signPrecedence + 1);
    const span = cursor.span(start);
    if (expr.kind !== "number") return { kind: "unary", operator, expr, span };
    // A sign before a number is part of it, as in Prometheus's tree.
    const { value, text } = expr;
    const kept = text === undefined || /^[-+]/.test(text) ? {} : { text: `${operator === "-" ? "-" : ""}${text}` };
    return { kind: "number", value: operator === "-" ? -value : value, ...kept, span };
  }

  #operand(): Expr {
    const cursor = this.#cursor;
    const { start } = cursor;
    const token = cursor.peek();
    if (token?.kind === "identifier") return this.#named(token.text, start);
    if (cursor.is("(")) return { kind: "paren", expr: this.#parenthesised(), span: cursor.span(start) };
    if (cursor.is("{")) return readSelector(undefined, start, cursor);
    const literal = this.#literal(start);
    if (literal) return literal;
    cursor.expects("a metric name", "a number", "a string", "(", "{");
    return cursor.misfit();
  }

  #literal(start: number): Expr | undefined {
    const cursor = this.#cursor;
    const text = cursor.peek()?.text ?? "";
    if (isNumber(cursor)) {
      const { value, token } = seconds(cursor);
      // `0x1e` is a number only where something follows it.
      const survives = token.kind === "duration" || endOfNumber(text, 0) === text.length || /^[in]/i.test(text);
      return { kind: "number", value, ...(survives ? { text } : {}), span: cursor.span(start) };
    }
    if (cursor.peek()?.kind !== "string") return undefined;
    cursor.next();
    return { kind: "string", value: unquote(text), span: cursor.span(start) };
  }

  /** What begins with a word: an aggregation, a call, or a metric. */
  #named(word: string, start: number): Expr {
    const cursor = this.#cursor;
    const opens = cursor.is("(", 1);
    const keyword = word.toLowerCase();
    if (isAggregation(keyword) && (opens || cursor.is("by", 1) || cursor.is("without", 1))) {
      cursor.next();
      return this.#aggregation(keyword, start);
    }
    if (opens && isCallable(word)) {
      cursor.next();
      return this.#call(word, start);
    }
    if (!mayNameMetric(word)) return cursor.misfit();
    cursor.next();
    return readSelector(word, start, cursor);
  }

  #aggregation(operator: string, start: number): Expr {
    const cursor = this.#cursor;
    const before = this.#grouping();
    const args = this.#arguments();
    const grouping = before ?? this.#grouping();
    return aggregationOf(operator, args, grouping, cursor.span(start), cursor.report);
  }

  #grouping(): Grouping | undefined {
    const cursor = this.#cursor;
    const kind = cursor.take("by") ? "by" : cursor.take("without") ? "without" : undefined;
    return kind && { kind, labels: readLabels(cursor) };
  }

  #call(name: string, start: number): Call {
    const cursor = this.#cursor;
    if (!functions.has(name)) cursor.report({ kind: "unknown-function", name, span: cursor.span(start) });
    const args = this.#arguments();
    const named = name === "info" ? args.map((expr, index) => (index === 1 ? withoutName(expr, cursor) : expr)) : args;
    return { kind: "call", name, args: named, span: cursor.span(start) };
  }

  #parenthesised(): Expr {
    const [expr = nothing] = this.#between(() => [this.#binary(1)]);
    return expr;
  }

  #arguments(): readonly Expr[] {
    const cursor = this.#cursor;
    return this.#between(() => {
      if (cursor.is(")")) return [];
      const args = [this.#binary(1)];
      while (cursor.takes(",")) args.push(this.#binary(1));
      return args;
    });
  }

  /** What stands between parentheses; where it is broken, reading goes on behind them. */
  #between(read: () => readonly Expr[]): readonly Expr[] {
    const cursor = this.#cursor;
    cursor.must("(");
    try {
      const exprs = read();
      cursor.must(")");
      return exprs;
    } catch (error) {
      if (!(error instanceof Misfit) || !cursor.skipTo(")")) throw error;
      return [nothing];
    }
  }

  /** An operand with everything that follows it. */
  #followed(operand: Expr): Expr {
    let expr = operand;
    for (let next = this.#follower(expr); next; next = this.#follower(expr)) expr = next;
    return expr;
  }

  #follower(expr: Expr): Expr | undefined {
    const cursor = this.#cursor;
    if (cursor.takes("[")) return this.#ranged(expr);
    if (cursor.take("offset")) {
      const { milliseconds, computed } = readOffset(cursor);
      return shift(expr, { offset: milliseconds, ...(computed ? { computed } : {}) }, cursor.end, cursor.report);
    }
    if (cursor.take("@")) return shift(expr, { at: timestamp(cursor) }, cursor.end, cursor.report);
    for (const word of extensions) {
      const { start } = cursor;
      if (!cursor.take(word)) continue;
      if (!cursor.options.extendedRangeSelectors) cursor.experimental("extended range selectors", cursor.span(start));
      return extend(expr, word, cursor.end, cursor.report);
    }
    return undefined;
  }

  #ranged(expr: Expr): Expr {
    const cursor = this.#cursor;
    const start = cursor.end - 1;
    const length = readLength(cursor);
    if (!cursor.takes(":")) {
      cursor.must("]");
      return range(expr, length, cursor.span(start), cursor.report);
    }
    const step = cursor.is("]") ? undefined : readLength(cursor);
    cursor.must("]");
    return subquery(expr, length, step, cursor.end);
  }
}

/** The second argument of `info` selects by labels alone: a name in its braces is a matcher there. */
function withoutName(expr: Expr, cursor: Cursor): Expr {
  if (expr.kind !== "selector" || expr.metric === undefined || !cursor.startsWithBrace(expr.span?.start)) return expr;
  const { metric, ...rest } = expr;
  const selector: Selector = {
    ...rest,
    matchers: [{ label: "__name__", operator: "=", value: metric }, ...rest.matchers],
  };
  return selector;
}
