import type { Alert, Drift, Program } from "../../../program/program.ts";
import { formatDuration } from "../../../promql/syntax/duration.ts";
import { NOT_NEGATIVE } from "../../../promql/types/catalogue.ts";
import { recorded } from "../recorded.ts";
import { type Section, type View, view } from "../view.ts";

const TESTS = {
  psi: { name: "population stability index", range: NOT_NEGATIVE },
  ks: { name: "Kolmogorov–Smirnov distance", range: { from: 0, to: 1 } },
} as const;

type Statistic = Drift["statistics"][number];

/** How far the distribution of each watched histogram has moved, by each declared statistic. */
export function drifts(program: Program): Section {
  return {
    title: "Drift",
    views: program.drifts.flatMap((drift) => drift.statistics.map((one) => statistic(program, drift, one))),
  };
}

function statistic(program: Program, drift: Drift, { test, series }: Statistic): View {
  const { name, range } = TESTS[test];
  const owners = program.alerts.filter((alert) => owns(alert, drift, test));
  return view({
    title: `${drift.name}: ${name}`,
    description: `The last ${formatDuration(drift.current)} of ${drift.metric.name} against the ${formatDuration(drift.reference)} before: 0 is no change. ${drift.metric.help}`,
    kind: "timeseries",
    queries: [{ expr: recorded(program, drift.origin, series), legend: name }],
    unit: "",
    range,
    limits: owners.flatMap(({ meaning, severity }) =>
      meaning.kind === "drift" ? [{ value: meaning.limit, side: "above", severity }] : [],
    ),
    alerts: owners,
  });
}

function owns({ meaning }: Alert, drift: Drift, test: Statistic["test"]): boolean {
  return meaning.kind === "drift" && meaning.drift === drift.name && meaning.test === test;
}
