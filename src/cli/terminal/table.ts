import { displayWidth } from "../../diagnostics/reporters/visible.ts";
import type { Paint } from "./style.ts";

/** A cell: a text, and how it is painted once its width is known. */
export interface Cell {
  readonly text: string;
  readonly paint?: Paint;
  readonly align?: "left" | "right";
}

/** Rows as aligned lines, two spaces between columns; empty columns are left out, and no line ends with spaces. */
export function table(rows: readonly (readonly (Cell | string)[])[], indent = ""): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? { text: cell } : cell)));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(text));
  }
  return cells.map((row) => `${indent}${lineOf(row, widths)}\n`).join("");
}

function lineOf(row: readonly Cell[], widths: readonly number[]): string {
  const padded = row.flatMap((cell, i) => {
    if (widths[i] === 0) return [];
    const { text, paint = (plain) => plain, align = "left" } = cell;
    const space = " ".repeat(Number(widths[i]) - displayWidth(text));
    if (align === "right") return [space + paint(text)];
    return [paint(text) + (i === row.length - 1 ? "" : space)];
  });
  return padded.join("  ").trimEnd();
}

/** Words laid on lines that are no wider than `width`, but for words that are. `widthOf` measures what will be seen. */
export function wrapped(words: readonly string[], width: number, widthOf = displayWidth): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
