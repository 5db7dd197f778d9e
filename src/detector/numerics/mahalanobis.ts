/** Means and covariances of rows of features, and a factor by which distances are measured. */
export interface Spread {
  readonly means: Float64Array;
  /** Sample covariances (n − 1 below the line), row by row. */
  readonly covariances: Float64Array;
  /** The lower triangle L with L·Lᵀ = the covariances, row by row (Cholesky). */
  readonly factor: Float64Array;
}

/** The least variance that a feature has beside the others, as a fraction of the greatest: what depends on others leaves a distance defined. */
const RIDGE = 1e-12;

/** The spread of at least two rows of the same features. O(n·d² + d³). */
export function spreadOf(rows: readonly ArrayLike<number>[]): Spread {
  const features = rows[0]?.length ?? 0;
  const means = new Float64Array(features);
  for (const row of rows)
    for (let i = 0; i < features; i += 1) means[i] = Number(means[i]) + Number(row[i]) / rows.length;
  const covariances = new Float64Array(features * features);
  for (const row of rows) addProducts(covariances, means, row, 1 / (rows.length - 1));
  return { means, covariances, factor: cholesky(covariances, features) };
}

/** Squared distance of a row from the means in the spread's own unit (Mahalanobis 1936): chi-squared in normal rows. O(d²). */
export function squaredDistance(row: ArrayLike<number>, { factor, means }: Spread): number {
  const features = means.length;
  const solved = new Float64Array(features);
  let sum = 0;
  for (let i = 0; i < features; i += 1) {
    let rest = Number(row[i]) - Number(means[i]);
    for (let j = 0; j < i; j += 1) rest -= Number(factor[i * features + j]) * Number(solved[j]);
    const one = rest / Number(factor[i * features + i]);
    solved[i] = one;
    sum += one * one;
  }
  return sum;
}

function addProducts(into: Float64Array, means: Float64Array, row: ArrayLike<number>, weight: number): void {
  const features = means.length;
  for (let i = 0; i < features; i += 1) {
    const left = weight * (Number(row[i]) - Number(means[i]));
    for (let j = 0; j < features; j += 1) {
      into[i * features + j] = Number(into[i * features + j]) + left * (Number(row[j]) - Number(means[j]));
    }
  }
}

function cholesky(covariances: Float64Array, features: number): Float64Array {
  const factor = new Float64Array(features * features);
  let greatest = 0;
  for (let i = 0; i < features; i += 1) greatest = Math.max(greatest, Number(covariances[i * features + i]));
  const least = greatest === 0 ? 1 : RIDGE * greatest;
  for (let i = 0; i < features; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = Number(covariances[i * features + j]);
      for (let k = 0; k < j; k += 1) rest -= Number(factor[i * features + k]) * Number(factor[j * features + k]);
      factor[i * features + j] = i === j ? Math.sqrt(Math.max(least, rest)) : rest / Number(factor[j * features + j]);
    }
  }
  return factor;
}
