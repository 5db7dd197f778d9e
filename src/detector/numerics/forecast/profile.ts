import { residualsAhead } from "./autoregression.ts";

/** One number for the values that were seen at one step of a season. */
export type Centre = (values: Float64Array) => number;

/** For each step of the next season, the centre of the values at that step in the last `seasons` ones. */
export function profile(values: Float64Array, period: number, seasons: number, centre: Centre): Float64Array {
  return Float64Array.from({ length: period }, (_, step) => {
    const first = values.length - period + step;
    const count = Math.min(seasons, Math.floor(first / period) + 1);
    return centre(Float64Array.from({ length: count }, (__, age) => Number(values[first - age * period])));
  });
}

/** The profile over and over. With `order` the last residuals fade into it by an autoregression. */
export function profileAhead(
  values: Float64Array,
  horizon: number,
  { period, seasons, centre, order = 0 }: ProfileModel,
): Float64Array {
  const season = profile(values, period, seasons, centre);
  const means = Float64Array.from({ length: horizon }, (_, step) => Number(season[step % period]));
  if (order === 0) return means;
  const first = Math.max(0, values.length - seasons * period);
  const phase = (values.length - first) % period;
  const residuals = values.slice(first).map((value, at) => value - Number(season[(at - phase + period) % period]));
  const rest = residualsAhead(residuals, order, horizon);
  return means.map((one, step) => one + Number(rest[step]));
}

/** Which values a profile rests on, and how. */
export interface ProfileModel {
  readonly period: number;
  readonly seasons: number;
  readonly centre: Centre;
  readonly order?: number;
}
