import { parse, type Schema } from "../schema/index.ts";
import type { RowDetectorDefinition } from "./row-detector.ts";
import { frameBytes, RowFrame } from "./row-frame.ts";
import type { RowModel } from "./row-model.ts";
import type { RowParameters } from "./row-parameters.ts";
import { rowVerdict, rowWording } from "./row-verdict.ts";
import { seriesOfRows } from "./series-of-rows.ts";
import type { Wording } from "./verdict.ts";

/** A kind of detector of rows, as its author writes it. */
export interface RowDetectorOutline<P extends RowParameters> {
  readonly name: string;
  readonly parameters: Schema<P, unknown>;
  readonly wording: (parameters: P) => Wording;
  /** Memory of the model at its fullest for rows of so many features, in bytes. */
  readonly modelBytes: (parameters: P, features: number) => number;
  /** A model for rows of so many features, anew or from a state; throws a SchemaError on a state that isn't its own. */
  readonly model: (parameters: P, features: number, state?: unknown) => RowModel;
}

/** Turns an outline into a definition that reads its parameters itself. */
export function defineRowDetector<P extends RowParameters>(outline: RowDetectorOutline<P>): RowDetectorDefinition {
  const definition: RowDetectorDefinition = {
    takes: "rows",
    name: outline.name,
    parameters: outline.parameters,
    memoryBytes: (parameters, features) =>
      frameBytes(features) + outline.modelBytes(parse(outline.parameters, parameters), features),
    create(given, features, state) {
      const parameters = parse(outline.parameters, given);
      const model = (saved?: unknown) => outline.model(parameters, features.length, saved);
      const frame = new RowFrame({ parameters, features: features.length, model }, state);
      const wording = rowWording(outline.wording(parameters), features, parameters.direction);
      return {
        score(row, timestampSeconds) {
          const assessment = frame.assess(row, timestampSeconds);
          return assessment === undefined ? undefined : rowVerdict(row, assessment, frame.explanation, wording);
        },
        learn: (row, timestampSeconds) => frame.learn(row, timestampSeconds),
        toJSON: () => frame.toJSON(),
      };
    },
    asSeries: () => seriesOfRows(definition),
  };
  return definition;
}
