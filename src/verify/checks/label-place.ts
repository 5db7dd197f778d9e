import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Authored } from "../../promql/build/authored.ts";

/** Where a label stands in the list behind one of some words, inside of what was written as PromQL at a place. */
export function placeOfLabel(
  { path, span }: Place,
  label: string,
  words: readonly string[],
  authored: Authored,
): Place {
  if (span === undefined) return { path };
  const text = authored.text?.slice(span.start, span.end) ?? "";
  const [at] = listed(text, words).flatMap(({ name, offset }) => (name === label ? [span.start + offset] : []));
  return { path, span: at === undefined ? span : { start: at, end: at + label.length } };
}

function listed(text: string, words: readonly string[]): readonly { readonly name: string; readonly offset: number }[] {
  const lists = new RegExp(`\\b(?:${words.join("|")})\\s*\\(([^)]*)\\)`, "g");
  return [...text.matchAll(lists)].flatMap(({ index, 0: list, 1: labels = "" }) => {
    const first = index + list.indexOf("(") + 1;
    return [...labels.matchAll(/\w+/g)].map((word) => ({ name: word[0], offset: first + word.index }));
  });
}
