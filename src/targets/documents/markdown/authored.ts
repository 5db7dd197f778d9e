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

/** The sentences of a text, line by line, each with the space that follows it; joined they are the text. */
export function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])(?=[^\S\n])|(?<=\n)/);
}

/** What makes two sentences the same: their words, whatever the spaces, the case, the list mark and the full stop. */
export function sentenceKey(sentence: string): string {
  const words = sentence.trim().replace(/^(?:[-*]|\d{1,3}[.)])\s+/, "");
  return words
    .replace(/[.!?]+$/, "")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();
}
