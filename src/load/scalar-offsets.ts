/**
 * For each offset in a scalar's value, and for its end, the offset in the scalar's source (quotes, escapes, line breaks
 * and a block's indentation included); undefined where the two can't be brought into line.
 */
export function scalarOffsets(source: string, value: string): readonly number[] | undefined {
  const first = source.charAt(0);
  if (first === '"') return quoted(source, value, doubleEscape);
  if (first === "'") return quoted(source, value, singleEscape);
  return first === "|" || first === ">" ? block(source, value) : folded(source, value, 0, "");
}

type Escape = (source: string, at: number) => { readonly text: string; readonly length: number } | undefined;

function quoted(source: string, value: string, escapeAt: Escape): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = 1;
  while (offsets.length < value.length) {
    const { text, length } = escapeAt(source, at) ?? { text: source.charAt(at), length: 1 };
    if (text === "" || !value.startsWith(text, offsets.length)) return undefined;
    for (let unit = 0; unit < text.length; unit++) offsets.push(at);
    at += length;
  }
  return at === source.length - 1 ? [...offsets, at] : undefined;
}

function singleEscape(source: string, at: number) {
  return source.startsWith("''", at) ? { text: "'", length: 2 } : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  "\t": "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

const CODE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function doubleEscape(source: string, at: number) {
  if (source[at] !== "\\") return undefined;
  const letter = source.charAt(at + 1);
  const digits = CODE_DIGITS[letter];
  if (digits === undefined) return { text: ESCAPES[letter] ?? letter, length: 2 };
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  return { text: code <= 0x10ffff ? String.fromCodePoint(code) : "", length: 2 + digits };
}

function block(source: string, value: string): readonly number[] | undefined {
  const header = /^[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?\r?\n/.exec(source);
  if (header === null) return undefined;
  const content = header[0].length;
  const indent = /^(?:[ \t]*\r?\n)*( *)/.exec(source.slice(content))?.[1] ?? "";
  const start = content + (source.startsWith(indent, content) ? indent.length : 0);
  return folded(source, value, start, indent);
}

// A run of line breaks stands for one space or for breaks; the next line's indentation for nothing.
function folded(source: string, value: string, start: number, indent: string): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = start;
  while (offsets.length < value.length) {
    const fold = foldAt(source, at, value, offsets.length, indent);
    if (fold === undefined && source[at] !== value[offsets.length]) return undefined;
    for (let unit = 0; unit < (fold?.units ?? 1); unit++) offsets.push(at);
    at += fold?.length ?? 1;
  }
  return [...offsets, at];
}

interface Fold {
  /** Units of the value that the run stands for. */
  readonly units: number;
  /** Units of the source that it takes, indentation included. */
  readonly length: number;
}

function foldAt(source: string, at: number, value: string, index: number, indent: string): Fold | undefined {
  const run = /^[ \t]*(?:\r?\n[ \t]*(?=\r?\n))*\r?\n/.exec(source.slice(at, at + 10_000))?.[0];
  const written = /^(?:\n+| )/.exec(value.slice(index))?.[0];
  if (run === undefined || written === undefined) return undefined;
  const isSame = source[at] === value[index];
  if (isSame && !written.startsWith("\n")) return undefined;
  const inner = indentAt(source, at + run.length, indent, !isSame);
  return { units: written.length, length: run.length + inner };
}

function indentAt(source: string, at: number, indent: string, isAny: boolean): number {
  if (indent === "" && isAny) return leadingBlanks(source, at);
  return source.startsWith(indent, at) ? indent.length : 0;
}

function leadingBlanks(source: string, at: number): number {
  return /^[ \t]*/.exec(source.slice(at, at + 1000))?.[0].length ?? 0;
}
