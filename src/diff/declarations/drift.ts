import type { Alert, Drift, Program } from "../../program/program.ts";
import type { Selector } from "../../promql/syntax/ast.ts";
import { print } from "../../promql/syntax/print.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import type { Detail } from "../change.ts";
import { withoutTenant } from "../expression/canonical.ts";
import type { Kind } from "../kind.ts";
import type { Named } from "../names.ts";
import { detail, detailsOf, ignored, instead, type Pair, type Wording } from "../wording.ts";
import { madeAlertDetails, madeAlerts } from "./made.ts";
import { ownerDetails } from "./owner.ts";

/** Words for what is different about a drift rule itself. */
const DRIFT: Wording<Drift> = {
  name: ignored,
  metric: ({ before, after, names }) =>
    before.metric.name === names.was("series", after.metric.name)
      ? []
      : [detail("of", md`watches ${code(after.metric.name)} instead of ${code(before.metric.name)}`)],
  current: ({ before, after }) => windowDetails("current", before.current, after.current),
  reference: ({ before, after }) => windowDetails("reference", before.reference, after.reference),
  // Told by the alerts that come and go.
  statistics: ignored,
  team: (pair) => ownerDetails(pair),
  origin: ignored,
};

/** Distributions that shall stay as they were, with the recordings and alerts that they become. */
export const drifts: Kind<Drift> = {
  name: "drift rule",
  named: "drift",
  list: (program) => program.drifts,
  details: (pair) => {
    const named = { ...pair, names: pair.names.with(seriesNames(pair.before, pair.after)) };
    const own = [...detailsOf(DRIFT, named), ...selectionDetails(named)];
    return [...own, ...madeAlertDetails(named, madeAlerts("drift", alertKey), own)];
  },
  words: ({ metric, current, reference, team }) =>
    md`compares ${code(metric.name)} of the last ${printDuration(current)} with the ${printDuration(reference)} before; alerts for ${team.name}`,
  effects: ["covered", "blinder"],
  names: seriesNames,
};

function windowDetails(property: "current" | "reference", before: number, after: number): readonly Detail[] {
  if (before === after) return [];
  const words = property === "current" ? md`judges the last` : md`compares with the`;
  const rest = property === "current" ? md`` : md` before`;
  return [detail(property, md`${words} ${instead(printDuration(after), printDuration(before))}${rest}`)];
}

// Its recordings read what the author selected, by the metric's buckets.
function selectionDetails({ before, after, programs, names }: Pair<Drift>): readonly Detail[] {
  const [old, now] = [selectionOf(programs.before, before), selectionOf(programs.after, after)];
  if (old === undefined || now === undefined || before.metric.name !== names.was("series", after.metric.name))
    return [];
  return print({ ...now, metric: before.metric.name }) === print(old)
    ? []
    : [detail("of", md`reads ${code(print(now))} instead of ${code(print(old))}`)];
}

function selectionOf({ recordings, tenant }: Program, { origin, metric }: Drift): Selector | undefined {
  const exprs = recordings.filter((rule) => rule.origin.name === origin.name).map(({ expr }) => expr);
  const buckets = exprs
    .flatMap((expr) => selectors(withoutTenant(expr, tenant)))
    .find((selector) => selector.metric === `${metric.name}_bucket`);
  const matchers = buckets?.matchers.filter(({ label }) => label !== "le");
  return matchers && { kind: "selector", metric: metric.name, matchers };
}

function seriesNames(before: Drift, after: Drift): readonly (readonly [Named, string, string])[] {
  return after.statistics.flatMap(({ test, series }): [Named, string, string][] => {
    const old = before.statistics.find((one) => one.test === test);
    return old === undefined ? [] : [["series", old.series, series]];
  });
}

function alertKey({ meaning, severity }: Alert): string {
  return meaning.kind === "drift" ? `${meaning.test} ${severity}` : "";
}
