/** The last rows of features, newest at age 0, and room for one that isn't learnt. 8 bytes × (capacity + 1) × features. */
export class RowHistory {
  readonly #features: number;
  readonly #slots: number;
  readonly #values: Float64Array;
  #next = 0;
  #count = 0;

  constructor(features: number, capacity: number, rows: readonly number[] = []) {
    this.#features = features;
    this.#slots = capacity + 1;
    this.#values = new Float64Array(this.#slots * features);
    for (let offset = 0; offset + features <= rows.length; offset += features) {
      this.push(rows.slice(offset, offset + features));
    }
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count;
  }

  /** Takes one more row; the oldest leaves a full history. */
  push(row: ArrayLike<number>): void {
    this.offer(row);
    this.#next = (this.#next + 1) % this.#slots;
    this.#count = Math.min(this.#slots - 1, this.#count + 1);
  }

  /** Puts a row at age −1 without taking it. */
  offer(row: ArrayLike<number>): void {
    for (let feature = 0; feature < this.#features; feature += 1) {
      this.#values[this.#next * this.#features + feature] = Number(row[feature]);
    }
  }

  /** A feature's value at an age, from −1 to below count. */
  at(age: number, feature: number): number {
    const slot = (this.#next - 1 - age + 2 * this.#slots) % this.#slots;
    return Number(this.#values[slot * this.#features + feature]);
  }

  /** All values, oldest row first. */
  toJSON(): number[] {
    return Array.from({ length: this.#count * this.#features }, (_, index) => {
      const age = this.#count - 1 - Math.floor(index / this.#features);
      return this.at(age, index % this.#features);
    });
  }
}
