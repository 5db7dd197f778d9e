import type { FourierFeatures } from "./fourier-features.ts";
import type { Random } from "./random.ts";

/** What restores a OneClassSvm. */
export interface OneClassSvmState {
  readonly weights: readonly number[];
  readonly offset: number;
}

/** How a table is learnt. */
export interface Descent {
  readonly steps: number;
  readonly random: Random;
}

/** The first rate is one over this. */
const FIRST_STEPS = 10;

/**
 * One-class support vector machine (Schölkopf et al. 2001, "Estimating the support of a high-dimensional distribution") in random
 * Fourier features, learnt by gradient steps: at most a share ν of the rows comes to lie beyond the plane that is
 * farthest from the origin. Minimises ½‖w‖² − ρ + Σ max(0, ρ − w·z)/(νn).
 */
export class OneClassSvm {
  readonly #map: FourierFeatures;
  readonly #nu: number;
  readonly #weights: Float64Array;
  readonly #mapped: Float64Array;
  #offset: number;

  constructor(map: FourierFeatures, nu: number, state?: OneClassSvmState) {
    this.#map = map;
    this.#nu = nu;
    this.#weights = new Float64Array(map.count);
    this.#mapped = new Float64Array(map.count);
    this.#weights.set(state?.weights ?? []);
    this.#offset = state?.offset ?? 0;
  }

  /** Learnt from a table, of which `steps` rows are drawn, at rates that fall as one over their number. */
  static fit(map: FourierFeatures, nu: number, rows: readonly Float64Array[], { random, steps }: Descent): OneClassSvm {
    const svm = new OneClassSvm(map, nu);
    for (let step = 0; step < steps; step += 1) {
      const row = rows[random.below(rows.length)];
      if (row !== undefined) svm.learn(row, 1 / (step + FIRST_STEPS));
    }
    return svm;
  }

  /** One minus the cosine between the row and the plane's normal: 0 amid the rows learnt, about 1 far from all of them. */
  distance(row: Float64Array): number {
    this.#map.of(row, this.#mapped);
    let squares = 0;
    for (let index = 0; index < this.#weights.length; index += 1) squares += Number(this.#weights[index]) ** 2;
    return squares === 0 ? 1 : 1 - this.#product() / Math.sqrt(squares);
  }

  /** A gradient step on one row. */
  learn(row: Float64Array, rate: number): void {
    this.#map.of(row, this.#mapped);
    const isBeyond = this.#product() < this.#offset;
    const pull = isBeyond ? rate / this.#nu : 0;
    for (let index = 0; index < this.#weights.length; index += 1) {
      this.#weights[index] = (1 - rate) * Number(this.#weights[index]) + pull * Number(this.#mapped[index]);
    }
    this.#offset += rate - pull;
  }

  toJSON(): OneClassSvmState {
    return { weights: [...this.#weights], offset: this.#offset };
  }

  #product(): number {
    let sum = 0;
    for (let index = 0; index < this.#weights.length; index += 1) {
      sum += Number(this.#weights[index]) * Number(this.#mapped[index]);
    }
    return sum;
  }
}
