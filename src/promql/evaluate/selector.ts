import type { Selector } from "../syntax/ast.ts";
import { type Context, type RangeNode, shifted, type VectorNode } from "./context.ts";
import { Samples } from "./outcome.ts";
import { firstAfter, type StoredSeries } from "./storage.ts";
import type { Window } from "./window.ts";

/** The series of a selector, found again only when the storage has new ones. */
export function seriesOf(selector: Selector, context: Context): () => readonly StoredSeries[] {
  let found: readonly StoredSeries[] = [];
  let version = -1;
  return () => {
    const newest = context.storage.version(selector);
    if (version !== newest) {
      version = newest;
      found = context.storage.select(selector);
    }
    return found;
  };
}

/** The index of the newest sample within the lookback, or -1: none, or the series has ended. */
function newest(series: StoredSeries, time: number, lookback: number): number {
  const index = firstAfter(series.timestamps, series.length, time) - 1;
  if (index < 0 || Number(series.timestamps[index]) <= time - lookback) return -1;
  return series.stale?.[index] === 1 ? -1 : index;
}

/** An instant selector; `read` takes from each newest sample its value, or its time for `timestamp()`. */
export function instantSelector(
  selector: Selector,
  context: Context,
  read: (series: StoredSeries, index: number) => number = (series, index) => Number(series.values[index]),
): VectorNode {
  const find = seriesOf(selector, context);
  return {
    type: "vector",
    at: (now) => {
      const time = shifted(context, now, selector);
      const result = new Samples();
      for (const series of find()) {
        const index = newest(series, time, context.lookback);
        if (index >= 0) result.push(series.labels, read(series, index));
      }
      return result;
    },
  };
}

/** The window of a series that has staleness markers in it: a copy without them. */
function withoutStale(
  series: StoredSeries,
  from: number,
  to: number,
): Pick<Window, "timestamps" | "values" | "from" | "to"> {
  const timestamps: number[] = [];
  const values: number[] = [];
  for (let index = from; index < to; index++) {
    if (series.stale?.[index] === 1) continue;
    timestamps.push(Number(series.timestamps[index]));
    values.push(Number(series.values[index]));
  }
  return { timestamps, values, from: 0, to: values.length };
}

/** A range selector: samples later than its start and not later than its end. */
export function rangeSelector(selector: Selector, range: number, context: Context): RangeNode {
  const find = seriesOf(selector, context);
  // Times are whole milliseconds, so a closed start is one that lies just before.
  const reach = context.closedRanges ? 0.5 : 0;
  return {
    type: "range",
    at: (now, visit) => {
      const end = shifted(context, now, selector);
      const start = end - range;
      for (const series of find()) {
        const to = firstAfter(series.timestamps, series.length, end);
        const from = firstAfter(series.timestamps, to, start - reach);
        if (from >= to) continue;
        const { labels, timestamps, values } = series;
        const seen = series.stale?.subarray(from, to).includes(1)
          ? withoutStale(series, from, to)
          : { timestamps, values, from, to };
        if (seen.to > seen.from) visit({ labels, ...seen, start, end, now });
      }
    },
  };
}
