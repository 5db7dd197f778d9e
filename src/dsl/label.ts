import { isObject } from "../promql/build/record.ts";

/** A label whose values aren't listed, with the most different ones that there will be. */
export interface UpTo {
  readonly upTo: number;
}

/** The labels of a metric: the values that each can have, or how many there are at most. */
export type Labels = Readonly<Record<string, readonly string[] | UpTo>>;

/** A label with at most `count` different values, which aren't known beforehand. */
export function upTo(count: number): UpTo {
  return { upTo: count };
}

/** The labels that Prometheus gives to every series that it scrapes. */
export type TargetLabels = { readonly instance: UpTo; readonly job: UpTo };

type ValueOf<V> = V extends readonly (infer S extends string)[] ? S : string;

/** What a label's value must not be. */
export interface Not<T extends string> {
  readonly not: T | readonly T[] | RegExp;
}

/** Everything but this value, these values or this pattern. */
export function not<const T extends string>(value: T | readonly T[] | RegExp): Not<T> {
  return { not: value };
}

/** Which series are meant: a value, several values, a pattern over the whole value (RE2), or `not(…)` of these. */
export type Where<L extends Labels> = {
  readonly [K in keyof (L & TargetLabels)]?:
    | ValueOf<(L & TargetLabels)[K]>
    | readonly ValueOf<(L & TargetLabels)[K]>[]
    | RegExp
    | Not<ValueOf<(L & TargetLabels)[K]>>;
};

/** The matchers of a `where` as data: regular expressions become their source. */
export function matchNodes(where: unknown): unknown {
  if (!isObject(where)) return where;
  return Object.fromEntries(Object.entries(where).map(([label, value]) => [label, matchNode(value)]));
}

function matchNode(value: unknown): unknown {
  if (value instanceof RegExp) return { regex: sourceOf(value), ...flagsOf(value) };
  if (isObject(value) && "not" in value) return { not: matchNode(value.not) };
  return value;
}

// JavaScript writes / with a backslash, RE2 doesn't know that; an escaped backslash before / stays one.
function sourceOf({ source }: RegExp): string {
  return source.replace(/\\(.)/gs, (escaped, character: string) => (character === "/" ? "/" : escaped));
}

function flagsOf(pattern: RegExp): { flags?: string } {
  return pattern.flags === "" ? {} : { flags: pattern.flags };
}
