import { unknownPlaceholder } from "../../diagnostics/codes/expression.ts";
import { brokenTemplate } from "../../diagnostics/codes/files.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { LabelSet } from "../../promql/types/labels.ts";
import type { Report } from "./document.ts";
import { BUILT_IN, declaredIn, KEYWORDS, OPENING, readTemplate, type Word } from "./go-template.ts";
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
    step(words, open);
    for (const name of declaredIn(words)) variables.add(name);
    const scope = { variables, own, isDot: open.every((one) => one === "if"), offered };
    for (const [index, word] of words.entries()) {
      brokenWord(word, scope, at, report);
      const label = labelIn(word, words[index + 1], scope);
      if (label !== undefined) labelMistake(label, word, scope, at, report);
    }
  }
}

/** Keeps what is open: `if`, `range`, `with`. */
function step([first]: readonly Word[], open: string[]): void {
  if (first?.text === "end") open.pop();
  else if (first !== undefined && OPENING.has(first.text)) open.push(first.text);
}

interface Scope {
  readonly variables: ReadonlySet<string>;
  readonly own: readonly string[];
  /** Whether the dot is still what the template began with. */
  readonly isDot: boolean;
  readonly offered: Offered;
}

function brokenWord(word: Word, { variables, isDot }: Scope, at: At, report: Report): void {
  const missing = missingIn(word, variables, isDot);
  if (missing === undefined) return;
  const [what, known] = missing;
  report(brokenTemplate, at(word.start, word.end), { what, found: word.text, known });
}

function missingIn(
  { kind, text }: Word,
  variables: ReadonlySet<string>,
  isDot: boolean,
): readonly [what: string, known: readonly string[]] | undefined {
  if (kind === "identifier") return isFunction(text) ? undefined : ["there is no function", FUNCTIONS];
  if (kind === "variable") return isVariable(text, variables) ? undefined : ["there is no variable", VARIABLES];
  return kind === "field" && isDot && !isField(text) ? ["there is no field", FIELDS] : undefined;
}

function isFunction(word: string): boolean {
  return KEYWORDS.has(word) || FUNCTIONS.includes(word);
}

function isVariable(word: string, variables: ReadonlySet<string>): boolean {
  const [root = ""] = word.split(".");
  return root === "$" || variables.has(root);
}

function isField(word: string): boolean {
  return word === "." || FIELDS.some((one) => `${word}.`.startsWith(`${one}.`));
}

/** The label that `$labels.x`, `.Labels.x` or `index $labels "x"` asks for. */
function labelIn({ text }: Word, next: Word | undefined, { isDot }: Scope): string | undefined {
  const [, whole, label] = /^(\$labels|\.Labels)(?:\.(\w+))?$/.exec(text) ?? [];
  if (whole === undefined || (whole === ".Labels" && !isDot)) return undefined;
  return label ?? (next?.kind === "string" ? next.text.slice(1, -1) : undefined);
}

function labelMistake(label: string, word: Word, { own, offered }: Scope, at: At, report: Report): void {
  const { open, labels } = offered.labels;
  if (open || labels.has(label) || own.includes(label)) return;
  const known = [...new Set([...labels, ...own.filter((one) => one !== "alertname")])];
  const data = { label, known, declared: offered.known.has(label) };
  report(unknownPlaceholder, at(word.start, word.end), data);
}
