import { untested } from "../../../diagnostics/codes/coverage.ts";
import { type Finding, finding } from "../../../diagnostics/diagnostic.ts";
import type { Alert, Program, Severity } from "../../../program/program.ts";
import type { Aspect, Unsolvable, Witness } from "../../../promql/solve/problem.ts";

/** One thing that the generated tests are to show of an alert, and why they don't, where they don't. */
export interface Covered {
  readonly alert: string;
  /** Where the alert is declared. */
  readonly origin: string;
  readonly severity: Severity;
  readonly kind: "alert" | Aspect["kind"];
  readonly shows: string;
  readonly missing?: string;
}

/** What came of the alerts of a program, by their names. */
interface Solved {
  readonly witnesses: ReadonlyMap<string, Witness>;
  readonly unsolved: ReadonlyMap<string, Unsolvable>;
}

/** What is to be shown of every alert: that it fires and is silent, in each of its ways, for each value that matters. */
export function coverageOf(program: Program, { witnesses, unsolved }: Solved): readonly Covered[] {
  return program.alerts.flatMap((alert) => {
    const { name, severity, origin } = alert;
    const aspects = aspectsOf(alert, witnesses.get(name), unsolved.get(name));
    return aspects.map((aspect) => ({ alert: name, origin: origin.name, severity, ...aspect }));
  });
}

type Shown = Pick<Covered, "kind" | "shows" | "missing">;

function aspectsOf(alert: Alert, witness: Witness | undefined, unsolved: Unsolvable | undefined): readonly Shown[] {
  const fires: Shown = { kind: "alert", shows: "fires" };
  const silent: Shown = { kind: "alert", shows: "is silent" };
  if (witness === undefined) {
    const missing = unsolved?.reason ?? "no series were found";
    return [fires, silent].map((one) => ({ ...one, missing }));
  }
  const aspects = witness.aspects.map(({ kind, title, missing }) => ({
    kind,
    shows: title,
    ...(missing === undefined ? {} : { missing }),
  }));
  // A heartbeat never is.
  if (alert.kind === "heartbeat") return [fires, ...aspects];
  const isSilent = witness.cases.some(({ checks }) => checks.some(({ instances }) => instances.length === 0));
  return [fires, isSilent ? silent : { ...silent, missing: "it holds whatever its series are" }, ...aspects];
}

/** How much is shown, in percent; all of nothing. */
export function percentOf(rows: readonly Covered[]): number {
  return rows.length === 0 ? 100 : (100 * rows.filter(({ missing }) => missing === undefined).length) / rows.length;
}

/** A finding at the declaration of each alert for each thing that isn't shown of it. */
export function gapsOf(program: Program, rows: readonly Covered[]): readonly Finding[] {
  const origins = new Map(program.alerts.map(({ name, origin }) => [name, origin]));
  return rows.flatMap(({ alert, shows, missing }) =>
    missing === undefined ? [] : [finding(untested, origins.get(alert)?.path ?? [], { alert, shows, missing })],
  );
}
