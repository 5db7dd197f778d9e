import { regexMatchesNothing, undeclaredLabel, undeclaredValue } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Aggregation, Expr, Matcher, Selector } from "../../promql/syntax/ast.ts";
import { compileRegex } from "../../promql/syntax/regex.ts";
import { partsOf } from "../../promql/syntax/walk.ts";
import type { Series } from "../../promql/types/catalogue.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import { onceFor } from "../../values/once-for.ts";
import type { Check, Report } from "./check.ts";
import { placeOfLabel } from "./label-place.ts";

/** Labels and their values must be declared: a matcher that nothing satisfies selects nothing. */
export const labelDeclared: Check = (program, report) => {
  for (const expression of program.expressions) {
    const { selectors, aggregations } = partsOf(expression.authored.expr);
    for (const selector of selectors) checkSelector(selector, expression, program, report);
    for (const aggregation of aggregations) checkGrouping(aggregation, expression, program, report);
  }
};

function seriesOf(selector: Selector, { role }: AuthoredExpression, program: Program): Series | undefined {
  const { metric = "" } = selector;
  const ofHistogram = role === "events" ? program.series.get(`${metric}_count`) : undefined;
  return program.series.get(metric) ?? ofHistogram;
}

function checkSelector(selector: Selector, expression: AuthoredExpression, program: Program, report: Report): void {
  const series = seriesOf(selector, expression, program);
  if (series === undefined || series.isOpen === true) return;
  for (const matcher of selector.matchers) {
    if (matcher.label === program.tenant.label) continue;
    const values = series.labels.get(matcher.label) ?? jobsOf(matcher.label, series, program);
    const place = () => placeOfMatcher(matcher, selector, expression);
    if (!series.labels.has(matcher.label)) {
      // The builder chooses the series of a histogram itself.
      const known = [...series.labels.keys()].filter((label) => label !== "le" || matcher.span !== undefined);
      report(
        undeclaredLabel,
        { ...place(), ...(matcher.span === undefined ? { part: "key" } : {}) },
        {
          label: matcher.label,
          of: series.metric,
          known,
          ...declarable(series.metric, program),
        },
      );
    } else if (values !== undefined) checkValue(matcher, values, place, report);
  }
}

// Where jobs are declared, they are the values of their label.
function jobsOf(label: string, { metric }: Series, { scrapes, metrics }: Program): readonly string[] | undefined {
  if (label !== "job" || scrapes.length === 0) return undefined;
  const declared = metrics.find(({ name }) => name === metric);
  if (declared === undefined)
    return metric === "up" || metric.startsWith("scrape_") ? scrapes.map(({ name }) => name) : undefined;
  return declared.job === undefined ? undefined : [declared.job];
}

function placeOfMatcher(matcher: Matcher, selector: Selector, { authored }: AuthoredExpression): Place {
  const place = authored.placeOf(selector);
  if (matcher.span !== undefined) return { ...place, span: matcher.span };
  return authored.matcherPlaceOf?.(matcher) ?? { path: [...place.path, "where", matcher.label] };
}

function checkValue(matcher: Matcher, known: readonly string[], place: () => Place, report: Report): void {
  const { label, operator, value } = matcher;
  if (operator === "=~" || operator === "!~") checkPatterns(matcher, known, place(), report);
  else if (value !== "" && !asSet(known).has(value)) report(undeclaredValue, place(), { label, value, known });
}

// What thousands of files record has thousands of values, and as many rules that ask for one.
const asSet = onceFor((values: readonly string[]): ReadonlySet<string> => new Set(values));

function checkPatterns({ label, value }: Matcher, known: readonly string[], place: Place, report: Report): void {
  const patterns = alternatives(value);
  for (const [index, pattern] of patterns.entries()) {
    if (matchesAny(pattern, ["", ...known])) continue;
    const isValue = patterns.length > 1 && /^[\w-]+$/.test(pattern);
    const at = place.span === undefined && isValue ? { path: [...place.path, index] } : place;
    if (isValue) report(undeclaredValue, at, { label, value: pattern, known });
    else report(regexMatchesNothing, place, { label, pattern, known });
  }
}

// A pattern that is broken is another check's.
function matchesAny(pattern: string, values: readonly string[]): boolean {
  const compiled = compileRegex(pattern);
  return "reason" in compiled || values.some((value) => compiled.matches(value));
}

// Each of several values must be there; what is grouped is taken as a whole.
function alternatives(pattern: string): readonly string[] {
  return /[()[\]\\]/.test(pattern) ? [pattern] : pattern.split("|");
}

function checkGrouping(node: Aggregation, expression: AuthoredExpression, program: Program, report: Report): void {
  if (node.grouping === undefined) return;
  const { open, labels } = labelsIn(program.series)(node.expr);
  if (open) return;
  for (const [index, label] of node.grouping.labels.entries()) {
    if (labels.has(label) || label === program.tenant.label) continue;
    const place = expression.authored.placeOf(node);
    const at =
      place.span === undefined
        ? { path: [...place.path, "by", index] }
        : placeOfLabel(place, label, ["by", "without"], expression.authored);
    const metric = metricOf(node.expr, program);
    const data = { label, of: metric ?? "the vector", known: [...labels].sort(), ...declarable(metric, program) };
    report(undeclaredLabel, at, data);
  }
}

// Only a declared metric can be given another label.
function declarable(metric: string | undefined, { metrics }: Program): { readonly metric?: string } {
  return metric !== undefined && metrics.some(({ name }) => name === metric) ? { metric } : {};
}

/** The metric whose labels an expression has. */
function metricOf(expr: Expr, program: Program): string | undefined {
  if (expr.kind === "selector") return program.series.get(expr.metric ?? "")?.metric;
  return expr.kind === "call" && expr.args[0] !== undefined ? metricOf(expr.args[0], program) : undefined;
}
