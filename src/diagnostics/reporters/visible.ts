import { withoutSecrets } from "../secrets.ts";

// Controls, marks that reverse or hide text, halves of surrogate pairs, and what is no character at all: whatever a terminal
// would act on, or XML can't hold.
const ACTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** A text in which everything that a terminal would act on, or not show at all, is written as its code. */
export function visible(text: string): string {
  return text.replace(ACTIVE, (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`);
}

/** What begins to be one is recognised by so much of it. */
const LONGEST_SECRET = 500;

/** A text of an author's, for use within a line: visible, on one line, and of bounded length. */
export function visibleLine(text: string, most: number): string {
  const beginning = withoutSecrets(text.slice(0, most + LONGEST_SECRET)).slice(0, most + 1);
  const line = visible(beginning.replace(/\s+/g, " ")).trim();
  return text.length > most || line.length > most ? `${line.slice(0, most).trimEnd()} …` : line;
}

/** How many columns of a terminal a text takes: wide characters take two, combining ones none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
