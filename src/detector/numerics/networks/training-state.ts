import type { RandomState } from "../random.ts";
import type { AdamState } from "./adam.ts";
import type { RowReplayState } from "./row-replay.ts";
import type { StandardiserState } from "./standardiser.ts";

/** What restores a network in training: its draws, the moments of its features, its last rows, its weights. */
export interface TrainingState {
  readonly random: RandomState;
  readonly standardiser: StandardiserState;
  readonly replay: RowReplayState;
  readonly weights: readonly number[];
  readonly adam: AdamState;
}
