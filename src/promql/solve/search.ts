import type { ComparisonOperator } from "../syntax/ast.ts";
import { isPast, type Margin } from "./margin.ts";
import { rounded } from "./signal.ts";

/** What a comparison is to be, and how closely: relative to its bound. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** How far past a bound is just past it: no bound of three digits, times this, is halfway between two numbers of four. */
const JUST = 0.0088;

/** Just past the bound, and just short of it: so that a bound changed by two percent changes the answer. */
export const JUST_PAST: Band = { low: JUST - 0.001, high: JUST + 0.001 };
export const JUST_SHORT: Band = { low: -JUST_PAST.high, high: -JUST_PAST.low };

/** What can be turned: its present value, the values that it can have, and how it is measured. */
export interface Dial {
  readonly start: number;
  readonly low: number;
  readonly high: number;
  /** The only values it can have. */
  readonly discrete?: readonly number[] | undefined;
  /** Values to try first, where they'd be natural. */
  readonly natural?: readonly number[];
  readonly measure: (value: number) => Margin;
}

/** Whether a margin lies within a band. */
export function isWithin(band: Band, margin: Margin): boolean {
  return margin !== undefined && margin >= band.low && margin <= band.high;
}

/** Whether a margin is on the side that a band wants. */
export function isOnSide(band: Band, operator: ComparisonOperator, margin: Margin): boolean {
  if (band.low > 0) return isPast(operator, margin);
  return margin === undefined || !isPast(operator, margin);
}

interface Point {
  readonly x: number;
  /** Distance from the middle of the band. */
  readonly y: number;
}

/** Finds a value of a dial for which the margin is in the band, or, where it jumps over it, nearest on the right side. */
export function seek(dial: Dial, band: Band, operator: ComparisonOperator): number | undefined {
  return new Search(dial, band, operator).run();
}

/** More values than this are not tried one by one. */
const MOST_TRIED = 100;

class Search {
  readonly #dial: Dial;
  readonly #band: Band;
  readonly #operator: ComparisonOperator;
  readonly #seen = new Map<number, Margin>();

  constructor(dial: Dial, band: Band, operator: ComparisonOperator) {
    this.#dial = dial;
    this.#band = band;
    this.#operator = operator;
  }

  run(): number | undefined {
    const { discrete, natural = [] } = this.#dial;
    if (discrete) return this.#nearest(discrete);
    const exact = this.#isEquality() ? this.#natural(natural) : undefined;
    if (exact !== undefined) return exact;
    return this.#secant() ?? this.#bracketed();
  }

  #margin(x: number): Margin {
    if (!this.#seen.has(x)) this.#seen.set(x, this.#dial.measure(x));
    return this.#seen.get(x);
  }

