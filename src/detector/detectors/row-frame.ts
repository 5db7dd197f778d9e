import { ScoreTail } from "../numerics/score-tail.ts";
import { anything, list, nullable, number, object, parse } from "../schema/index.ts";
import type { Explanation, RowModel } from "./row-model.ts";
import type { RowParameters } from "./row-parameters.ts";
import { isUsable } from "./series-detector.ts";
import { confidence } from "./verdict.ts";

/** So many of the last scores tell which are ordinary. */
const TAIL_SCORES = 512;

/** Thresholds beyond scores up to this stay finite. */
const GREATEST_SCORE = 1e300;

/** Memory of a frame around a model for rows of so many features, in bytes. */
export const frameBytes = (features: number): number => 4096 + 16 * TAIL_SCORES + 128 * features;

/** How odd a row is among the last ones; what each feature adds is in `explanation` until the next row. */
export interface Assessment {
  readonly score: number;
  readonly threshold: number;
  readonly confidence: number;
}

/** What a detector adds to a model of rows. */
export interface RowFrameOptions {
  readonly parameters: RowParameters;
  readonly features: number;
  /** A model, anew or from the state that its `toJSON` gave; throws a SchemaError on any other state. */
  readonly model: (state?: unknown) => RowModel;
}

const savedState = object({
  model: anything,
  scores: list(number({ minimum: 0, maximum: GREATEST_SCORE }), { most: TAIL_SCORES }),
  lastSeconds: nullable(number()),
});

/** When a detector of rows judges and what it learns: warm-up, gaps, unusable rows, and scores made comparable. */
export class RowFrame {
  /** What was said last of each feature. */
  readonly explanation: Explanation;
  readonly #options: RowFrameOptions;
  readonly #row: Float64Array;
  readonly #scored: Float64Array;
  #score: number | undefined;
  #model: RowModel;
  #tail: ScoreTail;
  #lastSeconds: number | null = null;

  constructor(options: RowFrameOptions, state?: unknown) {
    this.#options = options;
    const { features } = options;
    this.explanation = { expected: new Float64Array(features), weights: new Float64Array(features) };
    this.#row = new Float64Array(features);
    this.#scored = new Float64Array(features);
    const saved = state === undefined ? undefined : parse(savedState, state);
    this.#model = options.model(saved?.model);
    this.#tail = new ScoreTail(TAIL_SCORES, saved?.scores);
    this.#lastSeconds = saved?.lastSeconds ?? null;
  }

  /** Assesses and explains a row; nothing while warming up, after a long silence, or where a value is unusable. */
  assess(row: readonly number[], timestampSeconds: number): Assessment | undefined {
    const { contamination, warmUpSamples } = this.#options.parameters;
    if (this.#model.count < warmUpSamples || this.#isForgotten(timestampSeconds) || !this.#take(row)) return undefined;
    const score = this.#scoreOf();
    const allowed = -Math.log(contamination);
    this.#model.explain(this.#row, this.explanation);
    return {
      score,
      threshold: this.#tail.scoreOf(allowed),
      confidence: confidence(this.#tail.surprise(score) / allowed),
    };
  }

  /** Learns a usable row later than the last one; true if it did. */
  learn(row: readonly number[], timestampSeconds: number): boolean {
    if (!Number.isFinite(timestampSeconds) || !this.#take(row)) return false;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return false;
    if (this.#isForgotten(timestampSeconds)) this.#forget();
    if (2 * this.#model.count >= this.#options.parameters.warmUpSamples) this.#tail.push(this.#scoreOf());
    this.#model.learn(this.#row);
    this.#score = undefined;
    this.#lastSeconds = timestampSeconds;
    return true;
  }

  toJSON(): object {
    return { model: this.#model.toJSON(), scores: this.#tail.toJSON(), lastSeconds: this.#lastSeconds };
  }

  /** Whether the silence before this time was too long. */
  #isForgotten(timestampSeconds: number): boolean {
    if (this.#lastSeconds === null) return false;
    return timestampSeconds - this.#lastSeconds > this.#options.parameters.forgetAfterSeconds;
  }

  #forget(): void {
    this.#model = this.#options.model();
    this.#tail = new ScoreTail(TAIL_SCORES);
    this.#score = undefined;
  }

  /** Copies a row; false where a value is missing or unusable. Adding 0 turns −0, which JSON can't hold, into 0. */
  #take(row: readonly number[]): boolean {
    for (let feature = 0; feature < this.#row.length; feature += 1) {
      const value = row[feature];
      if (value === undefined || !isUsable(value)) return false;
      this.#row[feature] = value + 0;
    }
    return true;
  }

  /** The score of the row that was taken; learning doesn't compute again what was just judged. */
  #scoreOf(): number {
    if (this.#score === undefined || !this.#wasScored()) {
      this.#score = Math.max(0, Math.min(GREATEST_SCORE, this.#model.score(this.#row)));
      this.#scored.set(this.#row);
    }
    return this.#score;
  }

  #wasScored(): boolean {
    for (let feature = 0; feature < this.#row.length; feature += 1) {
      if (this.#row[feature] !== this.#scored[feature]) return false;
    }
    return true;
  }
}
