import { coverage, smape } from "../../src/detector/numerics/forecast/accuracy.ts";
import { usable } from "../../src/detector/numerics/forecast/back-test.ts";
import { candidatesFor } from "../../src/detector/numerics/forecast/candidates.ts";
import { forecast } from "../../src/detector/numerics/forecast/index.ts";
import { table } from "../bench/table.ts";
import { type HourlySeries, maseOf, mean, originOf, readHourly } from "./forecast/reference.ts";
import { calibration } from "./forecast/simulated.ts";
import type { DetectorSection } from "./section.ts";

const DAY = 24;
/** The reference's slow models were run on so many of the latest origins only: figures of others are of these. */
const LATEST = 5;

/** 24 hours ahead of hourly series: the automatic choice, others' models, and each way alone. */
export const forecasts: DetectorSection = (bench) => {
  const all = readHourly(bench.data);
  const chosen = all.map((series) => judged(series, false));
  bench.say("choice made");
  const whole = all.map((series) => judged(series, true));
  const parts = [seriesTable(chosen, whole), modelTable(all, chosen, whole), calibration()];
  return Promise.resolve(parts.join("\n\n"));
};

interface Judged {
  readonly name: string;
  readonly mase: readonly number[];
  readonly smape: number;
  readonly coverage: number;
  readonly cpuSeconds: number;
}

/** The automatic choice on all origins of a series, periods unknown to it. */
function judged(series: HourlySeries, whole: boolean): Judged {
  const started = process.cpuUsage();
  const results = series.origins.map((first) => {
    const origin = originOf(series, first, whole);
    const { lower, mean: said, upper } = forecast(origin.known, { horizon: DAY });
    const inside = coverage(lower, upper, origin.seen);
    return { mase: maseOf(said, origin), smape: smape(said, origin.seen), inside };
  });
  const { system, user } = process.cpuUsage(started);
  return {
    name: series.name,
    mase: results.map((one) => one.mase),
    smape: mean(results.map((one) => one.smape)),
    coverage: mean(results.map((one) => one.inside)),
    cpuSeconds: (system + user) / 1e6 / results.length,
  };
}

function seriesTable(chosen: readonly Judged[], whole: readonly Judged[]): string {
  const head = ["series", "MASE", "all origins", "sMAPE", "90 % holds", "with all that was before", "CPU seconds"];
  const rows = chosen.map((one, index) => {
    const longer = whole[index] ?? one;
    return [one.name, ...figuresOf([one]), latest(longer).toFixed(2), longer.cpuSeconds.toFixed(2)];
  });
  const average = [mean(whole.map(latest)).toFixed(2), mean(whole.map((one) => one.cpuSeconds)).toFixed(2)];
  return table(head, [...rows, ["mean", ...figuresOf(chosen), ...average]]);
}

function figuresOf(all: readonly Judged[]): readonly string[] {
  return [
    mean(all.map(latest)).toFixed(2),
    mean(all.map((one) => mean(one.mase))).toFixed(2),
    mean(all.map((one) => one.smape)).toFixed(1),
    `${(100 * mean(all.map((one) => one.coverage))).toFixed(0)} %`,
  ];
}

function latest({ mase }: Judged): number {
  return mean(mase.slice(0, LATEST));
}

/** Means over the series, of the latest origins; a model that a series is too short for is left out with its series. */
function modelTable(all: readonly HourlySeries[], chosen: readonly Judged[], whole: readonly Judged[]): string {
  const alone = new Map<string, number[]>();
  for (const series of all) {
    for (const [name, mase] of eachAlone(series)) alone.set(name, [...(alone.get(name) ?? []), mase]);
  }
  const others = new Map<string, number[]>();
  for (const series of all) {
    for (const [name, mase] of Object.entries(series.others)) others.set(name, [...(others.get(name) ?? []), mase]);
  }
  const rows = [
    ["automatic choice", "this", mean(chosen.map(latest)), all.length] as const,
    ["automatic choice, knowing all that was before", "this", mean(whole.map(latest)), all.length] as const,
    [
      "best of others' in hindsight",
      "others'",
      mean(all.map((one) => Math.min(...Object.values(one.others)))),
      all.length,
    ] as const,
    ...[...alone].map(([name, mases]) => [name, "this", mean(mases), mases.length] as const),
    ...[...others].map(([name, mases]) => [name, "others'", mean(mases), mases.length] as const),
  ];
  const sorted = rows.toSorted((left, right) => left[2] - right[2]);
  return table(
    ["model", "whose", "MASE", "series"],
    sorted.map(([name, whose, mase, count]) => [name, whose, mase.toFixed(2), count]),
  );
}

function eachAlone(series: HourlySeries): readonly (readonly [string, number])[] {
  const found = new Map<string, number[]>();
  for (const first of series.origins.slice(0, LATEST)) {
    const origin = originOf(series, first, false);
    const periods = [DAY, 7 * DAY].filter((period) => 2 * period <= origin.known.length);
    for (const candidate of candidatesFor(periods, origin.known.slice(0, -7 * DAY))) {
      const said = usable(candidate, origin.known, DAY);
      const name = candidate.name.startsWith("arima") ? "arima, order found" : candidate.name;
      if (said !== undefined) found.set(name, [...(found.get(name) ?? []), maseOf(said, origin)]);
    }
  }
  return [...found].map(([name, mases]) => [name, mean(mases)] as const);
}
