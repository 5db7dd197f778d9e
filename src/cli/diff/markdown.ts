import { visible } from "../../diagnostics/reporters/visible.ts";
import type { DetailIn, Difference, Part } from "../../diff/index.ts";
import { code, codeBlock, md } from "../../targets/documents/markdown/markdown.ts";
import { baseInWords, EFFECTS, effectCounts, environmentsOf, fateCounts, notesOf, type Told, titleOf } from "./told.ts";

/** More differences than this in one part, and they are folded away. */
const MOST_OPEN = 15;

/** The difference as a comment on a pull request. */
export function diffMarkdown(told: Told): string {
  const { base, diff } = told;
  const notes = notesOf(told).map((note) => md`> ${visible(note)}`.text);
  const compared = md`Compared with ${code(visible(baseInWords(base)))}.`.text;
  if (diff.parts.length === 0)
    return blocks([HEADING, `Nothing behaves differently. ${compared}`, ...notes, ...findings(told)]);
  const all = diff.parts.flatMap(({ differences }) => differences);
  return blocks([
    HEADING,
    `**${[...effectCounts(diff).map(([words, found]) => `${found.length} ${words}`), fateCounts(all)].join(" · ")}**. ${compared}`,
    ...notes,
    ...findings(told),
    effectList(told),
    ...diff.parts.map((part) => partBlock(part, told)),
  ]);
}

const HEADING = "### What this changes in monitoring";

function blocks(all: readonly string[]): string {
  return `${all.filter((block) => block !== "").join("\n\n")}\n`;
}

const MOST_NAMED = 10;

function effectList({ diff }: Told): string {
  return effectCounts(diff)
    .map(([words, found]) => {
      const names = found.slice(0, MOST_NAMED).map(({ name }) => code(visible(name)).text);
      const rest = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : "";
      return `- **${words}**: ${names.join(", ")}${rest}`;
    })
    .join("\n");
}

function partBlock(part: Part, told: Told): string {
  const items = part.differences.map((one) => differenceItem(one, told)).join("\n");
  const title = md`${titleOf(part)}`.text;
  const counts = fateCounts(part.differences);
  if (part.differences.length <= MOST_OPEN) return `#### ${title}\n\n${items}`;
  return `#### ${title}\n\n<details>\n<summary>${counts}</summary>\n\n${items}\n\n</details>`;
}

function differenceItem(one: Difference, { diff }: Told): string {
  const name = code(visible(one.name)).text;
  const was = one.previously === undefined ? "" : ` (was ${code(visible(one.previously)).text})`;
  const where = environmentsOf(one, diff);
  const at = one.at === undefined ? "" : ` · ${code(visible(`${one.at.file}:${one.at.line}`)).text}`;
  const head = `- ${one.fate} ${one.kind} ${name}${was}${where === "" ? "" : md` in ${where}`.text}${at}`;
  return [head, ...one.details.map((detail) => detailItem(detail, one, diff))].join("\n");
}

function detailItem({ words, effect, lines = [], ...detail }: DetailIn, one: Difference, diff: Told["diff"]): string {
  const where = detail.environments.length === one.environments.length ? "" : environmentsOf(detail, diff);
  const prefix = where === "" ? "" : md`${where}: `.text;
  const mark = EFFECTS.find(([known]) => known === effect)?.[1];
  const clause = `  - ${prefix}${words.text}${mark === undefined ? "" : ` — **${mark}**`}`;
  if (lines.length === 0) return clause;
  const block = codeBlock(lines.map(({ sign, text }) => `${sign} ${visible(text)}`.trimEnd()).join("\n"), "diff").text;
  return `${clause}\n\n${block.replaceAll(/^/gm, "    ")}\n`;
}

function findings({ before, base }: Told): readonly string[] {
  const errors = before.diagnostics.filter(({ kind }) => kind.severity === "error");
  if (errors.length === 0) return [];
  const items = errors.map(
    ({ kind, at, reason }) => md`- ${kind.code} ${code(visible(`${at.file}:${at.line}`))} ${visible(reason)}`.text,
  );
  const title = md`Errors at ${code(visible(base.name))}`.text;
  return [
    `<details>\n<summary>${errors.length} errors at the base</summary>\n\n${title}\n\n${items.join("\n")}\n\n</details>`,
  ];
}
