import { HOSTILE_TEXTS } from "./hostile.ts";
import type { Random } from "./random.ts";

/** A text with one or a few of its tokens taken out, doubled, exchanged, or replaced by others or by foreign words. */
export function editTokens(text: string, token: RegExp, words: readonly string[], random: Random): string {
  const tokens = text.match(token) ?? [];
  if (tokens.length === 0) return words[random.below(words.length)] ?? "";
  for (let edits = random.pick([1, 1, 1, 2, 3]); edits > 0; edits--) {
    const at = random.below(tokens.length);
    const own = tokens[at] ?? "";
    const other = random.pick(tokens) ?? "";
    const word = random.pick(words) ?? "";
    const becomes = random.pick<readonly string[]>([
      [],
      [own, own],
      [other],
      [word],
      [own, word],
      [word, own],
      [own, " "],
    ]);
    tokens.splice(at, 1, ...becomes);
  }
  return tokens.join("");
}

/** A text with a character taken out, put in, doubled or changed. */
export function editCharacters(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const before = text.slice(0, at);
  const one = text.charAt(at);
  const printable = String.fromCharCode(32 + random.below(95));
  const becomes = random.pick([
    "",
    one + one,
    printable,
    one + printable,
    random.pick(HOSTILE_TEXTS),
    one.toUpperCase(),
  ]);
  return before + becomes + text.slice(at + 1);
}
