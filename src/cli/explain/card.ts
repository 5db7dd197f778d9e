import { displayWidth, visible } from "../../diagnostics/reporters/visible.ts";
import type { Alert } from "../../program/program.ts";
import type { Text } from "../../program/text.ts";
import { pretty } from "../../promql/syntax/pretty.ts";
import { wakesInWords } from "../../targets/alertmanager/wake-words.ts";
import { wakes } from "../../targets/alertmanager/wakes.ts";
import { meaningOf } from "../../targets/documents/view/meaning.ts";
import { vocabulary } from "../../targets/documents/words/vocabulary.ts";
import { conditionInWords } from "../../targets/documents/words/words.ts";
import { printDuration } from "../../values/duration.ts";
import { flowed, type MarkdownOptions } from "../terminal/markdown.ts";
import type { Style } from "../terminal/style.ts";
import type { MakeSection, Subject } from "./section.ts";
import { shown } from "./shown.ts";

const declared: MakeSection = ({ alert, locate }) => {
  const { file, line, column } = locate({ path: alert.origin.path, part: "key" });
  return { heading: "declared", lines: [`${file}:${line}:${column}`] };
};

const says: MakeSection = ({ alert }, style, width) => ({
  heading: "says",
  lines: [...flowed(textOf(alert.summary), style, width), ...flowed(textOf(alert.description), style, width)],
});

const fires: MakeSection = ({ program, alert }, style, width) => {
  const held = alert.for === 0 ? "" : `, for ${printDuration(alert.for)} without a break`;
  const condition =
    alert.kind === "heartbeat" ? "always" : `when ${conditionInWords(alert.expr, vocabulary(program, alert)).text}`;
  return { heading: "fires", lines: flowed(`${condition}${held}`, style, width) };
};

const expression: MakeSection = ({ alert }, { cyan }, width) => ({
  heading: "PromQL",
  lines: boundsBeside(pretty(alert.expr, width)).split("\n").map(cyan),
});

/** Puts a bound that stands on a line of its own beside its comparison: `> 0.01`. */
export function boundsBeside(promql: string): string {
  return promql.replace(/^( *)([<>]=?|[=!]=)\n *(-?[\d.e+-]+)$/gm, "$1$2 $3");
}

const means: MakeSection = ({ program, alert }, style, width) => {
  const isPlain = alert.meaning.kind === "threshold" || alert.meaning.kind === "heartbeat";
  const sentences = isPlain ? [] : meaningOf(program, alert);
  return { heading: "means", lines: sentences.flatMap(({ text }) => flowed(text, style, width)) };
};

const wakesSection: MakeSection = ({ program, alert }, { bold }) => {
  const words = wakesInWords(wakes(program, alert));
  const silent = words === "" ? "nobody" : words;
  return { heading: "wakes", lines: [`${bold(alert.team.name)}: ${silent}`] };
};

const heldBack: MakeSection = ({ program, alert }) => {
  const causes = program.inhibitions.filter(({ target }) => target["alertname"] === alert.name);
  const names = causes.map(({ source, equal }) => {
    const labels = equal.filter((label) => label !== program.tenant.label);
    return `${source["alertname"] ?? "another"}${labels.length === 0 ? "" : ` of the same ${labels.join(", ")}`}`;
  });
  return { heading: "held back", lines: names.map((name) => `while ${name} fires`) };
};

const resolves: MakeSection = ({ alert }, style, width) => ({
  heading: "resolves",
  lines: flowed(resolution(alert), style, width),
});

function resolution({ kind, keepFiringFor }: Alert): string {
  if (kind === "heartbeat") return "never: its silence is the alarm";
  const when = keepFiringFor === 0 ? "at the first evaluation at which" : `${printDuration(keepFiringFor)} after`;
  return `${when} the condition no longer holds, and says so where it has been heard`;
}

const links: MakeSection = ({ alert }) => ({
  heading: "look at",
  lines: [alert.runbookUrl, alert.dashboardUrl].filter((url) => url !== ""),
});

/** The sections of a card, in their order. */
export const SECTIONS: readonly MakeSection[] = [
  declared,
  says,
  fires,
  expression,
  shown,
  means,
  wakesSection,
  heldBack,
  resolves,
  links,
];

/** A card about an alert, as a terminal shows it. */
export function renderCard(
  subject: Subject,
  { style, width }: MarkdownOptions,
  sections: readonly MakeSection[] = SECTIONS,
): string {
  const indent = "             ";
  const lines = sections.flatMap((make) => {
    const { heading, lines: own } = make(subject, style, width - indent.length);
    return own.map((line, i) =>
      `${i === 0 ? style.dim(`  ${heading}`.padEnd(indent.length)) : indent}${line}`.trimEnd(),
    );
  });
  return `${head(subject, style, width)}\n${lines.join("\n")}\n`;
}

function head({ program, alert }: Subject, style: Style, width: number): string {
  const right = `${alert.severity} · ${program.tenant.name} · ${program.environment.name}`;
  const space = Math.max(2, width - displayWidth(alert.name) - displayWidth(right));
  const severity = alert.severity === "page" ? style.red(alert.severity) : alert.severity;
  return `${style.bold(alert.name)}${" ".repeat(space)}${severity}${right.slice(alert.severity.length)}`;
}

/** A text with its placeholders as authors write them. */
function textOf(text: Text): string {
  const written = text.map((part) =>
    "literal" in part ? part.literal : "label" in part ? `<${part.label}>` : "<value>",
  );
  return visible(written.join("").replace(/\s+/g, " ")).replace(/[\\`*[\]]/g, "\\$&");
}
