/** What restores a RowReplay: the values of its rows one after the other, oldest row first. */
export interface RowReplayState {
  readonly values: readonly number[];
}

/** The last `capacity` rows of the same number of features. 8 bytes × capacity × features. */
export class RowReplay {
  readonly #capacity: number;
  readonly #features: number;
  readonly #values: Float64Array;
  #count = 0;
  #next = 0;

  constructor(capacity: number, features: number, state?: RowReplayState) {
    this.#capacity = capacity;
    this.#features = features;
    this.#values = new Float64Array(capacity * features);
    if (state === undefined) return;
    this.#values.set(state.values);
    this.#count = state.values.length / features;
    this.#next = this.#count % capacity;
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count;
  }

  /** Takes one more row; the oldest leaves where there is no more room. */
  push(row: ArrayLike<number>): void {
    this.#values.set(row, this.#next * this.#features);
    this.#next = (this.#next + 1) % this.#capacity;
    this.#count = Math.min(this.#count + 1, this.#capacity);
  }

  /** A value of a row by the row's age; 0 is the oldest. */
  valueAt(age: number, feature: number): number {
    const slot = this.#count < this.#capacity ? age : (this.#next + age) % this.#capacity;
    return Number(this.#values[slot * this.#features + feature]);
  }

  toJSON(): RowReplayState {
    const length = this.#count * this.#features;
    const at = (index: number) => this.valueAt(Math.floor(index / this.#features), index % this.#features);
    return { values: Array.from({ length }, (_, index) => at(index)) };
  }
}