  #point(x: number): Point | undefined {
    const margin = this.#margin(x);
    const aim = this.#isEquality() ? 0 : (this.#band.low + this.#band.high) / 2;
    return margin === undefined ? undefined : { x, y: margin - aim };
  }

  #clamped(x: number): number {
    return rounded(Math.min(this.#dial.high, Math.max(this.#dial.low, x)));
  }

  #hits(x: number): boolean {
    return this.#isEquality() ? this.#isRight(x) : isWithin(this.#band, this.#margin(x));
  }

  // Equality is met by values that people would write, before any that are computed.
  #natural(values: readonly number[]): number | undefined {
    const inside = values.filter((value) => value >= this.#dial.low && value <= this.#dial.high);
    return inside.find((value) => this.#isRight(value));
  }

  // Equality when it must hold, inequality when it must not: both want one exact value.
  #isEquality(): boolean {
    return this.#band.low > 0 ? this.#operator === "==" : this.#operator === "!=";
  }

  #nearest(values: readonly number[]): number | undefined {
    if (values.length > MOST_TRIED) return this.#refined(values);
    return this.#byDistance(values).find((x) => isOnSide(this.#band, this.#operator, this.#margin(x)));
  }

  #byDistance(values: readonly number[]): readonly number[] {
    const distance = (x: number): number => Math.abs(this.#margin(x) ?? 1);
    return values.toSorted((a, b) => distance(a) - distance(b));
  }

  // Of very many values some, and then those beside the best of them.
  #refined(values: readonly number[]): number | undefined {
    const stride = Math.ceil(values.length / 16);
    const some = values.filter((_, index) => index % stride === 0 || index === values.length - 1);
    const best = values.indexOf(this.#nearest(some) ?? Number(this.#byDistance(some)[0]));
    return this.#nearest(values.slice(Math.max(0, best - stride), best + stride + 1));
  }

  #secant(): number | undefined {
    const first = this.#clamped(this.#dial.start);
    if (this.#hits(first)) return first;
    let previous = this.#point(first);
    let current = this.#point(this.#clamped(first === 0 ? this.#step() : first * 1.3));
    for (let round = 0; round < 7 && previous && current; round++) {
      if (this.#hits(current.x)) return current.x;
      const next = this.#crossing(previous, current);
      if (next === undefined) return undefined;
      previous = current;
      current = this.#point(next);
    }
    return undefined;
  }

  // Where the line through two points crosses zero.
  #crossing(one: Point, other: Point): number | undefined {
    if (one.y === other.y) return undefined;
    const x = this.#clamped(other.x - (other.y * (other.x - one.x)) / (other.y - one.y));
    return Number.isFinite(x) && x !== other.x ? x : undefined;
  }

  #step(): number {
    const { low, high } = this.#dial;
    return Number.isFinite(high) && Number.isFinite(low) ? low + (high - low) / 3 : 1;
  }

  #bracketed(): number | undefined {
    const points = this.#probes().flatMap((x) => this.#point(x) ?? []);
    points.sort((a, b) => a.x - b.x);
    let nearest: number | undefined;
    for (const [index, right] of points.entries()) {
      const left = points[index - 1];
      if (!left || left.y > 0 === right.y > 0) continue;
      const found = this.#bisected(left, right);
      if (found !== undefined && this.#hits(found)) return found;
      nearest ??= found;
    }
    return nearest ?? this.#edge(points) ?? this.#nearest(points.map(({ x }) => x));
  }

  // Where a value only jumps, one percent beyond the place at which it does.
  #edge(points: readonly Point[]): number | undefined {
    for (const [index, point] of points.entries()) {
      const before = points[index - 1];
      if (!before || this.#isRight(before.x) === this.#isRight(point.x)) continue;
      let [inside, outside] = this.#isRight(point.x) ? [point.x, before.x] : [before.x, point.x];
      for (let round = 0; round < 40; round++) {
        const middle = this.#clamped((inside + outside) / 2);
        if (middle === inside || middle === outside) break;
        if (this.#isRight(middle)) inside = middle;
        else outside = middle;
      }
      return this.#beyond(inside, outside);
    }
    return undefined;
  }

  #isRight(x: number): boolean {
    return isOnSide(this.#band, this.#operator, this.#margin(x));
  }

  #beyond(inside: number, outside: number): number {
    const beyond = this.#clamped(inside + Math.sign(inside - outside) * JUST * Math.abs(inside));
    return this.#isRight(beyond) ? beyond : inside;
  }

  #probes(): readonly number[] {
    const { low, high, start } = this.#dial;
    const size = Math.abs(start) || this.#step();
    const scaled = Array.from({ length: 29 }, (_, index) => size * 4 ** (index - 14));
    const signed = low < 0 ? [...scaled, 0, ...scaled.map((x) => -x)] : [0, ...scaled];
    const between =
      Number.isFinite(low) && Number.isFinite(high)
        ? Array.from({ length: 17 }, (_, index) => low + ((high - low) * index) / 16)
        : [];
    return [...new Set([...signed, ...between, ...(this.#dial.natural ?? [])].map((x) => this.#clamped(x)))];
  }

  #bisected(from: Point, to: Point): number | undefined {
    let [left, right] = [from, to];
    for (let round = 0; round < 60; round++) {
      const share = round % 3 === 2 ? 0.5 : left.y / (left.y - right.y);
      const middle = this.#clamped(left.x + (right.x - left.x) * Math.min(0.95, Math.max(0.05, share)));
      if (middle === left.x || middle === right.x) return this.#jump(left.x, right.x);
      const point = this.#point(middle);
      if (!point || this.#hits(middle)) return point?.x;
      if (point.y > 0 === left.y > 0) left = point;
      else right = point;
    }
    return this.#jump(left.x, right.x);
  }

  // The side of a jump that will do.
  #jump(left: number, right: number): number | undefined {
    if (this.#isRight(left)) return this.#beyond(left, right);
    return this.#isRight(right) ? this.#beyond(right, left) : undefined;
  }
}
