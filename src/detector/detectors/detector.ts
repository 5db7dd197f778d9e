import type { Schema } from "../schema/index.ts";

/** What every detector says about what it judges. */
export interface Judgement {
  readonly is_anomaly: boolean;
  /** 0..1, ½ at the threshold, growing with the deviation; an order of confidence, not a probability. */
  readonly confidence_score: number;
  /** Deviation in the detector's own statistic, never negative. */
  readonly score: number;
  /** The score above which something is an anomaly. */
  readonly threshold: number;
  readonly reason: string;
  readonly recommendation: string;
}

/** What a detector says about one value; of a row of features it is the value of the feature that counts most. */
export interface Verdict extends Judgement {
  readonly expected: number;
  readonly seen: number;
  /** What each feature adds, the greatest share first; absent where there is but one. */
  readonly contributions?: readonly Contribution[];
}

/** What one feature adds to a verdict on a row. */
export interface Contribution {
  readonly feature: string;
  readonly seen: number;
  readonly expected: number;
  /** 0..1; all shares of a verdict add up to 1. */
  readonly share: number;
}

/** A detector at work on one series. Score a value before it is learnt. */
export interface Detector {
  /** The verdict on a value; none while warming up, after a long silence, or on what is no finite number. */
  score(value: number, timestampSeconds: number): Verdict | undefined;
  /** Takes the value into account; ignores what is no finite number or no later than the last value. */
  learn(value: number, timestampSeconds: number): void;
  /** Takes into account what someone found out about an earlier value; absent where a detector can't use it. */
  feedback?(timestampSeconds: number, wasAnomaly: boolean): void;
  /** Plain data from which `create` makes a detector that continues bit by bit. */
  toJSON(): object;
}

/** A kind of detector of single series: its name in declarations, its parameters, and how to start one. */
export interface DetectorDefinition {
  readonly takes: "series";
  readonly name: string;
  /** Schema of the parameters, each with a default. */
  readonly parameters: Schema<unknown, unknown>;
  /** The most memory that one series takes, in bytes. Throws a SchemaError on parameters that the schema refuses. */
  memoryBytes(parameters: unknown): number;
  /** Starts a detector, anew or from a saved state. Throws a SchemaError on parameters or a state that it can't use. */
  create(parameters: unknown, state?: unknown): Detector;
}
