import { HOSTILE_NUMBERS, HOSTILE_TEXTS } from "./hostile.ts";
import type { Random } from "./random.ts";
import { editCharacters, editTokens } from "./tokens.ts";

const TOKEN = /"(?:\\.|[^"\\\n])*"|`[^`]*`|\/(?:\\.|[^/\\\n])+\/|[A-Za-z_$][\w$]*|\d[\w.]*|\s+|=>|\.\.\.|[^\s\w]/g;

const WORDS = [
  "null",
  "undefined",
  "true",
  "this",
  "new ",
  "await ",
  "async ",
  "typeof ",
  "...",
  "=>",
  "()",
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  ";",
  ",",
  ".",
  "?.",
  "!",
  "as const",
  "as any",
  "import ",
  "export ",
  "default ",
  "const x = ",
  "class X {}",
  "{}",
  "[]",
  "() => ({})",
  "Symbol()",
  "1n",
  "Math.random()",
  "Date.now()",
  "process.env",
  "globalThis",
  "new Proxy({}, {})",
  "Object.prototype",
  "[].constructor",
  "throw 1",
  "throw undefined",
  "/x/",
  "`${1}`",
  "eval('1')",
  "Promise.resolve()",
  ...HOSTILE_TEXTS.slice(0, 60).map((text) => JSON.stringify(text)),
  ...HOSTILE_NUMBERS.map(String),
];

/** A TypeScript source with some of its tokens, characters or lines changed. */
export function mutatedTypeScript(text: string, random: Random): string {
  return random.weighted<() => string>([
    [8, () => editTokens(text, TOKEN, WORDS, random)],
    [2, () => editCharacters(text, random)],
    [2, () => editLine(text, random)],
    [1, () => text.slice(0, random.below(text.length))],
  ])();
}

function editLine(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const own = lines[at] ?? "";
  lines.splice(at, 1, ...random.pick<readonly string[]>([[], [own, own], [random.pick(lines) ?? ""], [`// ${own}`]]));
  return lines.join("\n");
}
