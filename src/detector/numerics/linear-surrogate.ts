import { leastSquares } from "./forecast/least-squares.ts";
import type { Random } from "./random.ts";
import type { RowScore } from "./shapley.ts";

/** Where a score is looked at, and how closely. */
export interface SurrogateOptions {
  /** How far each feature is moved: the deviation of normal draws around the row. */
  readonly deviations: Float64Array;
  /** Scores that are asked for; more than there are features. */
  readonly samples: number;
  readonly random: Random;
}

/** A linear function that is near a score around a row. */
export interface Surrogate {
  /** Its value at the row. */
  readonly level: number;
  /** What one more deviation of each feature adds. */
  readonly slopes: Float64Array;
}

/**
 * The linear function nearest to a score around a row, in least squares over normal draws (Ribeiro, Singh and Guestrin 2016,
 * "Why should I trust you?", with draws that are near instead of weights): which features raise the score here, and how much.
 */
export function linearSurrogate(score: RowScore, row: Float64Array, options: SurrogateOptions): Surrogate {
  const { deviations, random, samples } = options;
  const width = row.length + 1;
  const rows = new Float64Array(samples * width);
  const moved = new Float64Array(row.length);
  const scores = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample += 1) {
    rows[sample * width] = 1;
    for (let i = 0; i < row.length; i += 1) {
      const steps = random.normal();
      rows[sample * width + i + 1] = steps;
      moved[i] = Number(row[i]) + steps * Number(deviations[i]);
    }
    scores[sample] = score(moved);
  }
  const coefficients = leastSquares({ rows, width }, scores);
  return { level: Number(coefficients[0]), slopes: coefficients.slice(1) };
}
