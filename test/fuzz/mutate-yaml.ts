import { HOSTILE_TEXTS } from "./hostile.ts";
import type { Random } from "./random.ts";
import { editCharacters, editTokens } from "./tokens.ts";

const TOKEN = /[\w.$/%-]+|\s+|[^\w\s]/g;

const SYNTAX = [
  ": ",
  ":",
  "- ",
  "-",
  " #",
  "&a ",
  "*a",
  "<<: *a",
  "!!int ",
  "!!str ",
  "!x ",
  "|\n",
  ">-\n",
  "{",
  "}",
  "[",
  "]",
  ",",
  '"',
  "'",
  "\n---\n",
  "\n...\n",
  "? ",
  "%YAML 1.1\n",
  "\t",
  "\r",
  "\r\n",
  "\u0085",
  "\u2028",
  "\ufeff",
  "~",
  "null",
  ".inf",
  "-.inf",
  "0o17",
  "0b1",
  "1_000",
  "yes",
  "@x",
  "`",
  "\\",
  '"\\x"',
  '"\\ud800"',
  "&a [*a]",
  "{a: &b {c: *b}}",
] as const;

type Mutate = (text: string, random: Random, other: string) => string;

/** What is done to the text of a YAML file, and how often. */
const MUTATIONS: readonly (readonly [weight: number, mutate: Mutate])[] = [
  [4, (text, random) => editTokens(text, TOKEN, SYNTAX, random)],
  [4, (text, random) => editCharacters(text, random)],
  [3, withLines((lines, at) => lines.splice(at, 1))],
  [2, withLines((lines, at) => lines.splice(at, 0, lines[at] ?? ""))],
  [2, withLines((lines, at, random) => exchanged(lines, at, random.below(lines.length)))],
  [4, withLines((lines, at, random) => indented(lines, at, random.pick([-4, -2, -1, 1, 2, 4])))],
  [2, withLines((lines, at, random) => lines.splice(at, 0, random.pick(SYNTAX)))],
  [1, (text, random) => text.slice(0, random.below(text.length))],
  [1, (text) => text.replaceAll("\n", "\r\n")],
  [1, (text) => `\ufeff${text}`],
  [1, (text, random) => text.replaceAll("  ", random.pick(["\t", " ", "   ", "\u00a0"]))],
  [1, (text, random) => `${text}${random.pick(["\n---\n", "\n...\n", "\n"])}${text}`],
  [1, spliced],
  [1, withLines((lines, at, random) => lines.splice(at, 0, ...Array(random.pick([3, 100])).fill(lines[at] ?? "")))],
  [1, (text, random) => inserted(text, random, random.pick(HOSTILE_TEXTS))],
  [
    1,
    (text, random) =>
      inserted(text, random, random.pick(["[", "{a: ", "- ", "? ", "("]).repeat(random.pick([50, 5000]))),
  ],
];

/** The text of a YAML file with some places changed; bytes where it is no longer UTF-8. */
export function mutatedYaml(text: string, other: string, random: Random): string | Uint8Array {
  let result = text;
  for (let edits = random.pick([1, 1, 1, 2, 3]); edits > 0; edits--) {
    result = random.weighted(MUTATIONS)(result, random, other);
  }
  return random.once(60) ? withByte(result, random) : result;
}

function withByte(text: string, random: Random): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

function withLines(change: (lines: string[], at: number, random: Random) => unknown): Mutate {
  return (text, random) => {
    const lines = text.split("\n");
    change(lines, random.below(lines.length), random);
    return lines.join("\n");
  };
}

function exchanged(lines: string[], a: number, b: number): void {
  const [first = "", second = ""] = [lines[a], lines[b]];
  lines[a] = second;
  lines[b] = first;
}

function indented(lines: string[], at: number, by: number): void {
  const line = lines[at] ?? "";
  lines[at] = by > 0 ? " ".repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), "");
}

function spliced(text: string, random: Random, other: string): string {
  const [mine, theirs] = [text.split("\n"), other.split("\n")];
  return [...mine.slice(0, random.below(mine.length)), ...theirs.slice(random.below(theirs.length))].join("\n");
}

function inserted(text: string, random: Random, what: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}
