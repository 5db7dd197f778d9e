import type { Matcher } from "../../promql/syntax/ast.ts";
import { compileRegex } from "../../promql/syntax/regex.ts";

/** How many different values a label has at most; which ones, where they are declared. */
export interface Spread {
  readonly count: number;
  readonly values?: readonly string[];
}

/** How many series there are at most, and how their labels differ. */
export interface Shape {
  readonly series: number;
  readonly labels: ReadonlyMap<string, Spread>;
}

/** One series without labels. */
export const ONE: Shape = { series: 1, labels: new Map() };

/** No series. */
export const NONE: Shape = { series: 0, labels: new Map() };

/** As many series as the labels have combinations. */
export function combined(labels: Shape["labels"]): number {
  return [...labels.values()].reduce((product, { count }) => product * count, 1);
}

/** What is left of a shape when only some of its labels count: groups, of which there are no more than series. */
export function grouped(shape: Shape, keep: (label: string) => boolean): Shape {
  const labels = new Map([...shape.labels].filter(([label]) => keep(label)));
  return { labels, series: Math.min(shape.series, combined(labels)) };
}

const EMPTY: Spread = { count: 0, values: [] };

/** The series of both. */
export function together(a: Shape, b: Shape): Shape {
  const names = new Set([...a.labels.keys(), ...b.labels.keys()]);
  const labels = new Map([...names].map((name) => [name, either(a.labels.get(name), b.labels.get(name))]));
  return { series: a.series + b.series, labels };
}

function either(a: Spread = EMPTY, b: Spread = EMPTY): Spread {
  if (a.values !== undefined && b.values !== undefined) return spreadOf([...new Set([...a.values, ...b.values])]);
  return { count: Math.max(a.count, b.count) };
}

/** A label of which all values are known. */
export function spreadOf(values: readonly string[]): Spread {
  return { count: values.length, values };
}

/** The part of a shape that a matcher leaves; a label that isn't there is empty. */
export function matched(shape: Shape, matcher: Matcher): Shape {
  const spread = shape.labels.get(matcher.label);
  if (spread === undefined || spread.count === 0) return shape;
  const left = leftOf(spread, matcher);
  if (left.count === 0) return NONE;
  const labels = new Map([...shape.labels, [matcher.label, left]]);
  return { labels, series: Math.ceil((shape.series * left.count) / spread.count) };
}

function leftOf(spread: Spread, { operator, value }: Matcher): Spread {
  const isRegex = operator === "=~" || operator === "!~";
  if (spread.values !== undefined) {
    const accepts = isRegex ? accepting(value) : (one: string) => one === value;
    const isWanted = operator === "=" || operator === "=~";
    return spreadOf(spread.values.filter((one) => accepts(one) === isWanted));
  }
  if (operator === "=") return { count: value === "" ? 0 : 1 };
  const listed = operator === "=~" && /^[\w -]+(\|[\w -]+)*$/.test(value) ? value.split("|").length : spread.count;
  return { count: Math.min(spread.count, listed) };
}

/** Whether a pattern matches a whole value; one that is broken, which is a finding elsewhere, matches any. */
export function accepting(pattern: string): (value: string) => boolean {
  const compiled = compileRegex(pattern);
  return "reason" in compiled ? () => true : (value) => compiled.matches(value);
}
