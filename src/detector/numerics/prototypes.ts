/** What restores Prototypes: their coordinates, when each was met first and last, and how many points were learnt. */
export interface PrototypesState {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly learnt: number;
}

/** A prototype that was met again this many points after the first time was no single occasion. */
const OCCASION = 16;

/**
 * What a stream of points in the plane has been like: points that lay apart when they came, at most `capacity` of them, the
 * longest unmet leaving first. A point costs one pass over them; 24 bytes × capacity.
 */
export class Prototypes {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;
  #count = 0;
  #learnt = 0;
  /** The last answer, for a point is asked about before it is learnt: the nearest, and the squares of two distances. */
  readonly #found = { x: Number.NaN, y: Number.NaN, scale: Number.NaN, place: 0, nearest: 0, second: 0 };

  constructor(capacity: number, state?: PrototypesState) {
    this.#x = new Float64Array(capacity);
    this.#y = new Float64Array(capacity);
    this.#first = new Uint32Array(capacity);
    this.#last = new Uint32Array(capacity);
    if (state === undefined) return;
    this.#count = Math.min(capacity, state.x.length, state.y.length, state.first.length, state.last.length);
    this.#x.set(state.x.slice(0, this.#count));
    this.#y.set(state.y.slice(0, this.#count));
    this.#first.set(state.first.slice(0, this.#count));
    this.#last.set(state.last.slice(0, this.#count));
    this.#learnt = state.learnt;
  }

  /**
   * The mean of the distances from the two nearest prototypes, each at most 1; one that was met on several occasions counts
   * for both. A distance is the root mean square of both differences, in units of `scale`. 0 where there is no prototype.
   */
  distance(x: number, y: number, scale: number): number {
    if (this.#count === 0) return 0;
    this.#search(x, y, scale);
    const { nearest, second } = this.#found;
    return (Math.min(1, Math.sqrt(nearest / 2)) + Math.min(1, Math.sqrt(second / 2))) / 2;
  }

  /** Takes one more point: a prototype of its own where it lies farther than `tolerance` from all others. */
  learn(x: number, y: number, scale: number, tolerance: number): void {
    this.#learnt += 1;
    this.#search(x, y, scale);
    const isNew = this.#count === 0 || Math.sqrt(this.#found.nearest / 2) > tolerance;
    const place = isNew ? this.#place() : this.#found.place;
    this.#last[place] = this.#learnt;
    this.#found.x = Number.NaN;
    if (!isNew) return;
    this.#first[place] = this.#learnt;
    this.#x[place] = x;
    this.#y[place] = y;
  }

  toJSON(): PrototypesState {
    const list = (of: Float64Array | Uint32Array) => Array.from(of.subarray(0, this.#count));
    const met = { first: list(this.#first), last: list(this.#last) };
    return { x: list(this.#x), y: list(this.#y), ...met, learnt: this.#learnt };
  }

  #search(x: number, y: number, scale: number): void {
    const found = this.#found;
    if (found.x === x && found.y === y && found.scale === scale) return;
    const inverse = 1 / scale;
    let place = 0;
    let nearest = Number.POSITIVE_INFINITY;
    let second = nearest;
    for (let one = 0; one < this.#count; one += 1) {
      const acrossX = (x - Number(this.#x[one])) * inverse;
      const acrossY = (y - Number(this.#y[one])) * inverse;
      const square = acrossX * acrossX + acrossY * acrossY;
      if (square >= second) continue;
      const isKnown = Number(this.#last[one]) - Number(this.#first[one]) >= OCCASION;
      second = isKnown ? square : Math.max(square, nearest);
      if (square >= nearest) continue;
      nearest = square;
      place = one;
    }
    Object.assign(found, { x, y, scale, place, nearest, second });
  }

  /** A free place, or that of the prototype that has been unmet for longest. */
  #place(): number {
    if (this.#count < this.#x.length) {
      this.#count += 1;
      return this.#count - 1;
    }
    let oldest = 0;
    for (let place = 1; place < this.#count; place += 1) {
      if (Number(this.#last[place]) < Number(this.#last[oldest])) oldest = place;
    }
    return oldest;
  }
}
