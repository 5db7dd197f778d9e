import { impossibleBound, wrongMetricType } from "../../diagnostics/codes/expression.ts";
import { windowsOutOfOrder } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Lowering } from "../../promql/build/authored.ts";
import { call, compare, number, sum } from "../../promql/build/construct.ts";
import { binsOf, kolmogorovSmirnov, populationStability, shareOf, type Window } from "../../promql/build/distance.ts";
import type { LoweredMetric } from "../../promql/build/lower.ts";
import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { bucketLabel } from "../../promql/types/catalogue.ts";
import { printDuration } from "../../values/duration.ts";
import { originOf } from "../compilation.ts";
import { camelCase, identifier } from "../naming.ts";
import type { Alert, Drift, Metric, RecordingRule, Severity } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { type Alerting, alertOf } from "./notice.ts";

type DriftDeclaration = TenantDeclaration["drift"][string];
type TestDeclaration = DriftDeclaration["tests"][number];

/** What drift rules compile to. */
export interface DriftRules {
  readonly drifts: readonly Drift[];
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly Alert[];
}

/** Recordings and alerts of all watched distributions. */
export function driftOf(
  declaration: TenantDeclaration,
  metrics: readonly Metric[],
  lowering: Lowering,
  alerting: Alerting,
): DriftRules {
  const all = Object.entries(declaration.drift).flatMap(([name, declared]) =>
    rulesOf(name, declared, metrics, lowering, alerting),
  );
  return {
    drifts: all.flatMap(({ drifts }) => drifts),
    recordings: all.flatMap(({ recordings }) => recordings),
    alerts: all.flatMap(({ alerts }) => alerts),
  };
}

/** A distribution whose metric is a histogram and whose windows are in order. */
interface Watched {
  readonly name: string;
  readonly path: Path;
  readonly declared: DriftDeclaration;
  readonly lowered: LoweredMetric;
  readonly lowering: Lowering;
  readonly alerting: Alerting;
}

function rulesOf(
  name: string,
  declared: DriftDeclaration,
  metrics: readonly Metric[],
  lowering: Lowering,
  alerting: Alerting,
): readonly DriftRules[] {
  const path = ["drift", name];
  const lowered = alerting.compilation.admitMetric(declared.of, [...path, "of"], lowering);
  const metric = metrics.find((one) => one.name === lowered?.metric.name);
  if (lowered === undefined || metric === undefined || !isSound(declared, lowered, path, alerting)) {
    alerting.compilation.markBroken("drift", name);
    return [];
  }
  const watched = { name, path, declared, lowered, lowering, alerting };
  const team = alerting.teams.get(declared.owner);
  const { current, reference } = declared;
  const statistics = declared.tests.map(({ test }) => ({ test, series: seriesOf(watched, test) }));
  const drift = { name, metric, current, reference, statistics, origin: originOf(path) };
  return [
    {
      drifts: team === undefined ? [] : [{ ...drift, team }],
      recordings: [...new Set(declared.tests.map(({ test }) => test))].flatMap((test) => recordingsOf(watched, test)),
      alerts: declared.tests.flatMap((test, index) => alertsOfTest(watched, test, index)),
    },
  ];
}

function isSound(
  { current, reference }: DriftDeclaration,
  { metric }: LoweredMetric,
  path: Path,
  { compilation }: Alerting,
): boolean {
  if (metric.type !== "histogram") {
    const data = { metric: metric.name, type: metric.type, needs: "a histogram" };
    compilation.report(wrongMetricType, { path: [...path, "of"], part: "use" }, data);
    return false;
  }
  if (current < reference) return true;
  const data = { current: printDuration(current), reference: printDuration(reference) };
  compilation.report(windowsOutOfOrder, [...path, "reference"], data);
  return false;
}

function seriesOf({ name, declared }: Watched, test: TestDeclaration["test"]): string {
  const windows = `${printDuration(declared.current)}_${printDuration(declared.reference)}`;
  return `drift:${identifier(name)}:${test}_${windows}`;
}

