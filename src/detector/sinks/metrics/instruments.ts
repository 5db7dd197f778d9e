import type { MetricSample } from "./exposition.ts";

/** Counts by labels. */
export class Counter {
  readonly #counts = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>();

  /** Adds to the count of these labels; adding 0 makes it visible. */
  add(labels: Readonly<Record<string, string>>, amount = 1): void {
    const key = JSON.stringify(labels);
    const count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, { labels, value: amount });
    else count.value += amount;
  }

  /** One line for each set of labels. */
  samples(): MetricSample[] {
    return [...this.#counts.values()].map(({ labels, value }) => ({ labels, value }));
  }
}

/** Counts observations of one thing by size, in buckets with the given upper bounds, ascending. */
export class Histogram {
  readonly #labels: Readonly<Record<string, string>>;
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  constructor(labels: Readonly<Record<string, string>>, bounds: readonly number[]) {
    this.#labels = labels;
    this.#bounds = bounds;
    this.#counts = [...bounds, Number.POSITIVE_INFINITY].map(() => 0);
  }

  /** Counts one observation. */
  observe(value: number): void {
    const found = this.#bounds.findIndex((bound) => value <= bound);
    const index = found === -1 ? this.#bounds.length : found;
    this.#counts[index] = Number(this.#counts[index]) + 1;
    this.#sum += value;
  }

  /** The cumulative buckets, the sum and the count. */
  samples(): MetricSample[] {
    const labels = this.#labels;
    let count = 0;
    const buckets = [...this.#bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
      count += Number(this.#counts[index]);
      const le = Number.isFinite(bound) ? String(bound) : "+Inf";
      return { suffix: "_bucket", labels: { ...labels, le }, value: count };
    });
    return [...buckets, { suffix: "_sum", labels, value: this.#sum }, { suffix: "_count", labels, value: count }];
  }
}
