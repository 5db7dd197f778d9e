import { median } from "../order.ts";
import { type FittedAdditive, type FourierSeason, fitAdditive } from "./additive-regression.ts";
import { type ArimaOrder, arimaAhead, fitArima } from "./arima.ts";
import { findArimaOrder, orderName } from "./arima-order.ts";
import { residualsAhead } from "./autoregression.ts";
import { fitSmoothing, smoothingAhead } from "./holt-winters-fit.ts";
import { type ProfileModel, profileAhead } from "./profile.ts";
import { mean } from "./weighted-order.ts";

/** A way to forecast. */
export interface Candidate {
  readonly name: string;
  /** How many values it needs. */
  readonly needs: number;
  /** The next `horizon` values after those given; sees nothing else. */
  readonly ahead: (values: Float64Array, horizon: number) => Float64Array;
}

/** A season with a mean over fewer values than this has too few steps for its own smoothing. */
const LONGEST_SMOOTHED = 400;
const LONGEST_ARIMA = 400;
const ARIMA_EVALUATIONS = 60;

/** The ways to forecast a series with these periods, the simplest first. `early` is what the order of the ARIMA is found on. */
export function candidatesFor(periods: readonly number[], early: Float64Array): readonly Candidate[] {
  return [
    ...withoutSeason(),
    ...periods.flatMap((period) => seasonal(period)),
    ...periods.filter((period) => period <= LONGEST_SMOOTHED).map(smoothedSeason),
    ...additive(periods),
    arima(periods[0] ?? 1, early),
  ];
}

function withoutSeason(): Candidate[] {
  const smoothing = (trend: "none" | "damped") => (values: Float64Array, horizon: number) =>
    smoothingAhead(fitSmoothing(values, { kind: "none", period: 0, trend, loss: "distances" }), horizon).mean;
  return [
    { name: "naive", needs: 1, ahead: (values, horizon) => new Float64Array(horizon).fill(Number(values.at(-1))) },
    { name: "drift", needs: 2, ahead: drift },
    {
      name: "mean",
      needs: 1,
      ahead: (values, horizon) => new Float64Array(horizon).fill(mean(values.slice(-horizon))),
    },
    { name: "median", needs: 1, ahead: (values, horizon) => new Float64Array(horizon).fill(median(values)) },
    { name: "exponential-smoothing", needs: 4, ahead: smoothing("none") },
    { name: "holt-damped", needs: 8, ahead: smoothing("damped") },
  ];
}

/** The line through the first and the last value. */
function drift(values: Float64Array, horizon: number): Float64Array {
  const last = Number(values.at(-1));
  const slope = (last - Number(values[0])) / (values.length - 1);
  return Float64Array.from({ length: horizon }, (_, step) => last + slope * (step + 1));
}

function seasonal(period: number): Candidate[] {
  const one = (name: string, needs: number, model: Omit<ProfileModel, "period">): Candidate => ({
    name: `${name}-${period}`,
    needs: needs * period,
    ahead: (values, horizon) => profileAhead(values, horizon, { period, ...model }),
  });
  return [
    one("seasonal-naive", 1, { seasons: 1, centre: mean }),
    one("seasonal-mean", 2, { seasons: 3, centre: mean }),
    one("seasonal-median", 2, { seasons: 7, centre: median }),
    one("profile", 2, { seasons: 28, centre: median, order: 2 }),
  ];
}

function smoothedSeason(period: number): Candidate {
  const model = { kind: "additive", period, trend: "none", loss: "distances" } as const;
  return {
    name: `holt-winters-${period}`,
    needs: 2 * period + 4,
    ahead: (values, horizon) => smoothingAhead(fitSmoothing(values, model), horizon).mean,
  };
}

/** Fourier seasons with an autoregression of what they leave; and with a trend that bends instead. */
function additive(periods: readonly number[]): Candidate[] {
  const sets = periods.map((_, index) => periods.slice(0, index + 1).map(fourierSeason));
  return [...sets.map(fourierWithMemory), ...[[], ...sets].map(trendAndSeasons)];
}

function fourierWithMemory(seasons: readonly FourierSeason[]): Candidate {
  return {
    name: `fourier-ar${suffix(seasons)}`,
    needs: 2 * longestOf(seasons),
    ahead: (values, horizon) => {
      const fitted = fitAdditive(values, { seasons });
      const rest = residualsAhead(fitted.residuals, 3, horizon);
      return continued(fitted, values.length, horizon).map((one, step) => one + Number(rest[step]));
    },
  };
}

function trendAndSeasons(seasons: readonly FourierSeason[]): Candidate {
  return {
    name: `trend${suffix(seasons)}`,
    needs: Math.max(16, 2 * longestOf(seasons)),
    ahead: (values, horizon) =>
      continued(fitAdditive(values, { seasons, changePoints: CHANGE_POINTS }), values.length, horizon),
  };
}

function suffix(seasons: readonly FourierSeason[]): string {
  return seasons.map(({ period }) => `-${period}`).join("");
}

const CHANGE_POINTS = 12;

function fourierSeason(period: number): FourierSeason {
  return { period, harmonics: Math.min(6, period >> 1) };
}

function longestOf(seasons: readonly FourierSeason[]): number {
  return seasons.reduce((longest, { period }) => Math.max(longest, period), 1);
}

function continued({ at }: FittedAdditive, from: number, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, step) => at(from + step));
}

/** The order is found once, on what lies before all that is judged; its parameters anew each time. */
function arima(period: number, early: Float64Array): Candidate {
  const season = period <= LONGEST_ARIMA && early.length > 3 * period ? period : 1;
  const order = arimaOrder(early, season);
  return {
    name: orderName(order),
    needs: Math.max(8, 2 * season + 8),
    ahead: (values, horizon) =>
      arimaAhead(fitArima(values, order, { method: "squares", evaluations: ARIMA_EVALUATIONS }), horizon).mean,
  };
}

function arimaOrder(early: Float64Array, period: number): ArimaOrder {
  return findArimaOrder(early, { period, models: 12, fitting: { method: "squares", evaluations: 30 } }).order;
}
