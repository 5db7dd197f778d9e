import { alertUnproven, alertUnsatisfiable } from "../../../diagnostics/codes/solve.ts";
import { type Finding, finding } from "../../../diagnostics/diagnostic.ts";
import type { Alert, Program } from "../../../program/program.ts";
import type { Problem, Unsolvable, Witness } from "../../../promql/solve/problem.ts";
import { type Solutions as KnownSolutions, solve } from "../../../promql/solve/solve.ts";
import { seriesFor } from "./detector-series.ts";

/** What the solver found for the alerts of a program, by their names. */
export interface Solutions {
  readonly witnesses: ReadonlyMap<string, Witness>;
  readonly unsolved: ReadonlyMap<string, Unsolvable>;
  readonly findings: readonly Finding[];
}

/** Finds a witness for each alert of a program; an alert that has none is a finding at its declaration. `known`: see `solve`. */
export function solveAll(program: Program, known: KnownSolutions = new Map()): Solutions {
  const witnesses = new Map<string, Witness>();
  const unsolved = new Map<string, Unsolvable>();
  for (const alert of program.alerts) {
    const solution = solve(problemOf(alert, program), known);
    if (solution.kind === "witness") witnesses.set(alert.name, solution);
    else unsolved.set(alert.name, solution);
  }
  const findings = program.alerts.flatMap((alert) => findingOf(alert, unsolved.get(alert.name)) ?? []);
  return { witnesses, unsolved, findings };
}

/** An alert of a program as a problem for the solver. */
export function problemOf(alert: Alert, program: Program): Problem {
  const { prometheus } = program.organisation;
  return {
    alert: {
      kind: "alert",
      alert: alert.name,
      expr: alert.expr,
      forMs: alert.for,
      keepFiringForMs: alert.keepFiringFor,
      labels: alert.labels,
    },
    recordings: program.recordings.map(({ record, expr, labels }) => ({ kind: "recording", record, expr, labels })),
    catalogue: seriesFor(alert, program),
    tenant: { label: program.tenant.label, value: program.tenant.name },
    evaluationMs: prometheus.evaluationInterval,
    closedRanges: prometheus.version.major < 3,
  };
}

function findingOf(alert: Alert, solution: Unsolvable | undefined): Finding | undefined {
  if (solution === undefined) return undefined;
  const path = alert.kind === "threshold" ? [...alert.origin.path, "when"] : alert.origin.path;
  const { reason, advice } = solution;
  return solution.kind === "unsatisfiable"
    ? finding(alertUnsatisfiable, path, { alert: alert.name, reason })
    : finding(alertUnproven, path, { alert: alert.name, reason, advice });
}
