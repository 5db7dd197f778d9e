import { authored, sentenceKey, sentences } from "./authored.ts";
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
    for (const sentence of sentences(text)) {
      const key = sentenceKey(sentence);
      if (key !== "" && !first.has(key)) first.set(key, teller);
    }
  }
  return first;
}

/** The sentences of a text that no other page tells, and the pages that tell the rest. */
export function ownText(teller: string, text: string, first: Tellers): OwnText {
  const others = new Set<string>();
  const own = sentences(text).filter((sentence) => {
    const told = first.get(sentenceKey(sentence)) ?? teller;
    if (told !== teller) others.add(told);
    return told === teller;
  });
  const rest = own.join("").trim();
  return { ...(rest === "" ? {} : { own: authored(rest) }), sharedWith: [...others].sort() };
}
