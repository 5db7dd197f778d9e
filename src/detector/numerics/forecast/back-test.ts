import { meanDistance } from "./accuracy.ts";
import type { Candidate } from "./candidates.ts";

/** One origin of the back-test: what came after it, and what each candidate said; nothing of those that need more. */
export interface Fold {
  readonly seen: Float64Array;
  readonly forecasts: readonly (Float64Array | undefined)[];
}

/** Where a back-test starts from, and how far it looks. */
export interface BackTestPlan {
  /** Lengths of the parts of the series that each origin knows, the longest first. */
  readonly origins: readonly number[];
  readonly horizon: number;
}

const MOST_FOLDS = 7;
/** An origin knows at least so many values, and so many periods. */
const LEAST_KNOWN = 8;
const LEAST_PERIODS = 2;

/**
 * Up to seven origins, the last one horizon before the end, a horizon apart where the series is long enough, else closer. A series shorter
 * than three horizons is tried on a third of its length.
 */
export function planBackTest(count: number, period: number, horizon: number): BackTestPlan {
  const tried = Math.max(1, Math.min(horizon, Math.floor(count / 3)));
  const last = count - tried;
  const first = Math.min(last, Math.max(LEAST_KNOWN, LEAST_PERIODS * period));
  const stride = Math.max(1, Math.min(tried, Math.floor((last - first) / (MOST_FOLDS - 1))));
  const origins: number[] = [];
  for (let known = last; known >= first && origins.length < MOST_FOLDS; known -= stride) origins.push(known);
  return { origins, horizon: tried };
}

/** What each candidate would have said at each origin, knowing only what was before. */
export function backTest(values: Float64Array, candidates: readonly Candidate[], plan: BackTestPlan): readonly Fold[] {
  return plan.origins.map((known) => ({
    seen: values.subarray(known, known + plan.horizon),
    forecasts: candidates.map((candidate) => usable(candidate, values.slice(0, known), plan.horizon)),
  }));
}

/** A candidate's forecast; none where it knows too little, or where its numbers ran away. */
export function usable({ ahead, needs }: Candidate, known: Float64Array, horizon: number): Float64Array | undefined {
  if (known.length < needs) return undefined;
  const forecast = ahead(known, horizon);
  return forecast.every((one) => Number.isFinite(one)) ? forecast : undefined;
}

/** Origins that a candidate must have been tried at to be trusted, where there are as many. */
const LEAST_TRIALS = 3;

/**
 * Mean distance of each candidate over that of a reference on the same origins, so that who was tried on fewer compares;
 * nothing for who was tried on too few. The reference is the candidate that was tried everywhere with the least error.
 */
export function relativeErrors(folds: readonly Fold[]): readonly (number | undefined)[] {
  const errors = folds.map(({ forecasts, seen }) =>
    forecasts.map((one) => (one === undefined ? undefined : meanDistance(one, seen))),
  );
  const count = folds[0]?.forecasts.length ?? 0;
  const everywhere = [...new Array(count).keys()].filter((index) => errors.every((row) => row[index] !== undefined));
  const total = (index: number, rows: typeof errors) => rows.reduce((sum, row) => sum + Number(row[index]), 0);
  const reference = everywhere.reduce(
    (best, one) => (total(one, errors) < total(best, errors) ? one : best),
    Number(everywhere[0]),
  );
  return Array.from({ length: count }, (_, index) => {
    const rows = errors.filter((row) => row[index] !== undefined);
    if (rows.length < Math.min(LEAST_TRIALS, folds.length)) return undefined;
    return ratio(total(index, rows), total(reference, rows));
  });
}

/** Where the reference is right to the last bit, so are those that count. */
function ratio(error: number, reference: number): number {
  return error === reference ? 1 : error / reference;
}
