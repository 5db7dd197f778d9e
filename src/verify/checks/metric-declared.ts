import { regexMatchesNothing, undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { isGenerated } from "../../program/generated-series.ts";
import { identifier } from "../../program/naming.ts";
import type { Program } from "../../program/program.ts";
import type { Authored } from "../../promql/build/authored.ts";
import type { Selector } from "../../promql/syntax/ast.ts";
import { compileRegex } from "../../promql/syntax/regex.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Check, Report } from "./check.ts";

/** A selector of a metric that nobody declares never has a sample, so what reads it is silent for ever. */
export const metricDeclared: Check = (program, report) => {
  const known = [...program.series.keys()];
  const isMade = madeBy(program);
  const suggested = suggestions(program);
  for (const { authored, role } of program.expressions) {
    if (role === "events") continue;
    for (const selector of selectors(authored.expr)) {
      const { metric } = selector;
      if (metric === undefined) checkNames(selector, authored, known, report);
      else if (!program.series.has(metric) && !isMade(metric)) {
        report(undeclaredMetric, authored.placeOf(selector), { metric, known: suggested(metric) });
      }
    }
  }
};

/**
 * What Prometheus and monitorgen make themselves: the state of alerts, and the recordings of objectives and drift. What
 * belongs to a declared objective has to be one of its recordings.
 */
function madeBy({ recordings, slos, drifts }: Program): (metric: string) => boolean {
  const recorded = new Set(recordings.map(({ record }) => record));
  const declared = new Set([...slos, ...drifts].map(({ name }) => identifier(name)));
  return (metric) => {
    const [, of = ""] = /^(?:slo|drift):(\w+?)(?:_errors|_error_budget)?:/.exec(metric) ?? [];
    return declared.has(of) ? recorded.has(metric) : isGenerated(metric);
  };
}

// Series that are selected by their name as a label are declared, too.
function checkNames(selector: Selector, authored: Authored, known: readonly string[], report: Report): void {
  const matcher = selector.matchers.find(({ label, operator }) => label === "__name__" && /^=/.test(operator));
  if (matcher === undefined || /^(slo:|drift:|ALERTS)/.test(matcher.value)) return;
  const place = { ...authored.placeOf(selector), ...(matcher.span === undefined ? {} : { span: matcher.span }) };
  if (matcher.operator === "=") {
    if (!known.includes(matcher.value)) report(undeclaredMetric, place, { metric: matcher.value, known });
    return;
  }
  const pattern = compileRegex(matcher.value);
  if ("reason" in pattern || known.some((name) => pattern.matches(name))) return;
  report(regexMatchesNothing, place, { label: "__name__", pattern: matcher.value, known });
}

// The nearest series comes first even where the list is cut. A metric is looked for once, however many rules read it.
function suggestions({ metrics, recordings, series }: Program): (metric: string) => readonly string[] {
  const candidates = new Set([...series.keys(), ...recordings.map(({ record }) => record)]);
  const declared = metrics.map(({ name }) => name);
  const known = new Map<string, readonly string[]>();
  return (metric) => {
    const before = known.get(metric);
    if (before !== undefined) return before;
    const meant = nearest(metric, candidates);
    const all = meant === undefined || declared.includes(meant) ? declared : [meant, ...declared];
    known.set(metric, all);
    return all;
  };
}
