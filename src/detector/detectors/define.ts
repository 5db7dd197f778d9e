import { parse, type Schema } from "../schema/index.ts";
import type { DetectorDefinition } from "./detector.ts";
import type { Model } from "./model.ts";
import { seasonBytes } from "./season.ts";
import { SeriesDetector } from "./series-detector.ts";
import type { SharedParameters } from "./shared-parameters.ts";
import type { Wording } from "./verdict.ts";

/** A kind of detector, as its author writes it. */
export interface DetectorOutline<P extends SharedParameters> {
  readonly name: string;
  readonly parameters: Schema<P, unknown>;
  readonly wording: (parameters: P) => Wording;
  /** Memory of the model at its fullest, in bytes. */
  readonly modelBytes: (parameters: P) => number;
  /** A model, anew or from a state; throws a SchemaError on a state that isn't its own. */
  readonly model: (parameters: P, state?: unknown) => Model;
}

/** The detector around a model: names, texts, flags, the baseline in use. */
const DETECTOR_BYTES = 1024;

/** Turns an outline into a definition that reads its parameters itself. */
export function defineDetector<P extends SharedParameters>(outline: DetectorOutline<P>): DetectorDefinition {
  return {
    takes: "series",
    name: outline.name,
    parameters: outline.parameters,
    memoryBytes(given) {
      const parameters = parse(outline.parameters, given);
      return DETECTOR_BYTES + seasonBytes(parameters.season ?? "none") + outline.modelBytes(parameters);
    },
    create(given, state) {
      const parameters = parse(outline.parameters, given);
      const wording = outline.wording(parameters);
      return new SeriesDetector({ parameters, wording, model: (saved) => outline.model(parameters, saved) }, state);
    },
  };
}
