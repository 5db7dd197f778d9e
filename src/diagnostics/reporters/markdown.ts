import type { Diagnostic } from "../diagnostic.ts";
import { counts, type Pretty, prettyEach } from "./pretty.ts";
import type { Found } from "./report.ts";
import { visible } from "./visible.ts";

/** A comment on GitHub holds 65,536 characters. */
const ROOM = 60_000;

/** The findings as Markdown, for a comment or the summary of a job; as many as a comment holds, and how many more there are. */
export function markdown(found: Found): string {
  const all = prettyEach(found.diagnostics, { color: false, sources: found.sources }).map(section);
  let room = ROOM;
  const shown = all.filter((text) => {
    room -= text.length;
    return room >= 0;
  });
  const rest = all.length - shown.length;
  const more = rest === 0 ? [] : [`… and ${rest} more: \`monitorgen validate\` shows them all.\n`];
  return [heading(found.diagnostics), ...shown, ...more].join("\n");
}

function heading(diagnostics: readonly Diagnostic[]): string {
  return `### monitorgen: ${diagnostics.length === 0 ? "no findings" : counts(diagnostics)}\n`;
}

// What an author wrote stands in code only: nothing there is a link, a mention, a picture or HTML.
function section({ diagnostic: { kind, at }, text }: Pretty): string {
  const where = inCode(`${visible(at.file)}:${at.line}:${at.column}`);
  const body = text.slice(text.indexOf("\n") + 1).replace(/\n+$/, "");
  const fence = "`".repeat(Math.max(3, longestTicks(body) + 1));
  return `**${kind.severity} ${kind.code}** ${kind.title} · ${where}\n\n${fence}text\n${body}\n${fence}\n`;
}

function inCode(text: string): string {
  const ticks = "`".repeat(longestTicks(text) + 1);
  return /^`|`$/.test(text) ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
