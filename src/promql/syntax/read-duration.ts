import type { Duration, DurationOperator } from "./ast.ts";
import { computeDuration } from "./compute-duration.ts";
import type { Cursor } from "./cursor.ts";
import { durationOperators, precedence, signPrecedence } from "./precedence.ts";
import { isHeld, isNumber, milliseconds, seconds, sign } from "./read-number.ts";

const deepest = 100;

/** A length in milliseconds; `computed` is there where it isn't just a number. */
export interface Length {
  readonly milliseconds: number;
  readonly computed?: Duration;
}

/** Reads a length in brackets, which must be longer than nothing. */
export function readLength(cursor: Cursor): Length {
  const { start } = cursor;
  const duration = new DurationReader(cursor).binary(1);
  if (duration.kind === "length" && duration.value <= 0) {
    const text = duration.text ?? String(duration.value);
    cursor.report({ kind: "bad-duration", text, problem: "not-positive", span: cursor.span(start) });
  }
  return lengthOf(duration);
}

/**
 * Reads what stands behind `offset`. Prometheus takes as little as it can: `offset -2 ^ 2` shifts by 2 s and squares what
 * it finds. Where it begins with parentheses or two signs, it takes as much as it can.
 */
export function readOffset(cursor: Cursor): Length {
  return lengthOf(new DurationReader(cursor).offset());
}

function lengthOf(duration: Duration): Length {
  if (duration.kind === "length") return { milliseconds: milliseconds(duration.value) };
  const length = computeDuration(duration, { step: 0, range: 0 });
  return { milliseconds: typeof length === "number" ? length : Number.NaN, computed: duration };
}

class DurationReader {
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  offset(): Duration {
    const cursor = this.#cursor;
    const ahead = cursor.is("-") || cursor.is("+") ? 1 : 0;
    const isShort = isNumber(cursor, ahead) || isWord(cursor, ahead);
    if (isShort) return signed(sign(cursor), this.#operand());
    if (ahead === 0 || !cursor.is("(", 1)) return this.binary(1);
    // A sign before parentheses is let pass where durations are not computed otherwise.
    const direction = sign(cursor);
    return signed(direction, this.#parenthesised());
  }

  binary(least: number): Duration {
    const cursor = this.#cursor;
    return cursor.within(deepest, () => {
      const { start } = cursor;
      let left = this.#unary();
      for (let operator = this.#operator(least); operator; operator = this.#operator(least)) {
        const sign = cursor.start;
        cursor.next();
        const level = precedence(operator);
        const right = this.binary(operator === "^" ? level : level + 1);
        this.#turnedOn(start);
        if (/[/%]/.test(operator) && right.kind === "length" && right.value === 0) {
          cursor.report({ kind: "bad-duration", text: operator, problem: "by-zero", span: cursor.span(sign) });
        }
        left = { kind: "arithmetic", operator, left, right };
      }
      return left;
    });
  }

  #operator(least: number): DurationOperator | undefined {
    this.#cursor.expects("an operator");
    const found = durationOperators.find((operator) => this.#cursor.is(operator));
    return found !== undefined && precedence(found) >= least ? found : undefined;
  }

  #unary(): Duration {
    const cursor = this.#cursor;
    if (!cursor.is("-") && !cursor.is("+")) return this.#operand();
    const direction = sign(cursor);
    return signed(direction, this.binary(signPrecedence + 1));
  }

  #operand(): Duration {
    const cursor = this.#cursor;
    const { start } = cursor;
    if (isNumber(cursor)) return this.#literal(start);
    if (isWord(cursor, 0)) return this.#word(start);
    cursor.expects("a duration", "(");
    if (!cursor.is("(")) return cursor.misfit();
    const inner = this.#parenthesised();
    this.#turnedOn(start);
    return inner;
  }

  #literal(start: number): Duration {
    const cursor = this.#cursor;
    const { value, token } = seconds(cursor);
    const { text } = token;
    if (!isHeld(value)) cursor.report({ kind: "bad-duration", text, problem: "range", span: cursor.span(start) });
    return { kind: "length", value, text };
  }

  /** `step()`, `range()`, `max_of(…, …)`, `min_of(…, …)`. */
  #word(start: number): Duration {
    const cursor = this.#cursor;
    const word = cursor.peek()?.text.toLowerCase();
    cursor.next();
    cursor.must("(");
    if (word === "step" || word === "range") {
      cursor.must(")");
      this.#turnedOn(start);
      return { kind: "query", name: word };
    }
    const left = this.binary(1);
    cursor.must(",");
    const right = this.binary(1);
    cursor.must(")");
    this.#turnedOn(start);
    return { kind: "choice", name: word === "max_of" ? "max_of" : "min_of", left, right };
  }

  #parenthesised(): Duration {
    const cursor = this.#cursor;
    cursor.must("(");
    const inner = this.binary(1);
    cursor.must(")");
    return inner.kind === "length" ? { kind: "paren", duration: inner } : inner;
  }

  #turnedOn(start: number): void {
    const cursor = this.#cursor;
    if (!cursor.options.durationExpressions) cursor.experimental("duration expressions", cursor.span(start));
  }
}

function isWord(cursor: Cursor, ahead: number): boolean {
  return ["step", "range", "max_of", "min_of"].some((word) => cursor.is(word, ahead));
}

/** A sign before a plain length is part of it. */
function signed(direction: 1 | -1, duration: Duration): Duration {
  if (direction > 0) return duration;
  if (duration.kind !== "length") return { kind: "negative", duration };
  const { value, text = "" } = duration;
  const turned = text.startsWith("-") ? text.slice(1) : `-${text}`;
  return { kind: "length", value: -value, ...(text === "" ? {} : { text: turned }) };
}
