/** One line of a text, counted from 1; its text is missing where it is too long to be held. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

const LONGEST_LINE = 1024 * 1024;

/**
 * The lines of a text that comes in pieces, in portions, without line ends, a byte order mark and empty lines.
 * Never holds more than one line and one piece.
 */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  const splitter = new Splitter();
  for await (const piece of pieces) yield splitter.take(piece);
  yield splitter.take("\n");
}

class Splitter {
  #number = 0;
  #begun = "";
  #isTooLong = false;

  take(piece: string): readonly Line[] {
    const parts = `${this.#begun}${piece}`.split("\n");
    this.#begun = parts.pop() ?? "";
    const lines = parts.flatMap((part) => this.#line(part));
    if (this.#begun.length > LONGEST_LINE) {
      this.#begun = "";
      this.#isTooLong = true;
    }
    return lines;
  }

  #line(part: string): readonly Line[] {
    this.#number += 1;
    const isTooLong = this.#isTooLong || part.length > LONGEST_LINE;
    this.#isTooLong = false;
    if (isTooLong) return [{ number: this.#number, text: undefined }];
    const begun = this.#number === 1 && part.startsWith("\ufeff") ? part.slice(1) : part;
    const text = begun.endsWith("\r") ? begun.slice(0, -1) : begun;
    return text.trim() === "" ? [] : [{ number: this.#number, text }];
  }
}