function recordingsOf(watched: Watched, test: TestDeclaration["test"]): readonly RecordingRule[] {
  const { declared, lowered, lowering } = watched;
  const [current, reference] = [
    windowOf(lowered, declared.current),
    windowOf(lowered, declared.reference, declared.current),
  ];
  if (test === "ks") return [record(watched, seriesOf(watched, test), kolmogorovSmirnov(current, reference))];
  const bins = binsOf(lowered.metric.buckets.map((bound) => bucketLabel(bound, lowering.bucketForm)));
  const shares = (
    [
      ["current", current],
      ["reference", reference],
    ] as const
  ).flatMap(([of, window]) =>
    bins.map((bin) => record(watched, shareSeries(watched, of), shareOf(window, bin), { bin: bin.name })),
  );
  const index = populationStability(
    recorded(watched, shareSeries(watched, "current")),
    recorded(watched, shareSeries(watched, "reference")),
  );
  return [...shares, record(watched, seriesOf(watched, test), index)];
}

function windowOf({ metric, selector }: LoweredMetric, range: number, offset?: number): Window {
  const shifted = { ...selector, range, ...(offset === undefined ? {} : { offset }) };
  return {
    bucket: { ...shifted, metric: `${metric.name}_bucket` },
    count: { ...shifted, metric: `${metric.name}_count` },
  };
}

function record({ name, path, alerting }: Watched, series: string, expr: Expr, labels: object = {}): RecordingRule {
  const { tenant, compilation } = alerting;
  return {
    record: series,
    expr: compilation.limited(expr),
    labels: { ...labels, [tenant.label]: tenant.name, drift: name },
    group: `drift-${name}`,
    origin: originOf(path),
  };
}

function shareSeries({ name, declared }: Watched, of: "current" | "reference"): string {
  return `drift:${identifier(name)}:share_${of}_${printDuration(declared[of])}`;
}

function recorded({ name }: Watched, series: string): Selector {
  return { kind: "selector", metric: series, matchers: [{ label: "drift", operator: "=", value: name }] };
}

const NAMES = { psi: "PSI", ks: "KS" } as const;
const SEVERITIES: readonly Severity[] = ["page", "ticket", "info"];

function alertsOfTest(watched: Watched, declared: TestDeclaration, index: number): readonly Alert[] {
  return SEVERITIES.flatMap((severity) => {
    const limit = declared[severity];
    return limit === undefined ? [] : (alertFor(watched, declared.test, limit, severity, index) ?? []);
  });
}

function alertFor(
  watched: Watched,
  test: TestDeclaration["test"],
  limit: number,
  severity: Severity,
  index: number,
): Alert | undefined {
  const { name, path, declared, alerting } = watched;
  const expr = alerting.compilation.limited(drifting(watched, test, limit));
  if (test === "ks" && limit >= 1) {
    const data = {
      left: "a Kolmogorov–Smirnov distance",
      within: "within 0 and 1",
      comparison: `more than ${limit}`,
      advice: "0.1 is a clear change, 0.3 a large one",
    };
    alerting.compilation.report(impossibleBound, [...path, "tests", index, severity], data);
  }
  const several = watched.declared.tests.filter((one) => one.test === test && one[severity] !== undefined).length > 1;
  const suffix = severity === "page" ? "" : severity.charAt(0).toUpperCase() + severity.slice(1);
  return alertOf(
    {
      name: `${camelCase(name)}Drift${NAMES[test]}${suffix}${several ? index : ""}`,
      kind: "drift",
      path,
      notice: declared,
      severity,
      condition: { expr, unit: "", labels: ["drift"] },
      group: `drift-${name}`,
      meaning: { kind: "drift", drift: name, test, limit },
      summary: `The distribution of ${name} has moved`,
      description:
        `${NAMES[test]} between the last ${printDuration(declared.current)} of ${name} and the ${printDuration(declared.reference)} before is ` +
        "${value}" +
        `; more than ${limit} is a change worth a look.`,
    },
    alerting,
  );
}

function drifting(watched: Watched, test: TestDeclaration["test"], limit: number): Expr {
  const { declared, lowered } = watched;
  const over = compare(">", recorded(watched, seriesOf(watched, test)), number(limit));
  if (declared.minimumEvents === undefined || declared.minimumEvents === 0) return over;
  const count = { ...lowered.selector, metric: `${lowered.metric.name}_count`, range: declared.current };
  const enough = compare(">=", sum(call("increase", count), []), number(declared.minimumEvents));
  return { kind: "binary", operator: "and", matching: { kind: "on", labels: [] }, left: over, right: enough };
}
