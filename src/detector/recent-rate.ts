/** How many things a second there were in the last seconds; counted by whole seconds. */
export class RecentRate {
  readonly #windowSeconds: number;
  readonly #startedSeconds: number;
  readonly #counts = new Map<number, number>();

  constructor(windowSeconds: number, startedSeconds: number) {
    this.#windowSeconds = windowSeconds;
    this.#startedSeconds = startedSeconds;
  }

  /** Counts things of this moment. */
  record(count: number, nowSeconds: number): void {
    const second = Math.floor(nowSeconds);
    const before = this.#counts.get(second);
    if (before === undefined) this.#forget(nowSeconds);
    this.#counts.set(second, (before ?? 0) + count);
  }

  /** Things a second over the window, or since the start where that is shorter. */
  perSecond(nowSeconds: number): number {
    this.#forget(nowSeconds);
    const span = Math.min(this.#windowSeconds, nowSeconds - this.#startedSeconds);
    const counted = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    return span <= 0 ? 0 : counted / span;
  }

  #forget(nowSeconds: number): void {
    for (const second of this.#counts.keys()) {
      if (second <= nowSeconds - this.#windowSeconds - 1) this.#counts.delete(second);
    }
  }
}
