import type { Storage } from "../../src/promql/evaluate/storage.ts";
import { Storage as Stored } from "../../src/promql/evaluate/storage.ts";
import type { Expr, Selector } from "../../src/promql/syntax/ast.ts";
import { walk } from "../../src/promql/syntax/walk.ts";
import type { Series, SeriesCatalogue } from "../../src/promql/types/catalogue.ts";
import type { Random } from "../fuzz/random.ts";

/** When random series have samples: every `stepMs` up to `untilMs`. */
export interface Times {
  readonly stepMs: number;
  readonly untilMs: number;
}

const MOST_SAMPLES = 700;

/** Times that fill what an expression looks back at, with samples in its shortest window. */
export function timesOf(reaches: readonly { readonly offset: number; readonly range: number }[]): Times {
  const back = Math.max(600_000, ...reaches.map(({ offset, range }) => offset + range));
  const shortest = Math.min(120_000, ...reaches.map(({ range }) => range / 2).filter((half) => half > 0));
  const untilMs = Math.ceil((1.3 * back) / 60_000) * 60_000;
  return { stepMs: Math.max(15_000, Math.min(shortest, Math.ceil(untilMs / MOST_SAMPLES / 1000) * 1000)), untilMs };
}

/** Series of all metrics that selectors name, as targets might expose them: within what is declared, otherwise anything. */
export function randomStorage(
  random: Random,
  selectors: readonly Selector[],
  catalogue: SeriesCatalogue,
  times: Times,
  numbers: readonly number[],
): Storage {
  const storage = new Stored();
  const families = new Map<string, readonly Selector[]>();
  for (const selector of selectors) {
    const family = catalogue.get(selector.metric ?? "")?.metric ?? selector.metric ?? "";
    families.set(family, [...(families.get(family) ?? []), selector]);
  }
  for (const [family, uses] of families) addFamily(storage, random, family, uses, catalogue, times, numbers);
  return storage;
}

function addFamily(
  storage: Storage,
  random: Random,
  family: string,
  uses: readonly Selector[],
  catalogue: SeriesCatalogue,
  times: Times,
  numbers: readonly number[],
): void {
  if (random.once(12)) return;
  const bounds = catalogue.get(`${family}_bucket`)?.labels.get("le");
  const declared = catalogue.get(uses[0]?.metric ?? "");
  const labelSets = new Map<string, readonly (readonly [string, string])[]>();
  for (let count = 1 + random.below(4); count > 0; count--) {
    const labels = labelsOf(random, uses, declared);
    labelSets.set(JSON.stringify(labels), labels);
  }
  for (const labels of labelSets.values()) {
    if (bounds === undefined) {
      const values = valuesOf(random, declared, times, numbers);
      storage.add({ labels: [["__name__", family], ...labels], ...values });
    } else addHistogram(storage, random, family, labels, bounds, times);
  }
}

const PLAIN: Readonly<Record<string, readonly string[]>> = {
  service: ["player", "search", "billing"],
  status: ["200", "404", "500", "503"],
  instance: ["a", "b"],
  job: ["app", "worker"],
};

function labelsOf(
  random: Random,
  uses: readonly Selector[],
  declared: Series | undefined,
): readonly (readonly [string, string])[] {
  const names = new Set([...(declared?.labels.keys() ?? ["service"]), "tenant", "instance", "job"]);
  names.delete("le");
  return [...names].sort().map((name) => {
    if (name === "tenant") return [name, "acme"] as const;
    const asked = uses.flatMap(({ matchers }) =>
      matchers.filter(({ label, operator }) => label === name && operator === "=").map(({ value }) => value),
    );
    return [name, random.pick([...asked, ...(PLAIN[name] ?? ["x"])]) ?? ""] as const;
  });
}

interface Values {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
}

