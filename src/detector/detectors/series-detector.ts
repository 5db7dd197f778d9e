import { anything, nullable, number, object, parse } from "../schema/index.ts";
import type { Detector, Verdict } from "./detector.ts";
import { type Baseline, clipped, type Model, withLeastScale } from "./model.ts";
import type { SharedParameters } from "./shared-parameters.ts";
import { judge, type Wording } from "./verdict.ts";

/** What a detector adds to a model: when it judges, what it learns. */
export interface SeriesDetectorOptions {
  readonly parameters: SharedParameters;
  readonly wording: Wording;
  /** A model, anew or from the state that its `toJSON` gave; throws a SchemaError on any other state. */
  readonly model: (state?: unknown) => Model;
}

const savedState = object({
  model: anything,
  lastSeconds: nullable(number()),
  deviatingSamples: number({ integer: true, minimum: 0, maximum: 1e6 }),
});

/** Squares and sums of values up to this stay finite. */
const GREATEST_VALUE = 1e150;

/** A detector of single values: warm-up, gaps, unusable values, the least scale and outliers, around a model. */
export class SeriesDetector implements Detector {
  readonly #options: SeriesDetectorOptions;
  #model: Model;
  #lastSeconds: number | null = null;
  #deviatingSamples = 0;
  #baseline: Baseline | undefined;

  constructor(options: SeriesDetectorOptions, state?: unknown) {
    this.#options = options;
    if (state === undefined) {
      this.#model = options.model();
      return;
    }
    const saved = parse(savedState, state);
    this.#model = options.model(saved.model);
    this.#lastSeconds = saved.lastSeconds;
    this.#deviatingSamples = saved.deviatingSamples;
  }

  score(value: number, timestampSeconds: number): Verdict | undefined {
    if (!isUsable(value) || !this.#isWarm() || this.#isForgotten(timestampSeconds)) return undefined;
    const { parameters, wording } = this.#options;
    return judge(value, this.#currentBaseline(), parameters.direction, wording);
  }

  learn(value: number, timestampSeconds: number): void {
    if (!isUsable(value) || !Number.isFinite(timestampSeconds)) return;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return;
    if (this.#isForgotten(timestampSeconds)) {
      this.#model = this.#options.model();
      this.#deviatingSamples = 0;
    }
    // Adding 0 turns −0, which JSON can't hold, into 0.
    this.#model.learn(this.#prepared(value) + 0);
    this.#lastSeconds = timestampSeconds;
    this.#baseline = undefined;
  }

  toJSON(): object {
    return { model: this.#model.toJSON(), lastSeconds: this.#lastSeconds, deviatingSamples: this.#deviatingSamples };
  }

  #isWarm(): boolean {
    return this.#model.count >= this.#options.parameters.warmUpSamples;
  }

  #isForgotten(timestampSeconds: number): boolean {
    if (this.#lastSeconds === null) return false;
    return timestampSeconds - this.#lastSeconds > this.#options.parameters.forgetAfterSeconds;
  }

  #currentBaseline(): Baseline {
    const { minimumScale, minimumRelativeScale } = this.#options.parameters;
    this.#baseline ??= withLeastScale(this.#model.baseline(), minimumScale, minimumRelativeScale);
    return this.#baseline;
  }

  /** An outlier is learnt as the nearest value that would have been none, until it has lasted for long. */
  #prepared(value: number): number {
    const { outliers, acceptAfterSamples = 0 } = this.#options.parameters;
    if (outliers !== "clip" || !this.#isWarm()) return value;
    const inside = clipped(value, this.#currentBaseline());
    this.#deviatingSamples = inside === value ? 0 : Math.min(this.#deviatingSamples + 1, acceptAfterSamples + 1);
    return this.#deviatingSamples > acceptAfterSamples ? value : inside;
  }
}

/** Whether a value can be judged and learnt. */
export function isUsable(value: number): boolean {
  return Math.abs(value) <= GREATEST_VALUE;
}
