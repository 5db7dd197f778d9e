import { nullable, number, object, optional, parse } from "../../schema/index.ts";
import type { Contribution, Detector, Verdict } from "../detector.ts";
import { isOnSide } from "../row-verdict.ts";
import { isUsable } from "../series-detector.ts";
import { advice, confidence, reasonOf } from "../verdict.ts";
import { type Aspect, Aspects, aspectsState } from "./aspects.ts";
import type { Parameters } from "./parameters.ts";
import { Quiet, quietState } from "./quiet.ts";

const savedState = (parameters: Parameters) =>
  object({ aspects: optional(aspectsState(parameters)), quiet: quietState, lastSeconds: nullable(number()) });

/** A new level is known after so many samples: thrice the half-life of the slowest average beside which values are seen. */
const ADAPTS_WITHIN_SAMPLES = 48;

const STATISTIC = {
  "recent course": "novelty beside its recent course",
  "hour of the day": "novelty at this hour of the day",
  standstill: "length of its standstill",
} as const satisfies Readonly<Record<Aspect["feature"], string>>;

/** The detector at work on one series: the oddest aspect of a value counts. */
export class AutoDetector implements Detector {
  readonly #parameters: Parameters;
  #aspects: Aspects | undefined;
  #quiet: Quiet;
  #lastSeconds: number | null;

  constructor(parameters: Parameters, state?: unknown) {
    this.#parameters = parameters;
    const saved = state === undefined ? undefined : parse(savedState(parameters), state);
    if (saved?.aspects !== undefined) this.#aspects = new Aspects(parameters, 0, saved.aspects);
    this.#quiet = new Quiet(parameters.threshold, parameters.quietSamples, saved?.quiet);
    this.#lastSeconds = saved?.lastSeconds ?? null;
  }

  score(value: number, timestampSeconds: number): Verdict | undefined {
    if (!isUsable(value) || this.#isForgotten(timestampSeconds)) return undefined;
    const counting = this.#counting(value, timestampSeconds);
    return counting === undefined ? undefined : verdictOf(value, counting, this.#quiet.threshold);
  }

  learn(given: number, timestampSeconds: number): void {
    if (!isUsable(given) || !Number.isFinite(timestampSeconds)) return;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return;
    if (this.#isForgotten(timestampSeconds)) this.#forget();
    // Adding 0 turns −0, which JSON can't hold, into 0.
    const value = given + 0;
    const counting = this.#counting(value, timestampSeconds);
    if (counting !== undefined) this.#quiet.learn(counting[0].score);
    this.#aspects ??= new Aspects(this.#parameters, value);
    this.#aspects.learn(value, timestampSeconds);
    this.#lastSeconds = timestampSeconds + 0;
  }

  toJSON(): object {
    return { aspects: this.#aspects?.toJSON(), quiet: this.#quiet.toJSON(), lastSeconds: this.#lastSeconds };
  }

  #isForgotten(timestampSeconds: number): boolean {
    return this.#lastSeconds !== null && timestampSeconds - this.#lastSeconds > this.#parameters.forgetAfterSeconds;
  }

  #forget(): void {
    this.#aspects = undefined;
    this.#quiet = new Quiet(this.#parameters.threshold, this.#parameters.quietSamples);
  }

  /** The aspects of a value, the oddest first, those of the side that doesn't count at 0; none while warming up. */
  #counting(value: number, timestampSeconds: number): readonly [Aspect, ...Aspect[]] | undefined {
    const { direction, warmUpSamples } = this.#parameters;
    if (this.#aspects === undefined || this.#aspects.count < warmUpSamples) return undefined;
    const counting = this.#aspects.of(value, timestampSeconds).map((aspect) => {
      const isOn = isOnSide(value - aspect.expected, aspect.feature === "standstill" ? "both" : direction);
      return isOn ? aspect : { ...aspect, score: 0 };
    });
    const [first, ...others] = counting.sort((left, right) => right.score - left.score);
    return first === undefined ? undefined : [first, ...others];
  }
}

function verdictOf(seen: number, aspects: readonly [Aspect, ...Aspect[]], threshold: number): Verdict {
  const [{ expected, feature, score }] = aspects;
  const is_anomaly = score > threshold;
  const verdict = {
    is_anomaly,
    confidence_score: confidence(score / threshold),
    score,
    threshold,
    expected,
    seen,
    contributions: contributionsOf(seen, aspects),
  };
  const reason = reasonOf(verdict, STATISTIC[feature]);
  const wording = { statistic: STATISTIC[feature], adaptsWithinSamples: ADAPTS_WITHIN_SAMPLES };
  return { ...verdict, reason, recommendation: is_anomaly ? advice(seen > expected, wording) : "Nothing to do." };
}

function contributionsOf(seen: number, aspects: readonly Aspect[]): Contribution[] {
  const sum = aspects.reduce((total, { score }) => total + score, 0);
  return aspects.map(({ expected, feature, score }) => {
    const share = sum > 0 ? score / sum : 1 / aspects.length;
    return { feature, seen, expected, share };
  });
}
