import { pretty } from "../../diagnostics/reporters/pretty.ts";
import { visible } from "../../diagnostics/reporters/visible.ts";
import type { DetailIn, Difference, Effect, Fate, Part, TextLine } from "../../diff/index.ts";
import { flowed, inlineMarkdown, type MarkdownOptions } from "../terminal/markdown.ts";
import type { Paint, Style } from "../terminal/style.ts";
import {
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

/** The difference as a terminal shows it. */
export function diffText(told: Told, options: MarkdownOptions): string {
  const { base, diff } = told;
  const { style } = options;
  const notes = notesOf(told).map(
    ({ text }) => `${style.yellow("note")}  ${inlineMarkdown(text, style)}
`,
  );
  const findings = findingsAtBase(told, options);
  if (diff.parts.length === 0) {
    return `${findings}${notes.join("")}${style.green("✓")} nothing behaves differently from ${visible(baseInWords(base))}\n`;
  }
  const parts = diff.parts.map((part) => partText(part, told, options));
  return `${findings}${notes.join("")}${parts.join("\n")}\n${summary(told, style)}\n`;
}

function findingsAtBase({ before, base }: Told, { style, width }: MarkdownOptions): string {
  const errors = before.diagnostics.filter(({ kind }) => kind.severity === "error");
  if (errors.length === 0) return "";
  const text = pretty(errors, { color: style.bold("x") !== "x", sources: before.sources, width });
  return `${style.bold(`at ${visible(baseInWords(base))}`)}\n${text}\n`;
}

const SIGNS: Readonly<Record<Fate, string>> = { added: "+", removed: "-", renamed: "→", changed: "~" };

function fatePaint(style: Style): Readonly<Record<Fate, Paint>> {
  return { added: style.green, removed: style.red, renamed: style.cyan, changed: style.yellow };
}

function partText(part: Part, told: Told, options: MarkdownOptions): string {
  const { style } = options;
  const head = `${style.bold(titleOf(part))}  ${style.dim(fateCounts(part.differences))}`;
  return [head, ...part.differences.flatMap((one) => differenceLines(one, told, options)), ""].join("\n");
}

function differenceLines(one: Difference, { diff }: Told, options: MarkdownOptions): readonly string[] {
  const { style } = options;
  const paint = fatePaint(style)[one.fate];
  const was = one.previously === undefined ? "" : `, was ${one.previously}`;
  const where = environmentsOf(one, diff);
  const beside = [where === "" ? "" : `in ${where}`, one.at === undefined ? "" : `${one.at.file}:${one.at.line}`];
  const head = `  ${paint(SIGNS[one.fate])} ${one.kind} ${style.bold(visible(one.name))}${visible(was)}`;
  const tail = beside.filter((text) => text !== "").join("  ");
  const all = one.details.flatMap((detail) => detailLines(detail, one, diff, options));
  return [`${head}${tail === "" ? "" : `  ${style.dim(visible(tail))}`}`, ...all];
}

function detailLines(
  detail: DetailIn,
  one: Difference,
  diff: Told["diff"],
  { style, width }: MarkdownOptions,
): readonly string[] {
  const { effect, lines = [] } = detail;
  const clause = flowed(clauseOf(detail, one, diff).text, style, width - 6);
  const mark = effect === undefined ? "" : `  ${effectPaint(style)[effect](EFFECTS[effect])}`;
  return [
    ...clause.map((line, index) => `      ${line}${index === clause.length - 1 ? mark : ""}`),
    ...lines.map((line) => `        ${textLine(line, style)}`),
  ];
}

function textLine({ sign, text }: TextLine, style: Style): string {
  const line = `${sign} ${visible(text)}`.trimEnd();
  return sign === "+" ? style.green(line) : sign === "-" ? style.red(line) : style.dim(line);
}

function effectPaint(style: Style): Readonly<Record<Effect, Paint>> {
  return {
    blinder: style.red,
    noisier: style.yellow,
    quieter: style.cyan,
    covered: style.green,
    rerouted: style.cyan,
  };
}

function summary({ base, diff }: Told, style: Style): string {
  return `${style.bold(countsOf(diff))}  ${style.dim(`compared with ${visible(baseInWords(base))}`)}`;
}
