import type { Schema } from "../schema/index.ts";

/** What those know of a kind of detector who don't run it: declarations, documents, the sidecar's configuration. */
export interface DetectorKind {
  /** What it judges: single values of one series, rows of several features, or named events. */
  readonly takes: "series" | "rows" | "events";
  /** What its score measures, as in "the distance from the median, in median absolute deviations". */
  readonly measures: string;
  /** Schema of its parameters, each with a default. */
  readonly parameters: Schema<unknown, unknown>;
  /** The parameters that a declared sensitivity sets: 1 gives the defaults, twice as much asks for half the deviation. */
  readonly atSensitivity: (sensitivity: number) => Readonly<Record<string, number>>;
}
