import { recorded } from "../promql/build/record.ts";
import { Condition, Vector } from "../promql/build/vector.ts";

/** PromQL written by hand, for what the builder has no words for; its labels and its unit are yours to state. */
export function promql<L extends string = never, U extends string = "">(text: string): Vector<L, U> {
  return new Vector(recorded(["text"], { op: "promql", text }));
}

/** A condition in PromQL written by hand. */
export function promqlCondition<L extends string = never>(text: string): Condition<L> {
  return new Condition(recorded(["text"], { op: "promql", text }));
}
