import { code, escapeMarkdown, Markdown } from "./markdown.ts";

/** The parts of an author's line that are kept: code in backticks, and addresses. */
const KEPT = /`([^`\n]+)`|<?(https?:\/\/[^\s<>"'`\\]*[^\s<>"'`\\.,;:!?)])>?/g;
const MARKER = /^(\s*(?:[-*]|\d{1,3}[.)])\s+)(.*)$/;

/** An author's text as Markdown: paragraphs, lists, code in backticks and addresses stay, everything else is plain text. */
export function authored(text: string): Markdown {
  return new Markdown(text.trim().split("\n").map(authoredLine).join("\n"));
}

function authoredLine(line: string): string {
  const [, marker, rest] = MARKER.exec(line) ?? [];
  if (marker !== undefined && rest !== undefined) return marker.replace("*", "-") + inline(rest);
  return inline(line.trimEnd());
}

function inline(text: string): string {
  let made = "";
  let end = 0;
  for (const match of text.matchAll(KEPT)) {
    made += escapeMarkdown(text.slice(end, match.index));
    made += match[1] === undefined ? `<${match[2]}>` : code(match[1]).text;
    end = match.index + match[0].length;
  }
  return made + escapeMarkdown(text.slice(end));
}

/** A line of an author's text: the mark of a list's item, if it is one, and the sentences behind it. */
export interface AuthoredLine {
  readonly marker: string;
  readonly sentences: readonly string[];
}

/** The lines of a text, each in its sentences; `1.` at the start of a line ends none. */
export function linesOf(text: string): readonly AuthoredLine[] {
  return text.split("\n").map((line) => {
    const [, marker = "", rest = line] = MARKER.exec(line) ?? [];
    const sentences = rest.split(/(?<=[.!?])\s+/).map((sentence) => sentence.trim());
    return { marker, sentences: sentences.filter((sentence) => sentence !== "") };
  });
}

/** What makes two sentences the same: their words, whatever the spaces, the case and the mark at the end. */
export function sentenceKey(sentence: string): string {
  return sentence
    .trim()
    .replace(/[.!?]+$/, "")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();
}
