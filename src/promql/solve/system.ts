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

const MOST_ATTEMPTS = 8;
const MOST_SWEEPS = 5;

/** Which gauges feel which drivers, from one state of everything. */
export type Influence = Map<Driver, Map<Gauge, boolean>>;

/** Turns drivers until all goals are met at a moment; undefined where no choice of drivers does it. */
export function meet(
  goals: readonly Goal[],
  drivers: readonly Driver[],
  momentMs: number,
  known: Influence = new Map(),
): Assignment | undefined {
  const measure = (goal: Goal): Margin => goal.gauge.at(momentMs);
  const restores = drivers.map((driver) => driver.keep());
  const reset = (): void => {
    for (const restore of restores) restore();
  };
  const influence = influences(goals, drivers, measure, known);
  const steady = influence.map((some) => some.filter(({ isWhole, isPast }) => isWhole || isPast));
  // Best is when every comparison is close to its bound, and nothing changes its pace; then what has to be given up is.
  const plans = [
    { choices: steady, isStrict: true },
    { choices: influence, isStrict: true },
    { choices: steady, isStrict: false },
    { choices: influence, isStrict: false },
  ];
  for (const [index, { choices, isStrict }] of plans.entries()) {
    if (index % 2 === 1 && sameChoices(steady, influence)) continue;
    for (const assignment of assignments(byCrowd(choices), isStrict)) {
      reset();
      if (new Settling(goals, assignment, measure, isStrict).run()) return assignment;
    }
  }
  reset();
  return undefined;
}

function sameChoices(one: readonly (readonly Driver[])[], other: readonly (readonly Driver[])[]): boolean {
  return one.every((some, index) => some.length === other[index]?.length);
}

// Drivers that few goals feel come first.
function byCrowd(choices: readonly (readonly Driver[])[]): readonly (readonly Driver[])[] {
  const crowd = (driver: Driver): number => choices.filter((some) => some.includes(driver)).length;
  return choices.map((some) => some.toSorted((a, b) => crowd(a) - crowd(b)));
}

/** The goals that feel a driver; what nothing else can turn is tried with values that the goal itself names, too. */
function influences(
  goals: readonly Goal[],
  drivers: readonly Driver[],
  measure: (goal: Goal) => Margin,
  known: Influence,
): readonly (readonly Driver[])[] {
  for (const driver of drivers) influenced(driver, goals, measure, known, trials(driver, driver.get()));
  const feels = (driver: Driver, { gauge }: Goal): boolean => known.get(driver)?.get(gauge) === true;
  const numb = goals.filter((goal) => !isWithin(goal.band, measure(goal)) && !drivers.some((one) => feels(one, goal)));
  for (const goal of numb) {
    for (const driver of drivers) {
      known.get(driver)?.delete(goal.gauge);
      influenced(driver, [goal], measure, known, unusual(driver, goal));
    }
  }
  return goals.map((goal) => drivers.filter((driver) => feels(driver, goal)));
}

function influenced(
  driver: Driver,
  goals: readonly Goal[],
  measure: (goal: Goal) => Margin,
  known: Influence,
  values: readonly number[],
): void {
  const feels = known.get(driver) ?? new Map<Gauge, boolean>();
  known.set(driver, feels);
  const unknown = goals.filter(({ gauge }) => !feels.has(gauge));
  if (unknown.length > 0) feel(driver, unknown, measure, feels, values);
}

function feel(
  driver: Driver,
  all: readonly Goal[],
  measure: (goal: Goal) => Margin,
  feels: Map<Gauge, boolean>,
  values: readonly number[],
): void {
  const names = driver.cells.flatMap(({ family }) => family.names);
  const goals = all.filter(({ gauge }) => gauge.reads(names));
  for (const { gauge } of all) feels.set(gauge, false);
  if (goals.length === 0) return;
  const restore = driver.keep();
  const before = goals.map(measure);
  for (const value of values) {
    driver.set(value);
    for (const [index, goal] of goals.entries()) {
      if (!feels.get(goal.gauge) && differs(before[index], measure(goal))) feels.set(goal.gauge, true);
    }
    if (goals.every(({ gauge }) => feels.get(gauge))) break;
  }
  restore();
}

// More than the rounding of settings does.
function differs(one: Margin, other: Margin): boolean {
  if (one === undefined || other === undefined) return one !== other;
  return Math.abs(one - other) > 2e-5 * (1 + Math.abs(one));
}

