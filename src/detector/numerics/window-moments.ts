import { addValue, type Moments, mergeMoments, noMoments } from "./moments.ts";

/** What restores a WindowMoments: its values, oldest first, and how many of them the older half holds. */
export interface WindowMomentsState {
  readonly values: readonly number[];
  readonly older: number;
}

/**
 * Moments of the last `capacity` values, O(1) amortised per value, 16 bytes × capacity + values.
 *
 * A queue of two halves: the older half keeps the moments of each of its suffixes, the newer half those of its whole.
 * Nothing is ever subtracted, so a huge value leaves no rounding error behind when it leaves the window.
 */
export class WindowMoments {
  readonly capacity: number;
  readonly #values: Float64Array;
  readonly #suffixMeans: Float64Array;
  readonly #suffixSquares: Float64Array;
  #head = 0;
  #count = 0;
  #older = 0;
  #newer: Moments = noMoments;

  constructor(capacity: number, state?: WindowMomentsState) {
    this.capacity = capacity;
    this.#values = new Float64Array(capacity);
    this.#suffixMeans = new Float64Array(capacity);
    this.#suffixSquares = new Float64Array(capacity);
    if (state !== undefined) this.#restore(state);
  }

  /** How many values are in the window. */
  get count(): number {
    return this.#count;
  }

  /** Takes one more value; the oldest leaves a full window. */
  push(value: number): void {
    if (this.#count === this.capacity) this.#dropOldest();
    this.#values[this.#slot(this.#count)] = value;
    this.#count += 1;
    this.#newer = addValue(this.#newer, value);
  }

  /** Moments of all values in the window. */
  moments(): Moments {
    return this.#older === 0 ? this.#newer : mergeMoments(this.#suffix(), this.#newer);
  }

  /** State from which a new window continues bit by bit. */
  toJSON(): WindowMomentsState {
    return { values: Array.from({ length: this.#count }, (_, age) => this.#at(age)), older: this.#older };
  }

  #slot(age: number): number {
    return (this.#head + age) % this.capacity;
  }

  #at(age: number): number {
    return Number(this.#values[this.#slot(age)]);
  }

  #suffix(): Moments {
    const mean = Number(this.#suffixMeans[this.#head]);
    return { count: this.#older, mean, squares: Number(this.#suffixSquares[this.#head]) };
  }

  #dropOldest(): void {
    if (this.#older === 0) this.#turnOver(this.#count);
    this.#head = this.#slot(1);
    this.#count -= 1;
    this.#older -= 1;
  }

  /** Makes the oldest `older` values the older half. */
  #turnOver(older: number): void {
    let moments = noMoments;
    for (let age = older - 1; age >= 0; age -= 1) {
      moments = addValue(moments, this.#at(age));
      this.#suffixMeans[this.#slot(age)] = moments.mean;
      this.#suffixSquares[this.#slot(age)] = moments.squares;
    }
    this.#older = older;
    this.#newer = noMoments;
  }

  #restore(state: WindowMomentsState): void {
    const values = state.values.slice(-this.capacity);
    this.#values.set(values);
    this.#count = values.length;
    this.#turnOver(Math.min(state.older, values.length));
    for (let age = this.#older; age < values.length; age += 1) this.#newer = addValue(this.#newer, this.#at(age));
  }
}
