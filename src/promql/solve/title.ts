import type { Expr } from "../syntax/ast.ts";
import { print } from "../syntax/print.ts";

/** A part of a title; a long one that has an end is known by it, other ones are cut where they are longer than they may be. */
export interface Phrase {
  readonly text: string;
  readonly end?: string;
  readonly longest?: number;
}

/** What a case is about, or why there is none, before names are put in. */
export type Title = readonly Phrase[];

const LONGEST = 70;
const LONGEST_QUOTE = 120;

/** An expression within a sentence. */
export function quoted(expr: Expr): Phrase {
  return { text: print(expr), longest: LONGEST_QUOTE };
}

/** A sentence without names. */
export function plainly(text: string): Title {
  return [{ text }];
}

/** A title as people read it. */
export function titleText(title: Title, named: (text: string) => string): string {
  return title.map((phrase) => phraseText(phrase, named)).join("");
}

function phraseText({ text, end, longest }: Phrase, named: (text: string) => string): string {
  if (end !== undefined) return shortened(named(text), named(end));
  const whole = named(text);
  return longest === undefined || whole.length <= longest ? whole : `${whole.slice(0, longest - 3)}…`;
}

function shortened(text: string, end: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, Math.max(10, LONGEST - end.length - 2))}… ${end}`.trimEnd();
}
