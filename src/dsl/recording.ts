import { type Recorded, recorded } from "../promql/build/record.ts";
import { Vector } from "../promql/build/vector.ts";

/** What a tenant lists under `recordings`. */
export interface AnyRecording {
  readonly "~kind": "recording";
  readonly name: string;
  readonly "~definition": Recorded;
}

/** A recorded vector: used like the expression that it was recorded from, at the cost of one series. */
export class Recording<L extends string, U extends string> extends Vector<L, U> implements AnyRecording {
  readonly "~kind" = "recording";
  readonly name: string;
  readonly "~definition": Recorded;

  constructor(name: string, definition: Recorded) {
    super(recorded(["metric"], { op: "metric", metric: name }));
    this.name = name;
    this["~definition"] = definition;
  }
}

/**
 * Records an expression under a name of the form `level:metric:operations`. Where it divides by zero, nothing is recorded:
 * one NaN would spoil every sum and average of the series.
 */
export function recording<L extends string, U extends string>(name: string, expr: Vector<L, U>): Recording<L, U> {
  return new Recording(name, recorded(["name", "expr"], { name, expr }));
}
