import type { Literal, Term } from "./condition.ts";
import type { Driver } from "./drivers.ts";
import type { Solved } from "./fulfil.ts";
import { type Band, isOnSide, seek } from "./search.ts";
import type { Setting } from "./signal.ts";

const WELL_SHORT: readonly Band[] = [
  { low: -0.6, high: -0.3 },
  { low: -0.3, high: -0.1 },
  { low: -0.1, high: -0.02 },
  { low: -0.02, high: -0.008 },
];

const WELL_PAST: readonly Band[] = [
  { low: 0.3, high: 0.6 },
  { low: 0.1, high: 0.3 },
  { low: 0.02, high: 0.1 },
  { low: 0.008, high: 0.02 },
];

/** Gives the cells of a firing case settings for the time after, with which the condition no longer holds. */
export function calm(solved: Solved, term: Term): void {
  const behaviours = [...solved.behaviours.values()];
  // Series that were missing are there again, and that is enough.
  if (behaviours.some(({ leads }) => leads)) {
    for (const behaviour of behaviours) behaviour.calm ??= copyOf(behaviour.hot[0]);
    return;
  }
  const comparisons = term.filter(({ atom }) => atom.kind === "comparison");
  const literals = comparisons.toSorted((a, b) => Number(b.holds) - Number(a.holds));
  literals.some((literal) => ends(literal, solved));
}

/** Whether some driver can make a literal false again, which it then does in the time after. */
function ends(literal: Literal, solved: Solved): boolean {
  const { goals, assignment, scene } = solved;
  const index = goals.findIndex(({ atom }) => atom === literal.atom);
  const goal = goals[index];
  if (!goal) return false;
  const whole = scene.drivers.filter(({ isWhole }) => isWhole);
  const own = whole.filter((driver) => driver === assignment[index]);
  const candidates = [...own, ...whole.filter((driver) => !own.includes(driver))];
  return candidates.some((driver) => quietens(driver, literal, goal, scene.world.grid.momentMs, solved));
}

function quietens(
  driver: Driver,
  literal: Literal,
  goal: Solved["goals"][number],
  momentMs: number,
  solved: Solved,
): boolean {
  const before = driver.get();
  const restore = driver.keep();
  const measure = (value: number) => {
    driver.set(value);
    return goal.gauge.at(momentMs);
  };
  const bands = literal.holds ? WELL_SHORT : WELL_PAST;
  const value =
    driver.field === "slope" && isOver(goal, literal, measure(0))
      ? 0
      : firstFound(driver, before, bands, goal, measure);
  const isQuiet = value !== undefined && isOver(goal, literal, measure(value));
  const settings = new Map([...solved.behaviours].map(([cell, { hot }]) => [cell, copyOf(hot[0])] as const));
  restore();
  if (!isQuiet) return false;
  for (const [cell, behaviour] of solved.behaviours) behaviour.calm = settings.get(cell);
  return true;
}

function firstFound(
  driver: Driver,
  start: number,
  bands: readonly Band[],
  goal: Solved["goals"][number],
  measure: (value: number) => number | undefined,
): number | undefined {
  const { low, high, discrete } = driver;
  for (const band of bands) {
    const found = seek({ start, low, high, discrete, natural: goal.natural, measure }, band, goal.operator);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOver(goal: Solved["goals"][number], { holds }: Literal, margin: number | undefined): boolean {
  const turned: Band = holds ? { low: -1, high: 0 } : { low: 1e-9, high: 1 };
  return margin !== undefined && isOnSide(turned, goal.operator, margin);
}

function copyOf(setting: Setting | undefined): Setting | undefined {
  return setting && { ...setting };
}
