import type { Program } from "../program/program.ts";
import { code, type Markdown, md } from "../targets/documents/markdown/markdown.ts";
import type { Detail, Effect } from "./change.ts";
import type { Names } from "./names.ts";
import { shownValue } from "./shown.ts";

/** Two states of one thing, the programs that they are of, and which names have only been replaced by others. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
  readonly programs: { readonly before: Program; readonly after: Program };
  readonly names: Names;
}

/** Says what it means that a property is different; nothing where it means the same, or follows from something that is said. */
export type Words<T, P extends keyof T> = (pair: Pair<T>, property: P & string) => readonly Detail[];

/** Words for each property of a thing: one that is added to a Program and has none here doesn't compile. */
export type Wording<T> = { readonly [P in keyof T]-?: Words<T, P> };

/** What is different between two states, in the order of the wording. */
export function detailsOf<T>(wording: Wording<T>, pair: Pair<T>): readonly Detail[] {
  const details: Detail[] = [];
  for (const property in wording) details.push(...wording[property](pair, property));
  return details;
}

/** The same thing of other things: the teams of two alerts. */
export function of<T, U>({ programs, names }: Pair<T>, before: U, after: U): Pair<U> {
  return { before, after, programs, names };
}

/** A detail; an effect only where there is one. */
export function detail(property: string, words: Markdown, effect?: Effect | undefined): Detail {
  return { property, words, ...(effect === undefined ? {} : { effect }) };
}

/** Means nothing to anybody but the compiler: places, names by which things were paired, what is derived elsewhere. */
export function ignored(): readonly Detail[] {
  return [];
}

/** `title: before → after`, for what needs no other words. */
export function plain<T, P extends keyof T>({ before, after }: Pair<T>, property: P & string): readonly Detail[] {
  return changed(property, before[property], after[property]);
}

/** What isn't worded is told all the same. */
export function changed(property: string, before: unknown, after: unknown): readonly Detail[] {
  const [old, now] = [canonicalJson(before), canonicalJson(after)];
  if (old === now) return [];
  return [detail(property, md`${property}: ${shownValue(before)} → ${shownValue(after)}`)];
}

/** A property that another one decides: told only where it changes without it. */
export function follows<T, P extends keyof T>(...sources: readonly (keyof T)[]): Words<T, P> {
  return (pair, property) => {
    const { before, after } = pair;
    const explained = sources.some((source) => canonicalJson(before[source]) !== canonicalJson(after[source]));
    return explained ? [] : plain(pair, property);
  };
}

/** Data as text by which two values are compared: keys in order, maps as objects, places left out. */
export function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === "origin" || key === "span") return undefined;
      if (inner instanceof Map) return Object.fromEntries([...inner].sort(byKey));
      if (typeof inner === "number" && !Number.isFinite(inner)) return String(inner);
      if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(byKey));
    }) ?? ""
  );
}

function byKey([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number {
  return String(a) < String(b) ? -1 : 1;
}

/** `instead of`: the new state in bold before the old one. */
export function instead(after: Markdown | string, before: Markdown | string): Markdown {
  return md`**${after}** instead of ${before}`;
}

/** Names as code, at most some of them: `a`, `b` and 12 more. */
export function listed(names: readonly string[], most = 5): Markdown {
  const shown = names.slice(0, most).map(code);
  const rest = names.length - shown.length;
  const words = shown.reduce((all, one, index) => (index === 0 ? one : md`${all}, ${one}`), md``);
  return rest > 0 ? md`${words} and ${rest} more` : words;
}
