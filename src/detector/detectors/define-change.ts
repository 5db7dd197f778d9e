import { parse, type Schema } from "../schema/index.ts";
import { type ChangeDetectorParameters, ChangeSeriesDetector, type ChangeWording } from "./change-series-detector.ts";
import type { DetectorDefinition } from "./detector.ts";
import type { Watch } from "./watch.ts";

/** A kind of detector of changes, as its author writes it. */
export interface ChangeDetectorOutline<P extends ChangeDetectorParameters> {
  readonly name: string;
  readonly parameters: Schema<P, unknown>;
  readonly wording: ChangeWording;
  /** Memory of the watch at its fullest, in bytes. */
  readonly watchBytes: (parameters: P) => number;
  /** A watch, anew or from a state; throws a SchemaError on a state that isn't its own. */
  readonly watch: (parameters: P, state?: unknown) => Watch;
}

/** The detector around a watch, and the copy that judges. */
const DETECTOR_BYTES = 1024;

/** Turns an outline into a definition that reads its parameters itself. */
export function defineChangeDetector<P extends ChangeDetectorParameters>(
  outline: ChangeDetectorOutline<P>,
): DetectorDefinition {
  return {
    takes: "series",
    name: outline.name,
    parameters: outline.parameters,
    memoryBytes: (parameters) => DETECTOR_BYTES + 2 * outline.watchBytes(parse(outline.parameters, parameters)),
    create(given, state) {
      const parameters = parse(outline.parameters, given);
      const watch = (saved?: unknown) => outline.watch(parameters, saved);
      return new ChangeSeriesDetector({ parameters, wording: outline.wording, watch }, state);
    },
  };
}
