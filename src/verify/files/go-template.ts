/** A word of a Go template, with its place in the text. */
export interface Word {
  readonly kind: "field" | "variable" | "identifier" | "string" | "number" | "sign";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between two pairs of braces. */
export interface Action {
  readonly words: readonly Word[];
  readonly start: number;
  readonly end: number;
}

/** The actions of a template in their order, or where one doesn't end. */
export interface Template {
  readonly actions: readonly Action[];
  readonly unclosed: number | undefined;
}

const WORD =
  /(?<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+')|(?<number>[+-]?\d[\w.]*)|(?<variable>\$\w*(?:\.\w+)*)|(?<field>(?:\.\w+)+|\.)|(?<identifier>[A-Za-z_]\w*)|(?<sign>:=|[^\s\w])/g;

const KINDS = ["string", "number", "variable", "field", "identifier", "sign"] as const;

/** Reads the actions of a Go template. */
export function readTemplate(text: string): Template {
  const actions: Action[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf("{{", from);
    if (open < 0) return { actions, unclosed: undefined };
    const close = closing(text, open + 2);
    if (close < 0) return { actions, unclosed: open };
    from = close + 2;
    const inner = text.slice(open + 2, close);
    if (/^-?\s*\/\*/.test(inner)) continue;
    actions.push({ words: wordsOf(inner, open + 2), start: open, end: from });
  }
}

// Braces in a text don't close.
function closing(text: string, from: number): number {
  const pattern = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\}\}/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === "}}") return match.index;
  }
  return -1;
}

function wordsOf(inner: string, offset: number): readonly Word[] {
  const trimmed = inner.replace(/^-(?=\s)/, " ").replace(/(?<=\s)-$/, " ");
  return [...trimmed.matchAll(WORD)].flatMap(({ 0: text, index, groups = {} }) => {
    const kind = KINDS.find((one) => groups[one] !== undefined);
    return kind === undefined ? [] : [{ kind, text, start: offset + index, end: offset + index + text.length }];
  });
}

/** The variables that an action declares: `$x := …`, `range $i, $x := …`. */
export function declaredIn(words: readonly Word[]): readonly string[] {
  const end = words.findIndex(({ text }) => text === ":=");
  return words.slice(0, Math.max(end, 0)).flatMap(({ kind, text }) => (kind === "variable" ? [text] : []));
}

/** What begins with these words has an end of its own. */
export const OPENING: ReadonlySet<string> = new Set(["if", "range", "with", "define", "block"]);

/** Words of the language itself. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...OPENING,
  "else",
  "end",
  "template",
  "break",
  "continue",
  "nil",
  "true",
  "false",
]);

/** Functions that every Go template has. */
export const BUILT_IN: readonly string[] = [
  "and",
  "call",
  "eq",
  "ge",
  "gt",
  "html",
  "index",
  "js",
  "le",
  "len",
  "lt",
  "ne",
  "not",
  "or",
  "print",
  "printf",
  "println",
  "slice",
  "urlquery",
];
