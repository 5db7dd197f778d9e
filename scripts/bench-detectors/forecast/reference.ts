import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const series = z.object({
  hourly: z.array(z.number()),
  train_hours: z.number(),
  origins_first_forecast_index: z.array(z.number()),
  scores: z.record(z.string(), z.object({ mase: z.number(), mase_first5: z.number() })),
});

/** The hourly series, and what others forecast of them. */
const reference = z.object({ forecast_24h: z.object({ series: z.record(z.string(), series) }) });

/** One hourly series with the origins that are forecast from, the latest first. */
export interface HourlySeries {
  readonly name: string;
  readonly hourly: Float64Array;
  readonly trainHours: number;
  readonly origins: readonly number[];
  /** What others' models reached: MASE over the five latest origins. */
  readonly others: Readonly<Record<string, number>>;
}

/** What is known at an origin, what comes, and what MASE divides by. */
export interface Origin {
  readonly known: Float64Array;
  readonly seen: Float64Array;
  readonly scale: number;
}

const DAY = 24;

/** The hourly series of the reference figures. */
export function readHourly(data: string): readonly HourlySeries[] {
  const read = reference.parse(JSON.parse(readFileSync(join(data, "reference/golden.json"), "utf8")));
  return Object.entries(read.forecast_24h.series).map(([name, one]) => ({
    name,
    hourly: Float64Array.from(one.hourly),
    trainHours: one.train_hours,
    origins: one.origins_first_forecast_index,
    others: Object.fromEntries(Object.entries(one.scores).map(([model, score]) => [model, score.mase_first5])),
  }));
}

/** One origin of a series: the hours before it that the reference's models knew, or all of them. */
export function originOf({ hourly, trainHours }: HourlySeries, first: number, whole: boolean): Origin {
  const train = hourly.subarray(Math.max(0, first - trainHours), first);
  let sum = 0;
  for (let at = DAY; at < train.length; at += 1) sum += Math.abs(Number(train[at]) - Number(train[at - DAY]));
  return {
    known: whole ? hourly.subarray(0, first) : train,
    seen: hourly.subarray(first, first + DAY),
    scale: sum / (train.length - DAY),
  };
}

/** Mean of numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** Mean distance of a forecast from what came, over the scale. */
export function maseOf(forecast: Float64Array, { scale, seen }: Origin): number {
  return mean(Array.from(seen, (one, step) => Math.abs(one - Number(forecast[step])))) / scale;
}
