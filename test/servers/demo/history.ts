import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failed, run } from "../../../scripts/steps/run-command.ts";
import { pathOf } from "../../judges/tools.ts";
import type { Labels } from "./declared.ts";
import { seriesText } from "./exposition.ts";
import type { DemoSeries } from "./series.ts";

/** The series of one target, with the labels that scraping adds. */
export interface ScrapedSeries {
  readonly added: Labels;
  readonly series: readonly DemoSeries[];
}

/** A block of Prometheus's storage spans two hours. */
const block = 7200;
const minute = 60;

/** From when to when (in seconds) there are samples each minute; elsewhere they are five minutes apart, just within Prometheus's look-back. */
export interface Dense {
  readonly from: number;
  readonly to: number;
}

/**
 * Writes what would have been scraped from `from` to `to` as blocks of Prometheus's storage into `data`, by
 * `promtool tsdb create-blocks-from openmetrics`: one file a block, because promtool reads a file once for each block in it.
 */
export async function writeHistory(
  scraped: readonly ScrapedSeries[],
  { from, to, dense, data }: { from: number; to: number; dense: readonly Dense[]; data: string },
): Promise<void> {
  const texts = `${data}-openmetrics`;
  mkdirSync(texts, { recursive: true });
  const starts = Array.from(
    { length: Math.ceil((to - from) / block) + 1 },
    (_, index) => from - (from % block) + index * block,
  );
  const waiting = starts.filter((start) => start < to);
  const work = async (): Promise<void> => {
    for (let start = waiting.shift(); start !== undefined; start = waiting.shift()) {
      const times = timesOf(Math.max(start, from), Math.min(start + block, to), dense);
      if (times.length === 0) continue;
      const file = join(texts, `${start}.txt`);
      writeFileSync(file, openMetrics(scraped, times));
      const made = await run(pathOf("promtool"), ["tsdb", "create-blocks-from", "openmetrics", "-q", file, data]);
      if (failed(made)) throw new Error(`promtool makes no history: ${made.stderr}`);
    }
  };
  await Promise.all([work(), work()]);
  rmSync(texts, { recursive: true });
}

function timesOf(from: number, to: number, dense: readonly Dense[]): number[] {
  const times: number[] = [];
  for (let time = Math.ceil(from / minute) * minute; time < to; time += minute) {
    const isDense = dense.some((one) => one.from <= time && time <= one.to);
    if (isDense || time % (5 * minute) === 0) times.push(time);
  }
  return times;
}

function openMetrics(scraped: readonly ScrapedSeries[], times: readonly number[]): string {
  const lines: string[] = [];
  for (const { added, series } of scraped) {
    for (const { name, labels, valueAt } of series) {
      const text = seriesText(name, { ...labels, ...added });
      for (const time of times) {
        const value = valueAt(time);
        if (!Number.isNaN(value)) lines.push(`${text} ${value} ${time}`);
      }
    }
  }
  return `${lines.join("\n")}\n# EOF\n`;
}