/** Values that a goal names, and just beyond them, the ends of what can be, and a rise. */
function unusual(driver: Driver, { natural }: Goal): readonly number[] {
  const { field, low, high } = driver;
  const size = Math.abs(driver.get()) || 1;
  const named = natural.flatMap((value) => [value, value * 1.01, value * 0.99]);
  const values = field === "slope" ? [size, -size, size / 100] : [...named, low, high, -size];
  return [...new Set(values)].filter((value) => Number.isFinite(value) && value >= low && value <= high);
}

/** So many values of a driver are enough to see what feels it. */
const MOST_TRIALS = 8;

function trials({ field, low, high, discrete }: Driver, before: number): readonly number[] {
  if (discrete) return [...discrete.slice(0, MOST_TRIALS), ...discrete.slice(-1)].filter((value) => value !== before);
  // What falls leaves the value at the moment as it is.
  if (field === "slope") return [before === 0 ? -1 : before * 2];
  const values =
    field === "shape"
      ? [before + 0.4, before - 0.4, 0, high]
      : [before * 1.5, before * 0.5, before + 1, 0, before * 1e4, before * 1e9];
  return values.filter((value) => value >= low && value <= high && value !== before);
}

/** Choices of a driver for each goal, no driver twice; a goal may go without one. The most specific drivers come first. */
function* assignments(choices: readonly (readonly Driver[])[], isStrict: boolean): Generator<Assignment> {
  let attempts = 0;
  function* choose(index: number, chosen: readonly (Driver | undefined)[]): Generator<Assignment> {
    const options = choices[index];
    if (!options) {
      attempts++;
      yield chosen;
      return;
    }
    // A comparison that looks at nothing of its own follows another one.
    const own = options.filter((one) => !chosen.includes(one));
    const follows = index > 0 && isStrict && options.some((one) => chosen.includes(one));
    for (const driver of follows ? [undefined, ...own] : [...own, undefined]) {
      if (attempts >= MOST_ATTEMPTS) return;
      yield* choose(index + 1, [...chosen, driver]);
    }
  }
  yield* choose(0, []);
}

/** Turns the drivers of an assignment one after the other, as each may disturb what another has met. */
class Settling {
  readonly #goals: readonly Goal[];
  readonly #assignment: Assignment;
  readonly #measure: (goal: Goal) => Margin;
  readonly #isStrict: boolean;
  /** Goals whose value jumps over the band, and how often anything had been turned when that was seen. */
  readonly #jumping = new Map<Goal, number>();
  #turns = 0;

  constructor(goals: readonly Goal[], assignment: Assignment, measure: (goal: Goal) => Margin, isStrict: boolean) {
    this.#goals = goals;
    this.#assignment = assignment;
    this.#measure = measure;
    this.#isStrict = isStrict;
  }

  run(): boolean {
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      const before = this.#turns;
      // At first another driver may have to move.
      if (!this.#sweep() && sweep > 0) return false;
      if (this.#turns === before) break;
    }
    return this.#goals.every((goal) => isMet(goal, this.#measure(goal), this.#jumping.has(goal), this.#isStrict));
  }

  /** False where a driver couldn't meet its goal. */
  #sweep(): boolean {
    let all = true;
    for (const [index, goal] of this.#goals.entries()) {
      const driver = this.#assignment[index];
      if (driver === undefined || !this.#wants(goal)) continue;
      const before = driver.get();
      const found = sought(driver, goal, this.#measure);
      if (found === undefined) all = false;
      if (found !== before) this.#turns++;
      if (isWithin(goal.band, this.#measure(goal))) this.#jumping.delete(goal);
      else this.#jumping.set(goal, this.#turns);
    }
    return all;
  }

  #wants(goal: Goal): boolean {
    const margin = this.#measure(goal);
    if (isWithin(goal.band, margin)) return false;
    const isEnough = this.#jumping.get(goal) === this.#turns || (!this.#isStrict && !goal.isFocus);
    return !(isEnough && isOnSide(goal.band, goal.operator, margin));
  }
}

/** Turns a driver to where a goal is met; where it can't be, the driver is as it was. */
function sought(driver: Driver, goal: Goal, measure: (goal: Goal) => Margin): number | undefined {
  const restore = driver.keep();
  const dial = { ...dialOf(driver, goal), measure: (value: number) => turned(driver, value, goal, measure) };
  const found = seek(dial, goal.band, goal.operator);
  restore();
  if (found !== undefined) driver.set(found);
  return found;
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
function isMet(goal: Goal, margin: Margin, jumps: boolean, isStrict: boolean): boolean {
  if (isWithin(goal.band, margin)) return true;
  return (!(goal.isFocus || isStrict) || jumps) && isOnSide(goal.band, goal.operator, margin);
}
