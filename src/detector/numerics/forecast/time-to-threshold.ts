import { normalTail } from "../normal.ts";
import { quantile } from "../order.ts";
import { Random } from "../random.ts";
import { scalesAhead, stepScales } from "./conformal.ts";
import { withoutGaps } from "./gaps.ts";
import { type Forecast, type ForecastOptions, forecast } from "./index.ts";

/** What would be a failure, and how far ahead it is looked for. */
export interface ThresholdOptions extends ForecastOptions {
  readonly threshold: number;
  /** The side of the threshold that is the failure. */
  readonly side: "above" | "below";
}

/** When a series is likely to reach a threshold. Times are in values from now: 1 is the next one. */
export interface TimeToThreshold {
  /** Of reaching it within the horizon. */
  readonly probability: number;
  /** Of having reached it by each step. */
  readonly byStep: Float64Array;
  /** By when it has been reached with probability 0.1, 0.5 and 0.9; absent where that is beyond the horizon. 0: it is reached now. */
  readonly earliest?: number;
  readonly median?: number;
  readonly latest?: number;
  readonly forecast: Forecast;
}

const SEED = 20;
const MOST_PATHS = 2000;
const LEAST_PATHS = 200;
const MOST_STEPS = 400_000;
/** Fewer independent errors than this are few. */
const FEW_ERRORS = 30;

/**
 * How probable it is that a series reaches a threshold by each of the next values: the forecast with errors drawn as they were in the
 * back-test. Each path's errors go with each other from step to step as much as those did (a Gaussian copula with the correlation of
 * neighbours), have their distribution, not a normal one, and their scale at each step. Seeded: the same values give the same answer.
 * Throws a RangeError as `forecast` does.
 */
export function timeToThreshold(values: ArrayLike<number>, options: ThresholdOptions): TimeToThreshold {
  const expected = forecast(values, options);
  const sign = options.side === "above" ? 1 : -1;
  const limit = sign * options.threshold;
  const horizon = expected.mean.length;
  const isReached = sign * Number(withoutGaps(values).at(-1)) >= limit;
  const means = expected.mean.map((one) => sign * one);
  const byStep = isReached ? new Float64Array(horizon).fill(1) : reachedBy(means, expected.errors, { limit, sign });
  const time = (probability: number) => timeOf(byStep, probability, isReached);
  const [earliest, median, latest] = [time(0.1), time(0.5), time(0.9)];
  return {
    probability: Number(byStep[horizon - 1]),
    byStep,
    ...(earliest === undefined ? {} : { earliest }),
    ...(median === undefined ? {} : { median }),
    ...(latest === undefined ? {} : { latest }),
    forecast: expected,
  };
}

function timeOf(byStep: Float64Array, probability: number, isReached: boolean): number | undefined {
  if (isReached) return 0;
  const step = byStep.findIndex((one) => one >= probability);
  return step < 0 ? undefined : step + 1;
}

interface Limit {
  readonly limit: number;
  /** −1 where errors and means stand on their heads. */
  readonly sign: number;
}

/** The share of drawn paths that have been at the limit by each step. */
function reachedBy(means: Float64Array, errors: readonly Float64Array[], { limit, sign }: Limit): Float64Array {
  const horizon = means.length;
  const scales = scalesAhead(stepScales(errors), horizon);
  const relative = errors.map((row) => row.map((error, step) => over(sign * error, Number(scales[step]))));
  const together = neighbourCorrelation(relative);
  const sorted = pooled(relative, independentErrors(relative, together) < FEW_ERRORS);
  const fresh = Math.sqrt(1 - together * together);
  const random = new Random(SEED);
  const paths = Math.max(LEAST_PATHS, Math.min(MOST_PATHS, Math.floor(MOST_STEPS / horizon)));
  const first = new Float64Array(horizon);
  for (let path = 0; path < paths; path += 1) {
    let normal = random.normal();
    for (let step = 0; step < horizon; step += 1) {
      const error = quantile(sorted, normalTail(-normal)) * Number(scales[step]);
      if (Number(means[step]) + error >= limit) {
        first[step] = Number(first[step]) + 1 / paths;
        break;
      }
      normal = together * normal + fresh * random.normal();
    }
  }
  let sum = 0;
  return first.map((share) => {
    sum += share;
    return Math.min(1, sum);
  });
}

/** As many errors as go with each other say as much as so many independent ones; at least one an origin. */
function independentErrors(relative: readonly Float64Array[], together: number): number {
  const tried = relative[0]?.length ?? 0;
  return Math.round(relative.length * Math.max(1, (tried * (1 - together)) / (1 + together)));
}

/** All errors in order. Of few, which side they were on is chance: each counts on both. */
function pooled(relative: readonly Float64Array[], onBothSides: boolean): Float64Array {
  const all = relative.flatMap((row) => [...row]);
  return Float64Array.from(onBothSides ? [...all, ...all.map((one) => -one)] : all).sort();
}

/** How much errors over their scale go with those of the step before, 0 to 0.999. */
function neighbourCorrelation(relative: readonly Float64Array[]): number {
  let products = 0;
  let squares = 0;
  for (const row of relative) {
    for (let step = 1; step < row.length; step += 1) {
      const [now, before] = [Number(row[step]), Number(row[step - 1])];
      products += now * before;
      squares += (now * now + before * before) / 2;
    }
  }
  return squares === 0 ? 0 : Math.min(0.999, Math.max(0, products / squares));
}

function over(error: number, scale: number): number {
  return scale === 0 ? 0 : error / scale;
}
