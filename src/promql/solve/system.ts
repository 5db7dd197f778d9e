import type { ComparisonOperator } from "../syntax/ast.ts";
import type { Driver } from "./drivers.ts";
import type { Gauge, Margin } from "./margin.ts";
import { type Band, isOnSide, isWithin, seek } from "./search.ts";

/** A comparison and what is asked of it. */
export interface Goal {
  readonly gauge: Gauge;
  readonly operator: ComparisonOperator;
  readonly band: Band;
  /** Whether being on the right side is not enough: this is the comparison that a case is about. */
  readonly isFocus: boolean;
  /** Values that the comparison itself names. */
  readonly natural: readonly number[];
}

/** Which driver each goal has; undefined where it needs none. */
export type Assignment = readonly (Driver | undefined)[];

const MOST_ATTEMPTS = 40;
const MOST_SWEEPS = 8;

/** Turns drivers until all goals are met at a moment; undefined where no choice of drivers does it. */
export function meet(goals: readonly Goal[], drivers: readonly Driver[], momentMs: number): Assignment | undefined {
  const measure = (goal: Goal): Margin => goal.gauge.at(momentMs);
  const start = drivers.map((driver) => driver.get());
  const influence = goals.map((goal) => drivers.filter((driver) => influences(driver, () => measure(goal))));
  const crowd = (driver: Driver): number => influence.filter((some) => some.includes(driver)).length;
  const choices = influence.map((some) => some.toSorted((a, b) => crowd(a) - crowd(b)));
  for (const assignment of assignments(choices)) {
    for (const [index, driver] of drivers.entries()) if (driver.get() !== start[index]) driver.set(start[index] ?? 0);
    if (settles(goals, assignment, measure)) return assignment;
  }
  for (const [index, driver] of drivers.entries()) if (driver.get() !== start[index]) driver.set(start[index] ?? 0);
  return undefined;
}

function influences(driver: Driver, measure: () => Margin): boolean {
  const before = driver.get();
  const margin = measure();
  const changed = trials(driver, before).some((value) => {
    driver.set(value);
    const other = measure();
    return (other === undefined) !== (margin === undefined) || Math.abs((other ?? 0) - (margin ?? 0)) > 1e-9;
  });
  driver.set(before);
  return changed;
}

function trials({ field, low, high, discrete }: Driver, before: number): readonly number[] {
  if (discrete) return discrete.filter((value) => value !== before);
  if (field === "slope") return [before === 0 ? 1 : before * 2];
  const values = field === "shape" ? [before + 0.4, before - 0.4, 0, high] : [before * 1.5, before * 0.5, before + 1];
  return values.filter((value) => value >= low && value <= high && value !== before);
}

/** Choices of a driver for each goal, no driver twice; a goal may go without one. The most specific drivers come first. */
function* assignments(choices: readonly (readonly Driver[])[]): Generator<Assignment> {
  let attempts = 0;
  function* choose(index: number, chosen: readonly (Driver | undefined)[]): Generator<Assignment> {
    const options = choices[index];
    if (!options) {
      attempts++;
      yield chosen;
      return;
    }
    for (const driver of [...options.filter((one) => !chosen.includes(one)), undefined]) {
      if (attempts >= MOST_ATTEMPTS) return;
      yield* choose(index + 1, [...chosen, driver]);
    }
  }
  yield* choose(0, []);
}

function settles(goals: readonly Goal[], assignment: Assignment, measure: (goal: Goal) => Margin): boolean {
  const exact = new Set<Goal>();
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let changed = false;
    for (const [index, goal] of goals.entries()) {
      const driver = assignment[index];
      if (driver === undefined || isWithin(goal.band, measure(goal))) continue;
      if (exact.has(goal) && isOnSide(goal.band, goal.operator, measure(goal))) continue;
      const before = driver.get();
      const found = seek(
        { ...dialOf(driver, goal), measure: (value) => turned(driver, value, goal, measure) },
        goal.band,
        goal.operator,
      );
      driver.set(found ?? before);
      if (found === undefined) return false;
      if (!isWithin(goal.band, measure(goal))) exact.add(goal);
      changed ||= found !== before;
    }
    if (!changed) break;
  }
  return goals.every((goal) => isMet(goal, measure(goal), exact.has(goal)));
}

function turned(driver: Driver, value: number, goal: Goal, measure: (goal: Goal) => Margin): Margin {
  driver.set(value);
  return measure(goal);
}

function dialOf(driver: Driver, goal: Goal) {
  const { low, high, discrete } = driver;
  return { start: driver.get(), low, high, discrete, natural: goal.natural };
}

// Where the value jumps over the band, the nearest on the right side has to do.
function isMet(goal: Goal, margin: Margin, jumps: boolean): boolean {
  if (isWithin(goal.band, margin)) return true;
  return (!goal.isFocus || jumps) && isOnSide(goal.band, goal.operator, margin);
}
