import { weightOfHalfLife } from "./exponential-moments.ts";

/** Magnitudes are counted in bins of a quarter octave, from 2⁻¹⁰ to 4; what lies outside counts as the nearest. */
const BINS_AN_OCTAVE = 4;
const LOWEST_OCTAVE = -10;
const BINS = 48;

/** The tail begins where a tenth of the weight lies above, or as much as eight magnitudes weigh. */
const TAIL_SHARE = 0.1;
const LEAST_IN_TAIL = 8;

/** Before a tail is known its density is taken to fall with the fourth power, as surely as if four magnitudes had shown it. */
const PRIOR_MAGNITUDES = 4;
const PRIOR_EXCESS_BINS = BINS_AN_OCTAVE / Math.LN2 / 3;

/** Weights are scaled down before they could lose precision. */
const GREATEST_INCREMENT = 1e9;

/** What restores a FadingTail. */
export interface FadingTailState {
  readonly weights: readonly number[];
  readonly total: number;
  readonly increment: number;
}

/**
 * How rare a magnitude is among all before, the older weighing less: counts in logarithmic bins, and beyond them a Pareto tail
 * whose exponent is Hill's estimate (1975) with a prior. Each call costs a pass over 48 bins; 384 bytes.
 */
export class FadingTail {
  readonly #weights = new Float64Array(BINS);
  readonly #growth: number;
  #total: number;
  #increment: number;

  /** Of magnitudes whose weight halves every `halfLife` ones. */
  constructor(halfLife: number, state?: FadingTailState) {
    this.#growth = 1 / (1 - weightOfHalfLife(halfLife));
    this.#weights.set(state?.weights.slice(0, BINS) ?? []);
    this.#total = state?.total ?? 0;
    this.#increment = state?.increment ?? 1;
  }

  /** Takes one more magnitude, not below 0. */
  push(magnitude: number): void {
    const bin = Math.floor(positionOf(magnitude));
    this.#weights[bin] = Number(this.#weights[bin]) + this.#increment;
    this.#total += this.#increment;
    this.#increment *= this.#growth;
    if (this.#increment > GREATEST_INCREMENT) this.#scaleDown();
  }

  /** −log₁₀ of the probability of a magnitude at least as great: at least 0, and grows with it. */
  surprise(magnitude: number): number {
    const position = positionOf(magnitude);
    const tail = this.#tail();
    const probability =
      position >= tail.begin
        ? this.#probability(tail.weight) * Math.exp((tail.begin - position) / this.#meanExcess(tail))
        : this.#probability(this.#above(position, tail));
    return Math.max(0, -Math.log10(probability));
  }

  toJSON(): FadingTailState {
    return { weights: Array.from(this.#weights), total: this.#total, increment: this.#increment };
  }

  /** The bin at which the tail begins, and what lies in it. */
  #tail(): { readonly begin: number; readonly weight: number } {
    const wanted = Math.max(TAIL_SHARE * this.#total, LEAST_IN_TAIL * this.#increment);
    let begin = BINS;
    let weight = 0;
    while (begin > 1 && weight + this.#weightOf(begin - 1) < wanted) {
      begin -= 1;
      weight += this.#weightOf(begin);
    }
    return { begin, weight };
  }

  #weightOf(bin: number): number {
    return Number(this.#weights[bin]);
  }

  /** Weight at and above a position below the tail: of its own bin in proportion. */
  #above(position: number, tail: { readonly begin: number; readonly weight: number }): number {
    const own = Math.floor(position);
    let weight = tail.weight;
    for (let bin = tail.begin - 1; bin > own; bin -= 1) weight += this.#weightOf(bin);
    return weight + this.#weightOf(own) * (own + 1 - position);
  }

  /** One magnitude more above and one below, so that neither is impossible. */
  #probability(weight: number): number {
    return (weight + this.#increment) / (this.#total + 2 * this.#increment);
  }

  /** Mean distance in bins from the beginning of the tail. */
  #meanExcess({ begin, weight }: { readonly begin: number; readonly weight: number }): number {
    const prior = PRIOR_MAGNITUDES * this.#increment;
    let sum = prior * PRIOR_EXCESS_BINS;
    for (let bin = begin; bin < BINS; bin += 1) sum += this.#weightOf(bin) * (bin + 0.5 - begin);
    return sum / (weight + prior);
  }

  #scaleDown(): void {
    for (let bin = 0; bin < BINS; bin += 1) this.#weights[bin] = this.#weightOf(bin) / GREATEST_INCREMENT;
    this.#total /= GREATEST_INCREMENT;
    this.#increment /= GREATEST_INCREMENT;
  }
}

/** Where a magnitude lies among the bins. */
function positionOf(magnitude: number): number {
  const octave = magnitude > 0 ? Math.log2(magnitude) : LOWEST_OCTAVE;
  return Math.min(BINS - 0.5, Math.max(0, (octave - LOWEST_OCTAVE) * BINS_AN_OCTAVE));
}
