import { anything, nullable, number, object, optional, parse } from "../schema/index.ts";
import { nextThresholdFactor } from "./alarm-rate.ts";
import type { Detector, Verdict } from "./detector.ts";
import { type Baseline, clipped, type Model, raised, withLeastScale } from "./model.ts";
import { Season } from "./season.ts";
import type { SharedParameters } from "./shared-parameters.ts";
import { isBeyond, judge, type Wording } from "./verdict.ts";

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
  season: optional(anything),
  thresholdFactor: optional(number({ above: 0, maximum: 1e6 })),
});

/** Squares and sums of values up to this stay finite. */
const GREATEST_VALUE = 1e150;

/** A detector of single values: warm-up, gaps, unusable values, the least scale and outliers, around a model. */
export class SeriesDetector implements Detector {
  readonly #options: SeriesDetectorOptions;
  #model: Model;
  #lastSeconds: number | null = null;
  #deviatingSamples = 0;
  #season: Season | undefined;
  /** The one in use, until the next value is learnt. */
  #baseline: { readonly timestampSeconds: number; readonly of: Baseline } | undefined;
  #thresholdFactor = 1;

  constructor(options: SeriesDetectorOptions, state?: unknown) {
    this.#options = options;
    if (state === undefined) {
      this.#model = options.model();
      this.#season = this.#seasonFrom();
      return;
    }
    const saved = parse(savedState, state);
    this.#model = options.model(saved.model);
    this.#lastSeconds = saved.lastSeconds;
    this.#deviatingSamples = saved.deviatingSamples;
    this.#season = this.#seasonFrom(saved.season);
    this.#thresholdFactor = saved.thresholdFactor ?? 1;
  }

  score(value: number, timestampSeconds: number): Verdict | undefined {
    if (!isUsable(value) || !this.#isWarm() || this.#isForgotten(timestampSeconds)) return undefined;
    const { parameters, wording } = this.#options;
    return judge(value, this.#baselineAt(timestampSeconds), parameters.direction, wording);
  }

  learn(value: number, timestampSeconds: number): void {
    if (!isUsable(value) || !Number.isFinite(timestampSeconds)) return;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return;
    if (this.#isForgotten(timestampSeconds)) {
      this.#model = this.#options.model();
      this.#deviatingSamples = 0;
      this.#season = this.#seasonFrom();
      this.#thresholdFactor = 1;
    }
    this.#follow(value, timestampSeconds);
    const prepared = this.#prepared(value, timestampSeconds);
    // Adding 0 turns −0, which JSON can't hold, into 0.
    this.#model.learn(prepared - this.#usualAt(timestampSeconds) + 0);
    this.#season?.learn(prepared + 0, timestampSeconds);
    this.#lastSeconds = timestampSeconds;
    this.#baseline = undefined;
  }

  toJSON(): object {
    const season = this.#season === undefined ? {} : { season: this.#season.toJSON() };
    const factor = this.#thresholdFactor === 1 ? {} : { thresholdFactor: this.#thresholdFactor };
    const samples = { lastSeconds: this.#lastSeconds, deviatingSamples: this.#deviatingSamples };
    return { model: this.#model.toJSON(), ...samples, ...season, ...factor };
  }

  #isWarm(): boolean {
    return this.#model.count >= this.#options.parameters.warmUpSamples;
  }

  #isForgotten(timestampSeconds: number): boolean {
    if (this.#lastSeconds === null) return false;
    return timestampSeconds - this.#lastSeconds > this.#options.parameters.forgetAfterSeconds;
  }

  #seasonFrom(state?: unknown): Season | undefined {
    const { season = "none" } = this.#options.parameters;
    return season === "none" ? undefined : new Season(season, state);
  }

  #usualAt(timestampSeconds: number): number {
    return this.#season?.usual(timestampSeconds) ?? 0;
  }

  #baselineAt(timestampSeconds: number): Baseline {
    if (this.#baseline?.timestampSeconds === timestampSeconds) return this.#baseline.of;
    const { minimumScale, minimumRelativeScale } = this.#options.parameters;
    const model = this.#model.baseline();
    const threshold = model.threshold * this.#thresholdFactor;
    const usual = raised({ ...model, threshold }, this.#usualAt(timestampSeconds));
    const of = withLeastScale(usual, minimumScale, minimumRelativeScale);
    this.#baseline = { timestampSeconds, of };
    return of;
  }

  /** Lets the threshold follow the share of anomalies. */
  #follow(value: number, timestampSeconds: number): void {
    const { alarmRate = 0, direction } = this.#options.parameters;
    if (alarmRate === 0 || !this.#isWarm()) return;
    const wasAnomaly = isBeyond(value, this.#baselineAt(timestampSeconds), direction);
    this.#thresholdFactor = nextThresholdFactor(this.#thresholdFactor, alarmRate, wasAnomaly);
  }

  /** An outlier is learnt as the nearest value that would have been none, until it has lasted for long. */
  #prepared(value: number, timestampSeconds: number): number {
    const { outliers, acceptAfterSamples = 0 } = this.#options.parameters;
    if (outliers !== "clip" || !this.#isWarm()) return value;
    const inside = clipped(value, this.#baselineAt(timestampSeconds));
    this.#deviatingSamples = inside === value ? 0 : Math.min(this.#deviatingSamples + 1, acceptAfterSamples + 1);
    return this.#deviatingSamples > acceptAfterSamples ? value : inside;
  }
}

/** Whether a value can be judged and learnt. */
export function isUsable(value: number): boolean {
  return Math.abs(value) <= GREATEST_VALUE;
}
