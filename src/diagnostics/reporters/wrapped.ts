import { displayWidth } from "./visible.ts";

/** A text in lines of at most `width` terminal columns, broken at spaces; a word that is longer has a line of its own. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const [, spaces = "", word = ""] of text.matchAll(/( *)([^ ]+)/g)) {
    const longer = `${line}${line === "" ? "" : spaces}${word}`;
    if (line === "" || displayWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
