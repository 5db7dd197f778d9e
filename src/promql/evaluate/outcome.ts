import type { Labels } from "./labels.ts";

/** Samples of one moment: `labels[i]` has `values[i]`. */
export interface Vector {
  readonly kind: "vector";
  readonly labels: readonly Labels[];
  readonly values: readonly number[];
}

/** One number. */
export interface Scalar {
  readonly kind: "scalar";
  readonly value: number;
}

/** Prometheus would refuse to go on here: duplicate results, matches that aren't unique, bad parameters. */
export interface Failed {
  readonly kind: "failed";
  readonly reason: string;
}

/** This evaluator doesn't know the feature, so it says nothing about the result. */
export interface Unsupported {
  readonly kind: "unsupported";
  readonly feature: string;
}

/** What an expression is at a moment. */
export type Outcome = Vector | Scalar | Failed | Unsupported;

/** Thrown inside an evaluation only; its edge turns it into an outcome. */
export class EvaluationStop extends Error {
  readonly outcome: Failed | Unsupported;

  constructor(outcome: Failed | Unsupported) {
    super(outcome.kind === "failed" ? outcome.reason : outcome.feature);
    this.outcome = outcome;
  }
}

/** Stops an evaluation as Prometheus would. */
export function fail(reason: string): never {
  throw new EvaluationStop({ kind: "failed", reason });
}

/** Stops an evaluation that would need something this evaluator doesn't have. */
export function unsupported(feature: string): never {
  throw new EvaluationStop({ kind: "unsupported", feature });
}

/** A vector being filled. */
export class Samples {
  readonly labels: Labels[] = [];
  readonly values: number[] = [];

  push(labels: Labels, value: number): void {
    this.labels.push(labels);
    this.values.push(value);
  }

  /** Takes over one sample of another vector. */
  copy(from: Samples, index: number): void {
    const labels = from.labels[index];
    if (labels) this.push(labels, from.value(index));
  }

  get length(): number {
    return this.labels.length;
  }

  /** A value; the caller keeps the index within the vector. */
  value(index: number): number {
    return Number(this.values[index]);
  }

  /** Itself, if no two samples have the same labels. */
  unique(): Samples {
    if (this.length > 1 && new Set(this.labels).size < this.length)
      fail("vector cannot contain metrics with the same labelset");
    return this;
  }
}
