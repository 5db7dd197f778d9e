/** Most rows of a node that isn't divided. */
const BUCKET = 16;

/**
 * The rows of a table by place (Bentley 1975): finds the rows near one in about O(log n) where features are few. Rows lie one after the
 * other; memory: 12 bytes a row.
 */
export class KdTree {
  readonly #rows: Float64Array;
  readonly #features: number;
  readonly #order: Uint32Array;
  /** The least value of the upper part, at the place where it begins. */
  readonly #cuts: Float64Array;

  constructor(rows: Float64Array, features: number) {
    this.#rows = rows;
    this.#features = features;
    this.#order = Uint32Array.from({ length: rows.length / features }, (_, row) => row);
    this.#cuts = new Float64Array(this.#order.length);
    this.#divide(0, this.#order.length, 0);
  }

  /** The numbers of the rows within a Euclidean distance of one of them, itself among them, in no order. */
  within(row: number, distance: number): number[] {
    const found: number[] = [];
    const query = { row: row * this.#features, square: distance * distance, distance, found };
    this.#search(query, 0, this.#order.length, 0);
    return found;
  }

  /** Orders some rows by a feature, smaller ones to the front of the middle; features take turns. */
  #divide(begin: number, end: number, depth: number): void {
    if (end - begin <= BUCKET) return;
    const feature = depth % this.#features;
    this.#order.subarray(begin, end).sort((left, right) => this.#value(left, feature) - this.#value(right, feature));
    const middle = (begin + end) >> 1;
    this.#cuts[middle] = this.#value(Number(this.#order[middle]), feature);
    this.#divide(begin, middle, depth + 1);
    this.#divide(middle, end, depth + 1);
  }

  #search(query: Query, begin: number, end: number, depth: number): void {
    if (end - begin <= BUCKET) {
      for (let place = begin; place < end; place += 1) this.#visit(query, Number(this.#order[place]));
      return;
    }
    const feature = depth % this.#features;
    const middle = (begin + end) >> 1;
    const value = Number(this.#rows[query.row + feature]);
    const cut = Number(this.#cuts[middle]);
    if (value - query.distance <= cut) this.#search(query, begin, middle, depth + 1);
    if (value + query.distance >= cut) this.#search(query, middle, end, depth + 1);
  }

  #visit({ found, row, square }: Query, other: number): void {
    let sum = 0;
    for (let feature = 0; feature < this.#features; feature += 1) {
      const difference = Number(this.#rows[row + feature]) - this.#value(other, feature);
      sum += difference * difference;
    }
    if (sum <= square) found.push(other);
  }

  #value(row: number, feature: number): number {
    return Number(this.#rows[row * this.#features + feature]);
  }
}

interface Query {
  /** Where the row begins. */
  readonly row: number;
  readonly distance: number;
  readonly square: number;
  readonly found: number[];
}
