import { authored, linesOf, sentenceKey } from "./authored.ts";
import type { Markdown } from "./markdown.ts";

/** An author's text on the page of one thing, and whose pages hold the sentences that it shares with them. */
export interface OwnText {
  readonly own?: Markdown;
  readonly sharedWith: readonly string[];
}

/** For each sentence of some texts, who says it first. */
export type Tellers = ReadonlyMap<string, string>;

/** Who of several, in their order, says a sentence first: only that page shows it, so that no sentence is told twice. */
export function tellers(texts: readonly (readonly [teller: string, text: string])[]): Tellers {
  const first = new Map<string, string>();
  for (const [teller, text] of texts) {
    const keys = linesOf(text).flatMap(({ sentences }) => sentences.map(sentenceKey));
    for (const key of keys) if (!first.has(key)) first.set(key, teller);
  }
  return first;
}

/** The sentences of a text that no other page tells, and the pages that tell the rest. */
export function ownText(teller: string, text: string, first: Tellers): OwnText {
  const others = new Set<string>();
  const isOwn = (sentence: string): boolean => {
    const told = first.get(sentenceKey(sentence)) ?? teller;
    if (told !== teller) others.add(told);
    return told === teller;
  };
  const lines = linesOf(text).flatMap(({ marker, sentences }) => {
    const own = sentences.filter(isOwn);
    return own.length > 0 || sentences.length === 0 ? [`${marker}${own.join(" ")}`] : [];
  });
  const rest = lines.join("\n").trim();
  return { ...(rest === "" ? {} : { own: authored(rest) }), sharedWith: [...others].sort() };
}
