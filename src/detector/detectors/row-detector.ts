import type { Schema } from "../schema/index.ts";
import type { DetectorDefinition, Verdict } from "./detector.ts";

/** A detector at work on rows of the same features. Score a row before it is learnt. */
export interface RowDetector {
  /** The verdict on a row; none while warming up, after a long silence, or where a value is no finite number. */
  score(row: readonly number[], timestampSeconds: number): Verdict | undefined;
  /** Takes the row into account; ignores one with a value that is no finite number, or no later than the last row. */
  learn(row: readonly number[], timestampSeconds: number): void;
  /** Plain data from which `create` makes a detector that continues bit by bit. */
  toJSON(): object;
}

/** A kind of detector of rows; a single series comes to it as rows of its last values. */
export interface RowDetectorDefinition {
  readonly takes: "rows";
  readonly name: string;
  /** Schema of the parameters, each with a default. */
  readonly parameters: Schema<unknown, unknown>;
  /** The most memory that rows of so many features take, in bytes. Throws a SchemaError on parameters that the schema refuses. */
  memoryBytes(parameters: unknown, features: number): number;
  /**
   * Starts a detector for rows of the named features, anew or from a saved state.
   * Throws a SchemaError on parameters or a state that it can't use.
   */
  create(parameters: unknown, features: readonly string[], state?: unknown): RowDetector;
  /** The same for single series: each row is the last values. */
  asSeries(): DetectorDefinition;
}
