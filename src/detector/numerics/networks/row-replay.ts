/** What restores a RowReplay: the values of its rows one after the other, oldest row first. */
export interface RowReplayState {
  readonly values: readonly number[];
}

/** The last `capacity` rows of the same number of features. 8 bytes × capacity × features. */
export class RowReplay {
  readonly #values: Float64Array;
  readonly #rows: readonly Float64Array[];
  #count = 0;
  #next = 0;

  constructor(capacity: number, features: number, state?: RowReplayState) {
    this.#values = new Float64Array(capacity * features);
    this.#rows = Array.from({ length: capacity }, (_, row) => {
      return this.#values.subarray(row * features, (row + 1) * features);
    });
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
    this.#rows[this.#next]?.set(row);
    this.#next = (this.#next + 1) % this.#rows.length;
    this.#count = Math.min(this.#count + 1, this.#rows.length);
  }

  /** A row by its age; 0 is the oldest. */
  row(age: number): ArrayLike<number> {
    return this.#rows[this.#slot(age)] ?? [];
  }

  toJSON(): RowReplayState {
    const ages = Array.from({ length: this.#count }, (_, age) => age);
    return { values: ages.flatMap((age) => Array.from(this.row(age))) };
  }

  #slot(age: number): number {
    return this.#count < this.#rows.length ? age : (this.#next + age) % this.#rows.length;
  }
}
