import type { Matcher, Selector } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import { LabelPool, Labels, metricName } from "./labels.ts";
import { COST, type Meter } from "./meter.ts";

/** A synthetic series as it comes in: sorted times in milliseconds, values, and where it says that it ended. */
export interface SeriesInput {
  /** Names and values, the metric's as `__name__`; or labels of the storage's own pool. */
  readonly labels: Labels | Iterable<readonly [name: string, value: string]>;
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  /** 1 where the sample is a staleness marker. */
  readonly stale?: Uint8Array;
}

/** A series in storage. Only the first `length` samples of the arrays count. */
export interface StoredSeries {
  readonly labels: Labels;
  timestamps: Float64Array;
  values: Float64Array;
  /** Absent while the series has no staleness marker. */
  stale: Uint8Array | undefined;
  length: number;
}

/** The first index whose time is later than `time`, among the first `length`. */
export function firstAfter(timestamps: ArrayLike<number>, length: number, time: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Number(timestamps[middle]) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grown(old: Float64Array, capacity: number): Float64Array {
  const next = new Float64Array(capacity);
  next.set(old);
  return next;
}

/** Series in memory, found by their labels. Samples can be appended; what was written doesn't change. */
export class Storage {
  readonly pool: LabelPool;
  /** Told of all work on what is stored here. */
  readonly meter: Meter | undefined;
  readonly #byMetric = new Map<string, StoredSeries[]>();
  readonly #versions = new Map<string, number>();
  readonly #byLabels = new Map<Labels, StoredSeries>();
  readonly #under: Storage | undefined;
  #version = 0;
  #generation = 0;

  /** `under`: a storage whose series are found here as well, and which stays as it is. */
  constructor(
    series: Iterable<SeriesInput> = [],
    pool: LabelPool = new LabelPool(),
    meter?: Meter,
    under?: Storage | undefined,
  ) {
    this.pool = pool;
    this.meter = meter;
    this.#under = under;
    for (const input of series) this.add(input);
  }

  /** Grows whenever a series is added that a selector may find, so that found series can be remembered. */
  version(selector: Pick<Selector, "metric">): number {
    return selector.metric === undefined ? this.#version : (this.#versions.get(selector.metric) ?? 0);
  }

  /** Grows whenever whole series come in, which may change what was; appending doesn't. */
  get generation(): number {
    return this.#generation;
  }

  /** Adds a whole series; its arrays are used, not copied, until something is appended. */
  add(input: SeriesInput): void {
    const labels = input.labels instanceof Labels ? input.labels : this.pool.of(input.labels);
    this.#generation++;
    this.meter?.spend(COST.series);
    this.#insert({
      labels,
      timestamps: input.timestamps,
      values: input.values,
      stale: input.stale,
      length: input.timestamps.length,
    });
  }

  #insert(series: StoredSeries): void {
    const metric = series.labels.get(metricName);
    const list = this.#byMetric.get(metric);
    if (list) list.push(series);
    else this.#byMetric.set(metric, [series]);
    this.#byLabels.set(series.labels, series);
    this.#version++;
    this.#versions.set(metric, list?.length ?? 1);
  }

  /** Appends a sample, or a staleness marker; one that isn't later than the last is dropped, as Prometheus does. */
  append(labels: Labels, time: number, value: number, isStale = false): void {
    this.meter?.spend(COST.append);
    let series = this.#byLabels.get(labels);
    if (!series) {
      series = { labels, timestamps: new Float64Array(8), values: new Float64Array(8), stale: undefined, length: 0 };
      this.#insert(series);
    }
    const { length } = series;
    if (length > 0 && Number(series.timestamps[length - 1]) >= time) return;
    if (length === series.timestamps.length) {
      series.timestamps = grown(series.timestamps, Math.max(8, length * 2));
      series.values = grown(series.values, Math.max(8, length * 2));
    }
    series.timestamps[length] = time;
    series.values[length] = value;
    if (isStale || series.stale) series.stale = marked(series.stale, series.timestamps.length, length, isStale);
    series.length = length + 1;
  }

  /** The series that a selector finds, in the order they were added. */
  select(selector: Pick<Selector, "metric" | "matchers">): readonly StoredSeries[] {
    const matchers: readonly Matcher[] = selector.matchers;
    const named =
      selector.metric ?? matchers.find((matcher) => matcher.label === metricName && matcher.operator === "=")?.value;
    const candidates = named === undefined ? [...this.#byMetric.values()].flat() : (this.#byMetric.get(named) ?? []);
    const own = candidates.filter(({ labels }) => matchers.every((one) => matches(one, labels.get(one.label))));
    return this.#under ? [...this.#under.select(selector), ...own] : own;
  }
}

function marked(old: Uint8Array | undefined, capacity: number, index: number, isStale: boolean): Uint8Array {
  let stale = old;
  if (!stale || stale.length < capacity) {
    const next = new Uint8Array(capacity);
    if (stale) next.set(stale);
    stale = next;
  }
  stale[index] = isStale ? 1 : 0;
  return stale;
}
