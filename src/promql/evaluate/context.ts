import type { LabelPool } from "./labels.ts";
import type { Samples } from "./outcome.ts";
import type { Storage } from "./storage.ts";
import type { Window } from "./window.ts";

/** How Prometheus is set up where the expression runs. */
export interface EvaluationOptions {
  /** How long an instant selector looks back, in milliseconds; 5 minutes unless told. */
  readonly lookback?: number;
  /** The step of subqueries that name none, in milliseconds: Prometheus's evaluation interval, 1 minute unless told. */
  readonly defaultStep?: number;
  /** Ranges as Prometheus 2 sees them: with the sample exactly at their start. */
  readonly closedRanges?: boolean;
}

/** What every compiled part of an expression shares. */
export interface Context {
  readonly storage: Storage;
  readonly pool: LabelPool;
  readonly lookback: number;
  readonly defaultStep: number;
  readonly closedRanges: boolean;
  /** The moment of the outermost evaluation: what `@ start()` and `@ end()` mean in it. */
  queryTime: number;
}

/** A compiled expression that is a number at each moment. */
export interface ScalarNode {
  readonly type: "scalar";
  readonly at: (now: number) => number;
}

/** A compiled expression that is a vector at each moment. */
export interface VectorNode {
  readonly type: "vector";
  readonly at: (now: number) => Samples;
}

/** A compiled range selector or subquery: shows the window of each series that has samples in it. */
export interface RangeNode {
  readonly type: "range";
  readonly at: (now: number, visit: (window: Window) => void) => void;
}

/** A compiled string literal. */
export interface StringNode {
  readonly type: "string";
  readonly value: string;
}

/** A compiled expression of any type. */
export type Compiled = ScalarNode | VectorNode | RangeNode | StringNode;

/** The moment that a selector or subquery looks at: `@` fixes it, `offset` moves it. */
export function shifted(
  context: Context,
  now: number,
  shift: { readonly offset?: number; readonly at?: number | "start" | "end" },
): number {
  const { at } = shift;
  const base = at === undefined ? now : typeof at === "number" ? Math.round(at * 1000) : context.queryTime;
  return base - (shift.offset ?? 0);
}
