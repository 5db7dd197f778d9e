/**
 * ½ Σ (prediction − target)², and its gradient by the prediction, times `weight`, into `gradient`:
 * the negative logarithm of a normal density with the variance 1 / weight, up to a constant.
 */
export function squaredLoss(
  prediction: Float64Array,
  target: Float64Array,
  gradient: Float64Array,
  weight = 1,
): number {
  let sum = 0;
  for (let i = 0; i < prediction.length; i += 1) {
    const difference = Number(prediction[i]) - Number(target[i]);
    gradient[i] = weight * difference;
    sum += difference * difference;
  }
  return (weight * sum) / 2;
}

/**
 * The divergence of normal densities with these means and logarithms of variances from the standard normal
 * (Kingma and Welling 2014, appendix B): ½ Σ (mean² + variance − 1 − log variance).
 */
export function divergenceFromNormal(means: Float64Array, logVariances: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < means.length; i += 1) {
    const logVariance = Number(logVariances[i]);
    sum += Number(means[i]) ** 2 + Math.exp(logVariance) - 1 - logVariance;
  }
  return sum / 2;
}
