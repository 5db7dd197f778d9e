import type { EvaluationOptions } from "../evaluate/context.ts";
import { prepare, type Query } from "../evaluate/evaluate.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { Storage } from "../evaluate/storage.ts";
import type { Binary, ComparisonOperator, Expr } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { selectors, walk } from "../syntax/walk.ts";

/**
 * How far a comparison's value is beyond its bound, relative to the bound: 0.01 is one percent past it, -0.01 one
 * percent short of it. Undefined where there is no value. Of several series the one that is furthest past counts.
 */
export type Margin = number | undefined;

/** Measures a comparison at a moment. */
export interface Gauge {
  readonly at: (timeMs: number) => Margin;
  /** Whether what is measured can depend on series of these names. */
  readonly reads: (metrics: readonly string[]) => boolean;
}

/** The sign of "past" on the left side. */
function directionOf(operator: ComparisonOperator): number {
  return operator === "<" || operator === "<=" ? -1 : 1;
}

function valuesOf(outcome: Outcome): readonly number[] {
  if (outcome.kind === "scalar") return [outcome.value];
  return outcome.kind === "vector" ? outcome.values : [];
}

/** Prepares a comparison to be measured over a storage. `zeroScale`: what counts as the whole where the bound is 0. */
export function gaugeOf(
  operator: ComparisonOperator,
  expr: Binary,
  storage: Storage,
  options: EvaluationOptions,
  zeroScale: number,
): Gauge {
  const { left, right } = expr;
  const read = selectors(expr).map(({ metric }) => metric);
  const reads = (metrics: readonly string[]): boolean =>
    read.some((metric) => metric === undefined || metrics.includes(metric));
  const query = (part: Expr): Query => forgetful(part, prepare(part, storage, options));
  const relative = (value: number, bound: number): number => relativeTo(operator, value, bound, zeroScale);
  if (typeOf(right) === "scalar" || typeOf(left) === "scalar") {
    const [values, bounds] = [query(left), query(right)];
    const isBoundRight = typeOf(right) === "scalar";
    return {
      reads,
      at: (timeMs) => {
        const [first, second] = [valuesOf(values.at(timeMs)), valuesOf(bounds.at(timeMs))];
        const fixed = Number((isBoundRight ? second : first)[0]);
        const moving = isBoundRight ? first : second;
        return furthest(moving.map((value) => (isBoundRight ? relative(value, fixed) : relative(fixed, value))));
      },
    };
  }
  const difference = query({ ...expr, operator: "-" });
  const quotient = query({ ...expr, operator: "/" });
  return {
    reads,
    at: (timeMs) => {
      const quotients = valuesOf(quotient.at(timeMs));
      const margins = valuesOf(difference.at(timeMs)).map((value, index) => {
        const bound = value / (Number(quotients[index]) - 1);
        return Number.isFinite(bound) && bound !== 0 ? relative(bound + value, bound) : relative(value, 0);
      });
      return furthest(margins);
    },
  };
}

/** A query that can be asked again after values have changed: a subquery remembers its steps while time goes on. */
export function forgetful(expr: Expr, query: Query): Query {
  let hasSubquery = false;
  walk(expr, (node) => {
    if (node.kind === "subquery") hasSubquery = true;
  });
  if (!hasSubquery) return query;
  return {
    at: (timeMs) => {
      query.at(0);
      return query.at(timeMs);
    },
  };
}

function relativeTo(operator: ComparisonOperator, value: number, bound: number, zeroScale: number): number {
  const size = Math.abs(bound) > 0 ? Math.abs(bound) : zeroScale;
  const margin = (value - bound) / size;
  if (operator === "==") return -Math.abs(margin);
  if (operator === "!=") return Math.abs(margin);
  return directionOf(operator) * margin;
}

function furthest(margins: readonly number[]): Margin {
  const known = margins.filter((margin) => !Number.isNaN(margin));
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Whether a comparison with this margin holds. */
export function isPast(operator: ComparisonOperator, margin: Margin): boolean {
  if (margin === undefined) return false;
  return operator === ">=" || operator === "<=" || operator === "==" ? margin >= 0 : margin > 0;
}
