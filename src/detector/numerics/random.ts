/** Seeded pseudo-random numbers: the same on every machine, and they continue from a saved state. Not for secrets. */
export class Random {
  #state: number;
  #spare: number | null;

  /** From a seed (its low 32 bits count), or from what `toJSON` gave. */
  constructor(seed: number | RandomState) {
    this.#state = (typeof seed === "number" ? seed : seed.state) | 0;
    this.#spare = typeof seed === "number" ? null : seed.spare;
  }

  /** Uniform in [0, 1), in steps of 2⁻³²: the mulberry32 generator by Tommy Ettinger. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  /** Standard normal, by Box and Muller's transform, which gives two at a time. */
  normal(): number {
    const spare = this.#spare;
    if (spare !== null) {
      this.#spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform() + 2 ** -33));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  toJSON(): RandomState {
    return { state: this.#state, spare: this.#spare };
  }
}

/** Where a generator stands. */
export interface RandomState {
  readonly state: number;
  readonly spare: number | null;
}
