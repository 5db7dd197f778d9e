/** Fading counts of a few kinds of things. */
export type SharesState = readonly (readonly [string, number])[];

/** How often things of a few kinds occur, where old occurrences fade; at most so many kinds. */
export class Shares {
  readonly #most: number;
  readonly #kept: number;
  readonly #counts: Map<string, number>;
  #total: number;

  /** `kept` is what remains of an old count with each new one. */
  constructor(most: number, kept: number, state: SharesState = []) {
    this.#most = most;
    this.#kept = kept;
    this.#counts = new Map(state);
    this.#total = totalOf(this.#counts);
  }

  /** Probability of a kind that occurs at most as often as this one; what never occurred has half a count. */
  tail(kind: string): number {
    const count = this.#counts.get(kind) ?? 0;
    let rarer = HALF;
    for (const one of this.#counts.values()) if (one <= count) rarer += one;
    return Math.min(1, rarer / (this.#total + HALF));
  }

  /** The kind that occurs most often; empty where none does. */
  usual(): string {
    let [usual, most] = ["", 0];
    for (const [kind, count] of this.#counts) if (count > most) [usual, most] = [kind, count];
    return usual;
  }

  add(kind: string): void {
    if (!this.#counts.has(kind) && this.#counts.size >= this.#most) return;
    for (const [one, count] of this.#counts) this.#counts.set(one, count * this.#kept);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    this.#total = totalOf(this.#counts);
  }

  toJSON(): SharesState {
    return [...this.#counts];
  }
}

const HALF = 0.5;

function totalOf(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
