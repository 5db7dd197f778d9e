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
  return [...text.matchAll(/\b(\w+)\s*\(([^()]*)\)/g)].flatMap(({ index, 0: list, 1: word = "", 2: labels = "" }) => {
    if (!words.includes(word)) return [];
    const first = index + list.indexOf("(") + 1;
    return [...labels.matchAll(/\w+/g)].map((label) => ({ name: label[0], offset: first + label.index }));
  });
}
