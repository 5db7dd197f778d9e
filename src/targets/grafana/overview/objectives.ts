import type { Alert, Program, Slo } from "../../../program/program.ts";
import { formatDuration } from "../../../promql/syntax/duration.ts";
import { printQuantity } from "../../../values/quantity.ts";
import { type Limit, rounded } from "../limit.ts";
import { recorded } from "../recorded.ts";
import { type Section, type View, view } from "../view.ts";

/** For each of these objectives: what was promised, what is left of the error budget, and how fast it is spent. */
export function objectives(program: Program, slos: readonly Slo[]): Section {
  return {
    title: "Objectives",
    views: slos.flatMap((slo) => [promised(program, slo), left(program, slo), spent(program, slo)]),
  };
}

function promised(program: Program, slo: Slo): View {
  return view({
    title: `${slo.name}: objective`,
    description: describe(
      slo,
      `${printQuantity(slo.objective, "ratio")} of all events over ${formatDuration(slo.window)} are to be good.`,
    ),
    kind: "stat",
    queries: [{ expr: recorded(program, slo.origin, slo.objectiveSeries), legend: "objective" }],
    unit: "ratio",
    width: 4,
    height: 7,
  });
}

function left(program: Program, slo: Slo): View {
  return view({
    title: `${slo.name}: budget left`,
    description: describe(slo, "Share of the error budget that is left; below zero the objective is missed."),
    kind: "gauge",
    queries: [{ expr: recorded(program, slo.origin, slo.budgetSeries), legend: "budget left" }],
    unit: "ratio",
    range: { from: 0, to: 1 },
    limits: [
      { value: 0.25, side: "below", severity: "ticket" },
      { value: 0, side: "below", severity: "page" },
    ],
    width: 5,
    height: 7,
  });
}

function spent(program: Program, slo: Slo): View {
  const windows = [...slo.ratios].sort(([first], [second]) => first - second);
  const owners = alertsOf(program, slo);
  return view({
    title: `${slo.name}: error ratio`,
    description: describe(
      slo,
      `Share of bad events over several windows; the whole budget is ${printQuantity(slo.budget, "ratio")}.`,
    ),
    kind: "timeseries",
    queries: windows.map(([window, series]) => ({
      expr: recorded(program, slo.origin, series),
      legend: `over ${formatDuration(window)}`,
    })),
    unit: "ratio",
    range: { from: 0, to: 1 },
    limits: lowestLimits(slo),
    alerts: owners,
    width: 15,
    height: 7,
  });
}

function describe({ description }: Slo, sentence: string): string {
  return description === "" ? sentence : `${description} ${sentence}`;
}

function alertsOf(program: Program, slo: Slo): readonly Alert[] {
  return program.alerts.filter(({ meaning }) => meaning.kind === "slo" && meaning.slo === slo.name);
}

/** Of each severity the slowest burn that it reacts to: the lowest error ratio that can wake somebody. */
function lowestLimits({ tiers, budget }: Slo): readonly Limit[] {
  const lowest = new Map<Limit["severity"], number>();
  for (const { severity, burn } of tiers)
    lowest.set(severity, Math.min(rounded(burn * budget), lowest.get(severity) ?? 1));
  return [...lowest].map(([severity, value]) => ({ severity, value, side: "above" }));
}
