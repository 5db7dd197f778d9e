import { invalidPromql } from "../../diagnostics/codes/expression.ts";
import { KINDS } from "../../diagnostics/codes/index.ts";
import { type Diagnostic, diagnostic, located, type Place, type Position } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { SourceLines } from "../../diagnostics/reporters/source-lines.ts";
import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { typeOf } from "../../promql/syntax/check.ts";
import { describe } from "../../promql/syntax/describe.ts";
import type { Finding } from "../../promql/syntax/finding.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { pretty } from "../../promql/syntax/pretty.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { labelCatalogue, type Range, type Series, type SeriesCatalogue } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { exitOf, showFindings } from "../findings.ts";
import { listedOf } from "../list/list.ts";
import type { MarkdownOptions } from "../terminal/markdown.ts";
import { table } from "../terminal/table.ts";
import { compiled } from "./alert.ts";
import { findingsIn } from "./judge.ts";
import type { ExplainOptions } from "./options.ts";

/** The name that findings give to what was typed. */
const TYPED = "expression";

/** Explains a PromQL expression, with what the project declares of its metrics. */
export async function explainExpression(
  text: string,
  options: ExplainOptions,
  layout: MarkdownOptions,
  context: Context,
): Promise<Exit> {
  const { expr, errors } = parse(text);
  if (expr === undefined) {
    showFindings(mistakes(text, errors), new Map([[TYPED, text]]), options, context);
    return EXIT.findings;
  }
  const project = await compiled(options, context);
  const programs = listedOf(project).map(({ program }) => program);
  const catalogue = new Map(programs.flatMap(({ series }) => [...series]));
  const metrics = programs.flatMap((program) => program.metrics.map(({ name }) => name));
  if (isUnknownWord(text, expr, [...catalogue.keys(), ...metrics])) {
    showFindings(project.diagnostics, project.sources, options, context);
    if (programs.length === 0 && exitOf(project.diagnostics) !== EXIT.fine) return EXIT.findings;
    const alerts = programs.flatMap((program) => program.alerts.map(({ name }) => name));
    throw unknownWord(text, [...alerts, ...metrics, ...catalogue.keys()]);
  }
  context.stdout.write(explained(expr, catalogue, layout));
  const found = judged(text, expr, programs);
  showFindings(found, new Map([[TYPED, text]]), options, context);
  return exitOf(found);
}

// A single word is the name of something rather than an expression, even if it could be a difference.
function isUnknownWord(text: string, expr: Expr, known: readonly string[]): boolean {
  const metrics = selectors(expr).map(({ metric = "" }) => metric);
  return /^[a-z_][\w:-]*$/.test(text) && metrics.length > 0 && !metrics.some((metric) => known.includes(metric));
}

function unknownWord(word: string, names: readonly string[]): UsageError {
  const findings = KINDS.map(({ name }) => name.slice(name.indexOf("/") + 1));
  const meant = nearest(word, new Set([...names, ...findings]));
  const subject = KINDS.find(({ name }) => name.endsWith(`/${meant}`) && !names.includes(meant ?? ""))?.name ?? meant;
  return new UsageError(
    `no alert, finding or metric is called ${word}`,
    subject === undefined
      ? "monitorgen list alerts, or monitorgen list metrics"
      : `did you mean ${subject}? monitorgen explain ${subject}`,
  );
}

/** What validate would find, if one of the tenants that declare the metrics declared the expression. */
function judged(text: string, expr: Expr, programs: readonly Program[]): readonly Diagnostic[] {
  const read = selectors(expr).flatMap(({ metric }) => metric ?? []);
  const declares = programs.filter(({ series }) => read.some((metric) => series.has(metric)));
  const lines = new SourceLines(text);
  const locate = ({ span = { start: 0, end: text.length } }: Place): Position =>
    lines.position(TYPED, span.start, span.end);
  const found = declares.map((program) => findingsIn(text, expr, program).map((one) => located(one, locate)));
  return found.some((findings) => findings.length === 0) ? [] : (found[0] ?? []);
}

function mistakes(text: string, errors: readonly Finding[]): readonly Diagnostic[] {
  const lines = new SourceLines(text);
  return errors.map((error) => {
    const { start, end } = error.span ?? { start: 0, end: text.length };
    return diagnostic(invalidPromql, lines.position(TYPED, start, end), { problem: describe(error) });
  });
}

/** What an expression gives: over lines, then its type, labels, unit, range and metrics. */
export function explained(expr: Expr, catalogue: SeriesCatalogue, { style, width }: MarkdownOptions): string {
  const rows = factsOf(expr, catalogue).map(([heading, fact]) => [{ text: heading, paint: style.dim }, fact]);
  return `${style.cyan(pretty(expr, Math.min(width, 80)))}\n\n${table(rows, "  ")}`;
}

type Fact = readonly [heading: string, fact: string];

/** What is known of an expression, as headings and words. */
export function factsOf(expr: Expr, catalogue: SeriesCatalogue): readonly Fact[] {
  const { unit, range } = infer(expr, catalogue);
  const metrics = [...new Set(selectors(expr).flatMap(({ metric }) => metric ?? []))].sort();
  const isSeries = typeOf(expr) === "vector" || typeOf(expr) === "matrix";
  return [
    ["gives", TYPES[typeOf(expr)]],
    ...(isSeries ? [["labels", labelsInWords(expr, catalogue)] as const] : []),
    ...(unit === undefined || unit === "" ? [] : [["counts", unit] as const]),
    ...rangeFact(range, unit ?? ""),
    ...metrics.map((metric, i): Fact => [i === 0 ? "reads" : "", metricInWords(metric, catalogue)]),
  ];
}

const TYPES = {
  scalar: "a scalar: one number, without labels",
  vector: "an instant vector: one value for each series",
  matrix: "a range vector: many samples for each series, for functions such as rate",
  string: "a string",
} as const;

function labelsInWords(expr: Expr, catalogue: SeriesCatalogue): string {
  const { open, labels } = labelsOf(expr, labelCatalogue(catalogue));
  const names = [...labels].sort();
  if (open) return names.length === 0 ? "not known" : `${names.join(", ")}, and what isn't declared`;
  return names.length === 0 ? "none" : names.join(", ");
}

function rangeFact({ from, to }: Range, unit: string): readonly Fact[] {
  const [low, high] = [Number.isFinite(from), Number.isFinite(to)];
  const fact = (words: string): readonly Fact[] => [["range", words]];
  if (low && high) {
    return fact(from === to ? printQuantity(from, unit) : `${printQuantity(from, unit)} to ${printQuantity(to, unit)}`);
  }
  if (low) return fact(`${printQuantity(from, unit)} or more`);
  return high ? fact(`${printQuantity(to, unit)} or less`) : [];
}

function metricInWords(name: string, catalogue: SeriesCatalogue): string {
  const series = catalogue.get(name);
  if (series !== undefined) return `${name}, ${SERIES[series.type]}`;
  const meant = nearest(name, catalogue.keys());
  return `${name}, which no tenant declares${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

const SERIES: Readonly<Record<Series["type"], string>> = {
  counter: "a counter",
  gauge: "a gauge",
  histogram: "a histogram",
  bucket: "the buckets of a histogram",
};
