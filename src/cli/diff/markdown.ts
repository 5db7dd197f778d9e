import { visible } from "../../diagnostics/reporters/visible.ts";
import type { DetailIn, Difference, Part, TextLine } from "../../diff/index.ts";
import { code, codeBlock, type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import { count } from "../words.ts";
import {
  affectedBy,
  baseInWords,
  clauseOf,
  countsOf,
  EFFECTS,
  environmentsOf,
  fateCounts,
  notesOf,
  type Told,
  titleOf,
} from "./told.ts";

/** A comment on GitHub takes 65,536 characters; what is beyond this is counted only. */
const MOST_BYTES = 55_000;
/** More differences than this in one part, or lines of one text, and they are folded away. */
const MOST_OPEN = 15;
const MOST_NAMED = 10;

/** The difference as a comment on a pull request. */
export function diffMarkdown(told: Told): string {
  const { base, diff } = told;
  const compared = md`Compared with ${author(baseInWords(base))}.`.text;
  const notes = notesOf(told).map((note) => md`> ${note}`.text);
  const verdict = diff.parts.length === 0 ? "Nothing behaves differently." : `**${countsOf(diff)}**`;
  const head = blocks([
    "### What this changes in monitoring",
    `${verdict} ${compared}`,
    ...notes,
    errorsAtBase(told),
    effectList(told),
  ]);
  return `${bounded(
    head,
    diff.parts.map((part) => [part, partBlock(part, told)]),
  )}\n`;
}

function blocks(all: readonly string[]): string {
  return all.filter((block) => block !== "").join("\n\n");
}

function author(text: string): Markdown {
  return code(visible(text));
}

// Whole parts, as long as they fit.
function bounded(head: string, parts: readonly (readonly [Part, string])[]): string {
  const left: Part[] = [];
  let text = head;
  for (const [part, block] of parts) {
    if (Buffer.byteLength(text + block) > MOST_BYTES) left.push(part);
    else text += `\n\n${block}`;
  }
  if (left.length === 0) return text;
  const names = left.slice(0, MOST_NAMED).map((part) => md`${titleOf(part)} (${fateCounts(part.differences)})`.text);
  const rest = left.length > MOST_NAMED ? ` and ${left.length - MOST_NAMED} more` : "";
  return `${text}\n\nToo long to be shown here: ${names.join(", ")}${rest}. \`monitorgen diff\` tells it all.`;
}

function effectList({ diff }: Told): string {
  const lines = affectedBy(diff).map(({ words, differences }) => {
    const names = [...new Set(differences.map(({ name }) => author(name).text))];
    const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
    return `- **${words}**: ${names.slice(0, MOST_NAMED).join(", ")}${rest}`;
  });
  return lines.join("\n");
}

function partBlock(part: Part, told: Told): string {
  const items = part.differences.map((one) => differenceItem(one, told)).join("\n");
  const title = md`#### ${titleOf(part)}`.text;
  if (part.differences.length <= MOST_OPEN) return `${title}\n\n${items}`;
  return `${title}\n\n${folded(fateCounts(part.differences), items)}`;
}

function folded(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

function differenceItem(one: Difference, { diff }: Told): string {
  const where = environmentsOf(one, diff);
  const words = [
    md`${one.fate} ${one.kind} **${author(one.name)}**`,
    ...(one.previously === undefined ? [] : [md`, was ${author(one.previously)}`]),
    ...(where === "" ? [] : [md` in ${where}`]),
    ...(one.at === undefined ? [] : [md` · ${author(`${one.at.file}:${one.at.line}`)}`]),
  ];
  const head = `- ${words.map(({ text }) => text).join("")}`;
  return [head, ...one.details.map((detail) => detailItem(detail, one, diff))].join("\n");
}

function detailItem(detail: DetailIn, one: Difference, diff: Told["diff"]): string {
  const { effect, lines = [] } = detail;
  const clause = `  - ${clauseOf(detail, one, diff).text}${effect === undefined ? "" : ` · **${EFFECTS[effect]}**`}`;
  return lines.length === 0 ? clause : `${clause}\n\n${indented(textBlock(lines))}\n`;
}

function textBlock(lines: readonly TextLine[]): string {
  const text = lines.map((line) => `${line.sign} ${visible(line.text)}`.trimEnd()).join("\n");
  const block = codeBlock(text, "diff").text;
  return lines.length > MOST_OPEN ? folded(count(lines.length, "line"), block) : block;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "    ");
}

function errorsAtBase({ before, base }: Told): string {
  const errors = before.diagnostics.filter(({ kind }) => kind.severity === "error");
  if (errors.length === 0) return "";
  const items = errors.map(
    ({ kind, at, reason }) => md`- ${kind.code} ${author(`${at.file}:${at.line}`)} ${author(reason)}`.text,
  );
  return folded(md`${count(errors.length, "error")} at ${visible(base.name)}`.text, items.join("\n"));
}
