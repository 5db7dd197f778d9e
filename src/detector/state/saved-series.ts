import { anything, list, number, type OutputOf, object, pair, text, truth } from "../schema/index.ts";

/** Schema of one series' saved state. */
export const savedSeriesSchema = object({
  /** Name of the declared detector. */
  detector: text(),
  /** What the state was learnt with and from; a state with another fingerprint is of no use. */
  fingerprint: text(),
  labels: list(pair(text(), text())),
  lastSeenSeconds: number(),
  /** Whether its last verdict was an anomaly: a restart counts it only once. */
  anomalous: truth,
  state: anything,
});

/** One series' saved state. */
export type SavedSeries = OutputOf<typeof savedSeriesSchema>;
