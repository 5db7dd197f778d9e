import type { Alert, Program } from "../../../program/program.ts";
import type { Call, Expr, Selector } from "../../../promql/syntax/ast.ts";
import { selectors, walk } from "../../../promql/syntax/walk.ts";
import { RATE_INTERVAL } from "../expression.ts";
import { watchedBy } from "../limit.ts";
import { selectorsBehind, selectsSame, unrecorded } from "../metric.ts";
import type { ApiDashboard } from "./dashboard.ts";

/** Alerts that compare the same thing as a panel, and the window over which they look at it. */
export interface Owned {
  readonly alerts: readonly Alert[];
  /** The shortest window of these alerts; Grafana's own choice where there is none. */
  readonly window: number;
}

/** Who owns what an API's dashboard shows. */
export interface Owners {
  readonly errors: Owned;
  readonly throughput: Owned;
  /** By percentile, as 0.95. */
  readonly latency: ReadonlyMap<number, Owned>;
}

/** Nobody: Grafana chooses the window. */
export const NOBODY: Owned = { alerts: [], window: RATE_INTERVAL };

/** The alerts on the very series of an API's dashboard: its errors over its requests, their rate, their percentiles. */
export function ownersOf(program: Program, dashboard: ApiDashboard): Owners {
  const only = (expr: Expr, all: Expr) => selectsOnly(program, expr, all);
  const owned = (isSame: (subject: Expr, unit: string) => boolean) => ownedBy(program, isSame);
  const { requests, errors, latency } = dashboard;
  const slow = owned(
    (subject, unit) => unit === "seconds" && percentilesIn(subject).length > 0 && only(subject, latency),
  );
  const percentiles = new Set(slow.alerts.flatMap((alert) => percentilesOf(program, alert)));
  return {
    errors: owned((subject) => isRatio(subject) && only(subject.left, errors) && only(subject.right, requests)),
    throughput: owned((subject, unit) => unit.endsWith("/s") && only(subject, requests)),
    latency: new Map(
      [...percentiles].map((one) => [
        one,
        windowed(
          program,
          slow.alerts.filter((alert) => percentilesOf(program, alert).includes(one)),
        ),
      ]),
    ),
  };
}

function ownedBy(program: Program, isSame: (subject: Expr, unit: string) => boolean): Owned {
  const alerts = program.alerts.filter((alert) => {
    const watched = alert.kind === "threshold" ? watchedBy(alert) : undefined;
    return watched !== undefined && isSame(unrecorded(program, watched.subject), alert.unit);
  });
  return windowed(program, alerts);
}

function windowed(program: Program, alerts: readonly Alert[]): Owned {
  const read = alerts.flatMap(({ expr }) => selectorsBehind(program, expr));
  const windows = read.flatMap(({ range }) => (range === undefined ? [] : [range]));
  return { alerts, window: windows.length === 0 ? RATE_INTERVAL : Math.min(...windows) };
}

function isRatio(expr: Expr): expr is Extract<Expr, { readonly kind: "binary" }> {
  return expr.kind === "binary" && expr.operator === "/";
}

/** Whether an expression reads all that a selector selects, and nothing else. */
function selectsOnly(program: Program, expr: Expr, all: Expr): boolean {
  const wanted: Selector | undefined = selectors(all)[0];
  const read = selectorsBehind(program, expr);
  return wanted !== undefined && read.length > 0 && read.every((one) => selectsSame(one, wanted));
}

function percentilesOf(program: Program, alert: Alert): readonly number[] {
  const subject = watchedBy(alert)?.subject;
  const calls = subject === undefined ? [] : percentilesIn(unrecorded(program, subject));
  return calls.flatMap(({ args: [which] }) => (which?.kind === "number" ? [which.value] : []));
}

function percentilesIn(expr: Expr): readonly Call[] {
  const found: Call[] = [];
  walk(expr, (node) => {
    if (node.kind === "call" && node.name === "histogram_quantile") found.push(node);
  });
  return found;
}

/** The metric of a selector. */
export function nameOf(expr: Expr): string {
  return selectors(expr)[0]?.metric ?? "";
}
