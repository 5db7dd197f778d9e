import { printDuration } from "../../values/duration.ts";
import type { Meter } from "../evaluate/meter.ts";
import type { Expr, Subquery } from "../syntax/ast.ts";
import { childrenOf, walk } from "../syntax/walk.ts";
import { plainly, type Title } from "./title.ts";

/** The most steps that the subqueries of a condition may take at each evaluation; 30 days in steps of 5m are 8,640. */
const MOST_STEPS = 20_000;

/** The most matchers of a selector: values are looked for that meet each of them. */
const MOST_MATCHERS = 200;

/** The most work that one condition may take, in samples looked at: half a second of a fast processor, and hardly two of a slow one. */
export const MOST_WORK = 20_000_000;

/** Thrown when there has been enough work; the solver's edge makes a reason of it. */
class Exhausted extends Error {}

/** Counts the work on one condition, and stops it when it is too much: the same work everywhere, whatever the clock says. */
export class Effort implements Meter {
  #spent = 0;
  #most: number;

  constructor(most = MOST_WORK) {
    this.#most = most;
  }

  get spent(): number {
    return this.#spent;
  }

  readonly spend = (work: number): void => {
    this.#spent += work;
    if (this.#spent > this.#most) throw new Exhausted("too much work");
  };

  /** What comes of some work, or undefined where a share of what is left of the allowance isn't enough for it. */
  within<T>(share: number, work: () => T): T | undefined {
    const most = this.#most;
    this.#most = Math.min(most, this.#spent + share * Math.max(0, most - this.#spent));
    try {
      return work();
    } catch (error) {
      if (error instanceof Exhausted) return undefined;
      throw error;
    } finally {
      this.#most = most;
    }
  }
}

/** Why there was too much work, and what to type instead. */
export function tooMuchWork(expr: Expr, branches: number): { readonly reason: Title; readonly advice: string } {
  const window = longestWindow(expr);
  const ways = branches > 1 ? `it can hold in ${branches} ways` : "all of it has to be tried together";
  const reads = window > 0 ? `, looking back over ${printDuration(window)}` : "";
  const reason = `trying out what makes it hold takes too long: ${ways}${reads}`;
  const split = branches > 1 ? "make an alert of each side of its `or`" : "compare fewer things in one alert";
  const narrow = window > 0 ? ", or shorten its windows and lengthen the steps of its subqueries" : "";
  return { reason: plainly(reason), advice: `${split}${narrow}` };
}

function longestWindow(expr: Expr): number {
  let longest = 0;
  walk(expr, (node) => {
    if (node.kind === "selector" || node.kind === "subquery") longest = Math.max(longest, node.range ?? 0);
  });
  return longest;
}

/** Why a condition is more than can be lived through in reasonable time; undefined where it isn't. */
export function tooMuchToTry(expr: Expr, defaultStep: number): string | undefined {
  const steps = stepsOf(expr, defaultStep);
  if (steps > MOST_STEPS) {
    const shown = steps < 1e12 ? steps.toLocaleString("en") : "too many";
    return `its subqueries take ${shown} steps at each evaluation, more than ${MOST_STEPS.toLocaleString("en")}`;
  }
  let most = 0;
  walk(expr, (node) => {
    if (node.kind === "selector") most = Math.max(most, node.matchers.length);
  });
  return most > MOST_MATCHERS ? `a selector has ${most} matchers, more than ${MOST_MATCHERS}` : undefined;
}

// A subquery within another is evaluated at each of its steps.
function stepsOf(expr: Expr, defaultStep: number): number {
  const within = Math.max(1, ...childrenOf(expr).map((child) => stepsOf(child, defaultStep)));
  return expr.kind === "subquery" ? within * ownSteps(expr, defaultStep) : within;
}

function ownSteps({ range, step }: Subquery, defaultStep: number): number {
  return Math.max(1, Math.ceil(range / (step ?? defaultStep)));
}
