import { unknownPlaceholder } from "../../diagnostics/codes/expression.ts";
import { brokenTemplate } from "../../diagnostics/codes/files.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { LabelSet } from "../../promql/types/labels.ts";
import type { Report } from "./document.ts";
import { type Action, BUILT_IN, KEYWORDS, OPENING, readTemplate, type Word } from "./go-template.ts";
import type { Rule } from "./rules.ts";

/** Functions of Prometheus's templates. */
const FUNCTIONS: readonly string[] = [
  ...BUILT_IN,
  "query",
  "first",
  "label",
  "value",
  "strvalue",
  "args",
  "reReplaceAll",
  "safeHtml",
  "match",
  "title",
  "toUpper",
  "toLower",
  "graphLink",
  "tableLink",
  "sortByLabel",
  "stripPort",
  "stripDomain",
  "humanize",
  "humanize1024",
  "humanizeDuration",
  "humanizePercentage",
  "humanizeTimestamp",
  "toTime",
  "toDuration",
  "now",
  "pathPrefix",
  "externalURL",
  "parseDuration",
  "urlQueryEscape",
  "tmpl",
];

const VARIABLES = ["$labels", "$value", "$externalLabels", "$externalURL"];
const FIELDS = [".Labels", ".Value", ".ExternalLabels", ".ExternalURL"];

/** What a rule's labels and annotations can ask for. */
export interface Offered {
  /** The labels of the expression's result. */
  readonly labels: LabelSet;
  /** All labels that are known of any series: one of these that isn't offered was aggregated away. */
  readonly known: ReadonlySet<string>;
}

/** Templates of a rule that can't be filled in, or that show labels that its alerts don't have. */
export function annotationMistakes(rule: Rule, offered: Offered, report: Report): void {
  for (const [section, texts] of [
    ["labels", rule.labels],
    ["annotations", rule.annotations],
  ] as const) {
    for (const [name, text] of texts) {
      const at = (start: number, end: number): Place => ({ path: [...rule.path, section, name], span: { start, end } });
      // A label's text is filled in before the rule's own labels are there.
      const own = section === "annotations" ? [...rule.labels.keys(), "alertname"] : [];
      textMistakes(text, own, offered, at, report);
    }
  }
}

type At = (start: number, end: number) => Place;

function textMistakes(text: string, own: readonly string[], offered: Offered, at: At, report: Report): void {
  const { actions, unclosed } = readTemplate(text);
  if (unclosed !== undefined) {
    report(brokenTemplate, at(unclosed, unclosed + 2), { what: "there is no end of", found: "{{", known: [] });
  }
  const variables = new Set(VARIABLES);
  const open: string[] = [];
  for (const { words } of actions) {
    const [first] = words;
    if (first?.text === "end") open.pop();
    else if (first !== undefined && OPENING.has(first.text)) open.push(first.text);
    for (const [index, word] of words.entries()) {
      if (words[index + 1]?.text === ":=" || isDeclaredByRange(words, index)) variables.add(word.text);
      const isDot = open.every((one) => one === "if");
      wordMistake(word, words[index + 1], { variables, own, isDot, offered }, at, report);
    }
  }
}

// `range $i, $v := …`
function isDeclaredByRange(words: Action["words"], index: number): boolean {
  return words[index + 1]?.text === "," && words[index + 3]?.text === ":=";
}

interface Scope {
  readonly variables: ReadonlySet<string>;
  readonly own: readonly string[];
  /** Whether the dot is still what the template began with. */
  readonly isDot: boolean;
  readonly offered: Offered;
}

function wordMistake(word: Word, next: Word | undefined, scope: Scope, at: At, report: Report): void {
  const broken = (what: string, known: readonly string[]): void =>
    report(brokenTemplate, at(word.start, word.end), { what, found: word.text, known });
  if (word.kind === "identifier" && !KEYWORDS.has(word.text) && !FUNCTIONS.includes(word.text)) {
    broken("there is no function", FUNCTIONS);
  }
  const [root = "", label] = word.kind === "variable" ? word.text.split(".") : [];
  if (root.length > 1 && !scope.variables.has(root)) broken("there is no variable", VARIABLES);
  if (
    word.kind === "field" &&
    scope.isDot &&
    word.text !== "." &&
    !FIELDS.some((one) => `${word.text}.`.startsWith(`${one}.`))
  ) {
    broken("there is no field", FIELDS);
  }
  const asked = label === undefined ? fieldOf(word, next, scope) : root === "$labels" ? label : undefined;
  if (asked !== undefined) labelMistake(asked, word, scope, at, report);
}

/** The label that `.Labels.x` or `index $labels "x"` asks for. */
function fieldOf(word: Word, next: Word | undefined, { isDot }: Scope): string | undefined {
  const [, field] = isDot && word.kind === "field" ? (/^\.Labels\.(\w+)$/.exec(word.text) ?? []) : [];
  if (field !== undefined) return field;
  const isWhole = word.text === "$labels" || (isDot && word.text === ".Labels");
  return isWhole && next?.kind === "string" ? next.text.slice(1, -1) : undefined;
}

function labelMistake(label: string, word: Word, { own, offered }: Scope, at: At, report: Report): void {
  const { open, labels } = offered.labels;
  if (open || labels.has(label) || own.includes(label)) return;
  const known = [...new Set([...labels, ...own.filter((one) => one !== "alertname")])];
  const data = { label, known, declared: offered.known.has(label) };
  report(unknownPlaceholder, at(word.start, word.end), data);
}
