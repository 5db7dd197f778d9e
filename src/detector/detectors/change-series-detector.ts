import { anything, nullable, number, object, parse } from "../schema/index.ts";
import type { Detector, Verdict } from "./detector.ts";
import { isOnSide } from "./row-verdict.ts";
import { isUsable } from "./series-detector.ts";
import { confidence, short } from "./verdict.ts";
import type { Watch } from "./watch.ts";

/** How a detector of changes words its verdicts. */
export interface ChangeWording {
  /** What changes, as in "the mean". */
  readonly level: string;
  /** Name of the statistic, as in "Page and Hinkley's sum". */
  readonly statistic: string;
}

/** What a detector adds to a watch. */
export interface ChangeDetectorOptions {
  readonly parameters: ChangeDetectorParameters;
  readonly wording: ChangeWording;
  /** A watch, anew or from the state that its `toJSON` gave; throws a SchemaError on any other state. */
  readonly watch: (state?: unknown) => Watch;
}

/** The parameters that it reads itself. */
export interface ChangeDetectorParameters {
  readonly direction: "above" | "below" | "both";
  readonly forgetAfterSeconds: number;
}

const savedState = object({ watch: anything, lastSeconds: nullable(number()) });

/**
 * A detector of changes of the level: what was before and what is after stand for expected and seen. A verdict on a value is what learning
 * it would say, found on a copy; the value after a change starts anew.
 */
export class ChangeSeriesDetector implements Detector {
  readonly #options: ChangeDetectorOptions;
  #watch: Watch;
  #lastSeconds: number | null;

  constructor(options: ChangeDetectorOptions, state?: unknown) {
    this.#options = options;
    const saved = state === undefined ? undefined : parse(savedState, state);
    this.#watch = options.watch(saved?.watch);
    this.#lastSeconds = saved?.lastSeconds ?? null;
  }

  score(value: number, timestampSeconds: number): Verdict | undefined {
    if (!isUsable(value) || this.#isForgotten(timestampSeconds)) return undefined;
    const trial = this.#watch.copy();
    trial.update(value + 0);
    return trial.judged ? this.#verdict(trial) : undefined;
  }

  learn(value: number, timestampSeconds: number): void {
    if (!isUsable(value) || !Number.isFinite(timestampSeconds)) return;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return;
    if (this.#isForgotten(timestampSeconds)) this.#watch = this.#options.watch();
    // Adding 0 turns −0, which JSON can't hold, into 0.
    this.#watch.update(value + 0);
    this.#lastSeconds = timestampSeconds;
  }

  toJSON(): object {
    return { watch: this.#watch.toJSON(), lastSeconds: this.#lastSeconds };
  }

  #isForgotten(timestampSeconds: number): boolean {
    if (this.#lastSeconds === null) return false;
    return timestampSeconds - this.#lastSeconds > this.#options.parameters.forgetAfterSeconds;
  }

  #verdict(watch: Watch): Verdict {
    const { parameters, wording } = this.#options;
    const { after, before, threshold } = watch;
    const counts = isOnSide(after - before, parameters.direction);
    const is_anomaly = counts && watch.changed;
    const score = counts ? watch.statistic : 0;
    const moved = `${wording.level} is ${short(after)} where it was ${short(before)}`;
    const where = is_anomaly ? "above" : "within";
    return {
      is_anomaly,
      confidence_score: confidence(score / threshold),
      score,
      threshold,
      expected: before,
      seen: after,
      reason: `${moved}: ${wording.statistic} ${short(score)}, ${where} the threshold ${short(threshold)}`,
      recommendation: is_anomaly ? advice(after > before) : hint(counts && watch.warning),
    };
  }
}

function advice(rose: boolean): string {
  const change = rose ? "raised" : "lowered";
  return `Look for what ${change} the series at about this time; from here on it is compared with its new level.`;
}

function hint(warning: boolean): string {
  return warning ? "A change is likely: look again when more values have come." : "Nothing to do.";
}
