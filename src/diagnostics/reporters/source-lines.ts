import type { Position } from "../diagnostic.ts";

const LINE_BREAK = /\r\n|\n|\r/g;

/** Where each line of a text begins, to turn offsets into lines and columns and back. */
export class SourceLines {
  readonly text: string;
  readonly #starts: number[] = [0];

  /** `lineBreak` is a global pattern; unless given, lines end as editors end them. */
  constructor(text: string, lineBreak: RegExp = LINE_BREAK) {
    this.text = text;
    for (const match of text.matchAll(lineBreak)) this.#starts.push(match.index + match[0].length);
  }

  /** The line at a number counted from 1, without its break; empty where there is none. */
  line(number: number): string {
    const start = this.#starts[number - 1];
    if (start === undefined) return "";
    return this.text.slice(start, this.#starts[number] ?? this.text.length).replace(/[\r\n]+$/, "");
  }

  /** The offset of a line and column, both counted from 1; the end of the text at most. */
  offset(line: number, column: number): number {
    const start = this.#starts[line - 1] ?? this.text.length;
    return Math.min(start + column - 1, this.text.length);
  }

  /** The line and column of an offset, both counted from 1. */
  at(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (Number(this.#starts[middle]) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - Number(this.#starts[low]) + 1 };
  }

  /** The position of a range of offsets. */
  position(file: string, start: number, end: number): Position {
    const last = this.at(Math.max(start, end));
    return { file, ...this.at(start), endLine: last.line, endColumn: last.column };
  }
}
