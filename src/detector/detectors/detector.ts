import type { Schema } from "../schema/index.ts";

/** What a detector says about one value. */
export interface Verdict {
  readonly is_anomaly: boolean;
  /** 0..1, ½ at the threshold, growing with the deviation; an order of confidence, not a probability. */
  readonly confidence_score: number;
  /** Deviation in the detector's own statistic, never negative. */
  readonly score: number;
  /** The score above which a value is an anomaly. */
  readonly threshold: number;
  readonly expected: number;
  readonly seen: number;
  readonly reason: string;
  readonly recommendation: string;
}

/** A detector at work on one series. Score a value before it is learnt. */
export interface Detector {
  /** The verdict on a value; none while warming up, after a long silence, or on what is no finite number. */
  score(value: number, timestampSeconds: number): Verdict | undefined;
  /** Takes the value into account; ignores what is no finite number or no later than the last value. */
  learn(value: number, timestampSeconds: number): void;
  /** Plain data from which `create` makes a detector that continues bit by bit. */
  toJSON(): object;
}

/** A kind of detector: its name in declarations, its parameters, and how to start one. */
export interface DetectorDefinition {
  readonly name: string;
  /** Schema of the parameters, each with a default. */
  readonly parameters: Schema<unknown, unknown>;
  /** The most memory that one series takes, in bytes. Throws a SchemaError on parameters that the schema refuses. */
  memoryBytes(parameters: unknown): number;
  /** Starts a detector, anew or from a saved state. Throws a SchemaError on parameters or a state that it can't use. */
  create(parameters: unknown, state?: unknown): Detector;
}
