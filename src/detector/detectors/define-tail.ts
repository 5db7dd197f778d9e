import type { Schema } from "../schema/index.ts";
import { defineRowDetector } from "./define-row.ts";
import type { DetectorDefinition } from "./detector.ts";
import type { RowModel } from "./row-model.ts";
import type { RowParameters } from "./row-parameters.ts";
import type { Wording } from "./verdict.ts";

/** A kind of detector of single series whose scores are held against their own last ones, as its author writes it. */
export interface TailDetectorOutline<P extends RowParameters> {
  readonly name: string;
  readonly parameters: Schema<P, unknown>;
  readonly wording: (parameters: P) => Wording;
  /** Memory of the model at its fullest, in bytes. */
  readonly modelBytes: (parameters: P) => number;
  /** A model of rows that are the newest value alone, anew or from a state; throws a SchemaError on a state that isn't its own. */
  readonly model: (parameters: P, state?: unknown) => RowModel;
}

const THE_SERIES = ["the series"];

/** Turns an outline into a definition that reads its parameters itself. */
export function defineTailDetector<P extends RowParameters>(outline: TailDetectorOutline<P>): DetectorDefinition {
  const rows = defineRowDetector<P>({ ...outline, model: (given, _, state) => outline.model(given, state) });
  return {
    takes: "series",
    name: rows.name,
    parameters: rows.parameters,
    memoryBytes: (given) => rows.memoryBytes(given, THE_SERIES.length),
    create(given, state) {
      const detector = rows.create(given, THE_SERIES, state);
      return {
        score: (value, timestampSeconds) => detector.score([value], timestampSeconds),
        learn: (value, timestampSeconds) => detector.learn([value], timestampSeconds),
        toJSON: () => detector.toJSON(),
      };
    },
  };
}
