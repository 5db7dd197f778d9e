import type { Severity } from "../../program/program.ts";
import type { Limit } from "./limit.ts";

/** One step of a panel's thresholds: its colour counts from this value up; null is minus infinity. */
export interface Step {
  readonly value: number | null;
  readonly color: string;
}

/** Colours by severity: who is woken is red. */
export const COLOURS: Readonly<Record<Severity, string>> = { page: "red", ticket: "orange", info: "blue" };

const WORST_FIRST = ["page", "ticket", "info"] as const;

/** Colours of all values, from the lowest: each value has the colour of the worst limit that it is past. */
export function stepsOf(limits: readonly Limit[], healthy: string): readonly Step[] {
  const values = [...new Set(limits.map(({ value }) => value))].sort((first, second) => first - second);
  const starts: readonly (number | null)[] = [null, ...values];
  const steps = starts.map((value, index) => ({
    value,
    color: colourBetween(limits, value ?? Number.NEGATIVE_INFINITY, values[index] ?? Number.POSITIVE_INFINITY, healthy),
  }));
  return steps.filter((step, index) => index === 0 || step.color !== steps[index - 1]?.color);
}

function colourBetween(limits: readonly Limit[], from: number, to: number, healthy: string): string {
  const passed = limits.filter(({ value, side }) => (side === "above" ? from >= value : to <= value));
  const worst = WORST_FIRST.find((severity) => passed.some((limit) => limit.severity === severity));
  return worst === undefined ? healthy : COLOURS[worst];
}
