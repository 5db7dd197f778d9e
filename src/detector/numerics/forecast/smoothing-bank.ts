import type { Smoothing } from "./holt-winters.ts";

/** From a slow level to a fast one, with slow and fast seasons, without a trend and with one that fades. */
const SETTINGS: readonly Smoothing[] = [
  { alpha: 0.05, beta: 0, gamma: 0.1, damping: 0 },
  { alpha: 0.2, beta: 0, gamma: 0.1, damping: 0 },
  { alpha: 0.5, beta: 0, gamma: 0.1, damping: 0 },
  { alpha: 0.9, beta: 0, gamma: 0.05, damping: 0 },
  { alpha: 0.05, beta: 0, gamma: 0.4, damping: 0 },
  { alpha: 0.3, beta: 0, gamma: 0.4, damping: 0 },
  { alpha: 0.3, beta: 0.1, gamma: 0.1, damping: 0.95 },
  { alpha: 0.7, beta: 0.2, gamma: 0.1, damping: 0.95 },
];

/** How many smoothings run side by side. */
export const smoothings = SETTINGS.length;

/** The errors of so many values, at least, tell which smoothing is the best; and of so many seasons. */
const LEAST_MEMORY = 100;
const MEMORY_SEASONS = 2;

/** What restores a bank: numbers of one smoothing after those of another. */
export interface SmoothingBankState {
  readonly learnt: number;
  readonly levels: readonly number[];
  readonly trends: readonly number[];
  readonly losses: readonly number[];
  readonly seasons: readonly number[];
}

/**
 * Exponential smoothings with different parameters side by side, each with an additive season of `period` steps (none where 0); the
 * one whose fading mean distance is least forecasts the next value. So parameters follow the series at the same small cost for
 * each value. 8 × 8 × (period + 3) bytes. A first season is only watched; in the first ones level and season are plain means.
 */
export class SmoothingBank {
  readonly #period: number;
  readonly #fading: number;
  readonly #levels = new Float64Array(smoothings);
  readonly #trends = new Float64Array(smoothings);
  readonly #losses = new Float64Array(smoothings);
  readonly #seasons: Float64Array;
  #learnt = 0;

  constructor(period: number, state?: SmoothingBankState) {
    this.#period = period;
    this.#fading = 1 - 1 / Math.max(LEAST_MEMORY, MEMORY_SEASONS * period);
    this.#seasons = new Float64Array(smoothings * period);
    if (state === undefined) return;
    this.#learnt = state.learnt;
    this.#levels.set(state.levels);
    this.#trends.set(state.trends);
    this.#losses.set(state.losses);
    this.#seasons.set(state.seasons);
  }

  /** Values beyond the first season. */
  get count(): number {
    return Math.max(0, this.#learnt - this.#period);
  }

  /** Whether it can forecast: it knows a season, or one value without any. */
  get isReady(): boolean {
    return this.#learnt >= Math.max(1, this.#period);
  }

  /** The next value, by the best smoothing. */
  forecast(): number {
    let best = 0;
    for (let one = 1; one < smoothings; one += 1)
      if (Number(this.#losses[one]) < Number(this.#losses[best])) best = one;
    return this.#base(best) + this.#seasonal(best);
  }

  /** Takes the next value. */
  learn(value: number): void {
    if (this.#learnt < this.#period) this.#watch(value);
    else for (const [one, smoothing] of SETTINGS.entries()) this.#follow(one, smoothing, value);
    this.#learnt += 1;
  }

  toJSON(): SmoothingBankState {
    return {
      learnt: this.#learnt,
      levels: [...this.#levels],
      trends: [...this.#trends],
      losses: [...this.#losses],
      seasons: [...this.#seasons],
    };
  }

  /** Where the season of a smoothing has its next step. */
  #place(one: number): number {
    return one * this.#period + (this.#learnt % this.#period);
  }

  #seasonal(one: number): number {
    return this.#period === 0 ? 0 : Number(this.#seasons[this.#place(one)]);
  }

  #base(one: number): number {
    return Number(this.#levels[one]) + Number(SETTINGS[one]?.damping) * Number(this.#trends[one]);
  }

  /** A first season is kept as it comes, for the first smoothing; its mean becomes the level of all. */
  #watch(value: number): void {
    this.#seasons[this.#learnt] = value;
    if (this.#learnt < this.#period - 1) return;
    const first = this.#seasons.slice(0, this.#period);
    const level = first.reduce((sum, one) => sum + one / this.#period, 0);
    this.#levels.fill(level);
    for (const [at, one] of first.entries()) {
      for (let filter = 0; filter < smoothings; filter += 1) this.#seasons[filter * this.#period + at] = one - level;
    }
  }

  #follow(one: number, smoothing: Smoothing, value: number): void {
    const { beta, damping } = smoothing;
    const base = this.#base(one);
    const seasonal = this.#seasonal(one);
    const before = Number(this.#levels[one]);
    const alpha = Math.max(smoothing.alpha, 1 / (this.#learnt + 1));
    // Adding 0 turns −0, which JSON can't hold, into 0.
    const level = alpha * (value - seasonal) + (1 - alpha) * base + 0;
    this.#losses[one] = this.#fading * Number(this.#losses[one]) + Math.abs(value - base - seasonal);
    this.#levels[one] = level;
    if (this.#learnt > 0)
      this.#trends[one] = beta * (level - before) + (1 - beta) * damping * Number(this.#trends[one]) + 0;
    if (this.#period === 0) return;
    const gamma = Math.max(smoothing.gamma, 1 / (1 + Math.floor(this.#learnt / this.#period)));
    this.#seasons[this.#place(one)] = gamma * (value - base) + (1 - gamma) * seasonal + 0;
  }
}
