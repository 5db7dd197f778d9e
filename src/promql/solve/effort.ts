import type { Expr, Subquery } from "../syntax/ast.ts";
import { childrenOf, walk } from "../syntax/walk.ts";

/** The most steps that the subqueries of a condition may take at each evaluation; 30 days in steps of 5m are 8,640. */
const MOST_STEPS = 20_000;

/** The most matchers of a selector: values are looked for that meet each of them. */
const MOST_MATCHERS = 200;

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