/** The samples at which a series is there: mostly all, sometimes from or up to some moment, sometimes with gaps. */
function present(random: Random, { stepMs, untilMs }: Times): Float64Array {
  const count = Math.floor(untilMs / stepMs) + 1;
  const from = random.once(4) ? random.below(count) : 0;
  const to = random.once(6) ? random.below(count) : count;
  const gaps = random.once(10) ? 2 + random.below(10) : 0;
  const kept: number[] = [];
  for (let index = from; index < to; index++) if (gaps === 0 || !random.once(gaps)) kept.push(index * stepMs);
  return Float64Array.from(kept);
}

function valuesOf(random: Random, declared: Series | undefined, times: Times, numbers: readonly number[]): Values {
  const timestamps = present(random, times);
  const values =
    declared?.type === "counter" ? counted(random, timestamps) : gauged(random, timestamps, declared, numbers);
  return { timestamps, values };
}

/** Some size: near a number of the condition, or of any magnitude. */
function size(random: Random, numbers: readonly number[]): number {
  const near = random.once(2) ? random.pick(numbers) : undefined;
  if (near !== undefined && near !== 0) return near * (random.pick([0.5, 0.98, 1, 1.02, 2] as const) ?? 1);
  return 10 ** (random.below(90) / 10 - 3);
}

function counted(random: Random, timestamps: Float64Array): Float64Array {
  const pace = 10 ** (random.below(70) / 10 - 3);
  let total = random.below(1000);
  let isBusy = true;
  return timestamps.map(() => {
    if (random.once(40)) isBusy = !isBusy;
    if (random.once(200)) total = 0;
    total += isBusy ? (pace * random.below(1000)) / 500 : 0;
    return total;
  });
}

function gauged(
  random: Random,
  timestamps: Float64Array,
  declared: Series | undefined,
  numbers: readonly number[],
): Float64Array {
  const { from, to } = declared?.range ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const within = (value: number): number => Math.min(to, Math.max(from, value));
  const isBounded = Number.isFinite(from) && Number.isFinite(to);
  const level = (): number => {
    if (isBounded && random.once(2)) return from + ((to - from) * random.below(101)) / 100;
    return size(random, numbers) * (random.once(5) ? -1 : 1);
  };
  let value = level();
  const slope = random.once(2) ? 0 : (value * (random.below(201) - 100)) / 5000;
  return timestamps.map(() => {
    value = random.once(60) ? level() : value + slope;
    return within(value);
  });
}

function addHistogram(
  storage: Storage,
  random: Random,
  family: string,
  labels: readonly (readonly [string, string])[],
  bounds: readonly string[],
  times: Times,
): void {
  const timestamps = present(random, times);
  const bins = bounds.map(() => (random.once(2) ? 0 : random.below(50)));
  const totals = bounds.map(() => 0);
  const series = bounds.map(() => new Float64Array(timestamps.length));
  const sums = new Float64Array(timestamps.length);
  let sum = 0;
  for (let index = 0; index < timestamps.length; index++) {
    let upTo = 0;
    for (const [bin, most] of bins.entries()) {
      const events = random.below(most + 1);
      upTo += events;
      sum += events * (Number(bounds[bin]?.replace("+Inf", "5")) * 0.9);
      totals[bin] = (totals[bin] ?? 0) + upTo;
      const target = series[bin];
      if (target) target[index] = totals[bin] ?? 0;
    }
    sums[index] = sum;
  }
  for (const [bin, le] of bounds.entries()) {
    const values = series[bin] ?? new Float64Array();
    storage.add({ labels: [["__name__", `${family}_bucket`], ["le", le], ...labels], timestamps, values });
  }
  const counts = series.at(-1) ?? new Float64Array();
  storage.add({ labels: [["__name__", `${family}_count`], ...labels], timestamps, values: counts });
  storage.add({ labels: [["__name__", `${family}_sum`], ...labels], timestamps, values: sums });
}

/** The numbers that an expression names. */
export function numbersOf(expr: Expr): readonly number[] {
  const found: number[] = [];
  walk(expr, (node) => {
    if (node.kind === "number") found.push(node.value);
  });
  return found;
}
