import { unquote } from "../quoted-text.ts";
import { type Span, TemplateError } from "./tree.ts";

/** A piece of a template: text between actions, or what stands in one. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly tokens: readonly Token[]; readonly span: Span };

/** A word inside an action. `isApart` says whether space stands before it. */
export interface Token extends Span {
  readonly kind: "field" | "variable" | "word" | "string" | "number" | "sign" | "dot";
  readonly text: string;
  readonly isApart: boolean;
}

const SPACE = " \t\r\n";
const COMMENT = /^\{\{(?:-[ \t\r\n])?\/\*[\s\S]*?\*\/(?:[ \t\r\n]-)?\}\}/;
const TOKEN =
  /([ \t\r\n]+)|(\.[\p{L}_][\p{L}\p{N}_]*)|(\$[\p{L}\p{N}_]*)|([\p{L}_][\p{L}\p{N}_]*)|("(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+')|([+-]?(?:0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?))|(:=|[=|(),])|(\.)/uy;
const KINDS = ["space", "field", "variable", "word", "string", "number", "sign", "dot"] as const;

/** The text cut into what is printed and what is done; space is trimmed where `{{-` and `-}}` ask for it. Throws a TemplateError. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  let trimsNext = false;
  while (position < text.length) {
    const open = text.indexOf("{{", position);
    const end = open < 0 ? text.length : open;
    const trimsBefore = open >= 0 && isTrim(text, open + 2);
    pieces.push({ kind: "text", text: trimmed(text.slice(position, end), trimsNext, trimsBefore) });
    if (open < 0) break;
    const read = action(text, open, trimsBefore);
    if (read.tokens.length > 0)
      pieces.push({ kind: "action", tokens: read.tokens, span: { start: open, end: read.end } });
    [position, trimsNext] = [read.end, read.trims];
  }
  return pieces.filter((piece) => piece.kind === "action" || piece.text !== "");
}

function isTrim(text: string, at: number): boolean {
  return text.charAt(at) === "-" && SPACE.includes(text.charAt(at + 1)) && at + 1 < text.length;
}

function trimmed(text: string, start: boolean, end: boolean): string {
  const left = start ? text.replace(/^[ \t\r\n]+/, "") : text;
  return end ? left.replace(/[ \t\r\n]+$/, "") : left;
}

interface ReadAction {
  readonly tokens: readonly Token[];
  readonly end: number;
  readonly trims: boolean;
}

function action(text: string, open: number, trims: boolean): ReadAction {
  const comment = COMMENT.exec(text.slice(open));
  if (comment !== null) return { tokens: [], end: open + comment[0].length, trims: /[ \t\r\n]-\}\}$/.test(comment[0]) };
  const tokens: Token[] = [];
  let position = open + (trims ? 3 : 2);
  let isApart = false;
  while (position < text.length) {
    const close = closing(text, position, isApart);
    if (close > 0) return { tokens, end: position + close, trims: close > 2 };
    const token = tokenAt(text, position, isApart);
    if (token.kind !== "space") tokens.push({ ...token, kind: token.kind });
    isApart = token.kind === "space";
    position = token.end;
  }
  throw new TemplateError("an action begins with {{ and is never closed", open);
}

/** How long the end of an action is that stands here; 0 for none. */
function closing(text: string, at: number, isApart: boolean): number {
  if (text.startsWith("}}", at)) return 2;
  return isApart && text.startsWith("-}}", at) ? 3 : 0;
}

function tokenAt(text: string, start: number, isApart: boolean) {
  TOKEN.lastIndex = start;
  const match = TOKEN.exec(text);
  if (match === null) throw new TemplateError(`unexpected ${JSON.stringify(text.charAt(start))}`, start);
  const kind = KINDS[match.slice(1).findIndex((part) => part !== undefined)] ?? "space";
  return { kind, text: match[0], start, end: TOKEN.lastIndex, isApart };
}

/** What a string or a character stands for. */
export function constantOf({ text, start }: Token): string | number {
  if (text.startsWith("`")) return text.slice(1, -1);
  const isCharacter = text.startsWith("'");
  const value = unquote(isCharacter ? `"${text.slice(1, -1).replaceAll("\\'", "'")}"` : text);
  if (value === undefined) throw new TemplateError(`${text} is no text`, start);
  return isCharacter ? (value.codePointAt(0) ?? 0) : value;
}
