import type { Random } from "./random.ts";

/**
 * Random Fourier features (Rahimi and Recht 2007, "Random features for large-scale kernel machines"): √(2/D) · cos(ω·x + b), whose
 * products approach the kernel exp(−γ‖x − y‖²) with an error of about 1/√D. Memory: 8 · D · (features + 1) bytes.
 */
export class FourierFeatures {
  /** How many there are: D. */
  readonly count: number;
  readonly #features: number;
  readonly #frequencies: Float64Array;
  readonly #phases: Float64Array;
  readonly #amplitude: number;

  constructor(features: number, count: number, gamma: number, random: Random) {
    this.count = count;
    this.#features = features;
    const deviation = Math.sqrt(2 * gamma);
    this.#frequencies = Float64Array.from({ length: count * features }, () => deviation * random.normal());
    this.#phases = Float64Array.from({ length: count }, () => 2 * Math.PI * random.uniform());
    this.#amplitude = Math.sqrt(2 / count);
  }

  /** Writes the features of a row. */
  of(row: Float64Array, into: Float64Array): void {
    for (let index = 0; index < this.count; index += 1) {
      const begin = index * this.#features;
      let angle = Number(this.#phases[index]);
      for (let feature = 0; feature < this.#features; feature += 1) {
        angle += Number(this.#frequencies[begin + feature]) * Number(row[feature]);
      }
      into[index] = this.#amplitude * Math.cos(angle);
    }
  }
}
