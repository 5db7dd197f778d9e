import { beyondRetention, windowTooShort } from "../../diagnostics/codes/expression.ts";
import type { Path, Place } from "../../diagnostics/diagnostic.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { printDuration } from "../../values/duration.ts";
import type { Check, Report } from "./check.ts";
import { checkSubqueries, type IntervalOf } from "./subqueries.ts";

/** A window has to hold two scrapes at least, and no more than is kept. */
export const windows: Check = (program, report) => {
  const intervals = new Map(program.scrapes.map(({ name, interval }) => [name, interval]));
  const jobs = new Map(program.metrics.map(({ name, job = "" }) => [name, intervals.get(job)]));
  const intervalOf: IntervalOf = ({ metric = "" }) =>
    jobs.get(program.series.get(metric)?.metric ?? "") ?? program.organisation.prometheus.scrapeInterval;
  for (const expression of program.expressions) {
    for (const selector of selectors(expression.authored.expr)) {
      checkWindow(selector, intervalOf(selector), expression, report);
      checkReach(selector, program, expression, report);
    }
    checkSubqueries(expression, intervalOf, program, report);
  }
  for (const { path, reach } of declaredReaches(program)) checkRetention(reach, path, program, report);
};

/** How far back what is no expression looks: an SLO's tiers, a drift's reference before its present. */
function declaredReaches({ slos, drifts }: Program): readonly { readonly path: Path; readonly reach: number }[] {
  return [
    ...slos.map(({ origin, tiers }) => ({
      path: [...origin.path, "tiers"],
      reach: Math.max(0, ...tiers.map(({ long }) => long)),
    })),
    ...drifts.map(({ origin, current, reference }) => ({
      path: [...origin.path, "reference"],
      reach: current + reference,
    })),
  ];
}

function checkWindow(selector: Selector, interval: number, { authored }: AuthoredExpression, report: Report): void {
  if (selector.range === undefined || selector.range >= 2 * interval) return;
  report(windowTooShort, placeOfWindow(selector, authored), {
    window: `a window of ${printDuration(selector.range)}`,
    interval: printDuration(interval),
    needs: "a change",
    of: printDuration(4 * interval),
  });
}

function checkReach(selector: Selector, program: Program, { authored }: AuthoredExpression, report: Report): void {
  const reach = (selector.range ?? 0) + (selector.offset ?? 0);
  if (reach <= program.organisation.prometheus.retention) return;
  checkRetention(reach, authored.offsetPlaceOf?.(selector) ?? placeOfWindow(selector, authored), program, report);
}

function checkRetention(reach: number, place: Place | Path, { organisation }: Program, report: Report): void {
  const { retention } = organisation.prometheus;
  if (reach <= retention) return;
  report(beyondRetention, place, { reach: printDuration(reach), retention: printDuration(retention) });
}

// The builder takes the window as an argument of the method that is called on the metric.
function placeOfWindow(selector: Selector, authored: AuthoredExpression["authored"]) {
  const place = authored.placeOf(selector satisfies Expr);
  return place.span === undefined && place.path.at(-1) === "of"
    ? { path: [...place.path.slice(0, -1), "window"] }
    : place;
}
