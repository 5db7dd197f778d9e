/** A polynomial in the lag operator without its leading 1: which lags it has, and their coefficients. */
export interface LagPolynomial {
  readonly lags: readonly number[];
  readonly coefficients: Float64Array;
}

/**
 * Coefficients c of w(t) = Σ c w(t − lag) + … from those of short and of seasonal lags: the product
 * (1 ∓ Σ short Bⁱ)(1 ∓ Σ seasonal Bⁱᵖ), `sign` −1 for autoregressions and 1 for moving averages.
 */
export function lagPolynomial(
  short: Float64Array,
  seasonal: Float64Array,
  period: number,
  sign: 1 | -1,
): LagPolynomial {
  const dense = new Float64Array(short.length + seasonal.length * period + 1);
  for (let i = 0; i <= short.length; i += 1) {
    const left = i === 0 ? 1 : sign * Number(short[i - 1]);
    for (let j = 0; j <= seasonal.length; j += 1) {
      const right = j === 0 ? 1 : sign * Number(seasonal[j - 1]);
      dense[i + j * period] = Number(dense[i + j * period]) + left * right;
    }
  }
  const lags = [...dense.keys()].filter((lag) => lag > 0 && dense[lag] !== 0);
  return { lags, coefficients: Float64Array.from(lags, (lag) => sign * Number(dense[lag])) };
}

/** Σ coefficient · series(at − lag) over the lags that lie within the series. */
export function applied({ coefficients, lags }: LagPolynomial, series: Float64Array, at: number): number {
  let sum = 0;
  for (let index = 0; index < lags.length; index += 1) {
    const from = at - Number(lags[index]);
    if (from >= 0) sum += Number(coefficients[index]) * Number(series[from]);
  }
  return sum;
}

/** The coefficients of all lags from 1 to the last. */
export function denseCoefficients({ coefficients, lags }: LagPolynomial): Float64Array {
  const dense = new Float64Array(lags.at(-1) ?? 0);
  for (const [index, lag] of lags.entries()) dense[lag - 1] = Number(coefficients[index]);
  return dense;
}

/**
 * Coefficients of a stationary autoregression from as many free numbers, each through x / √(1 + x²) taken for a partial
 * autocorrelation (Barndorff-Nielsen and Schou 1973); with the signs turned, an invertible moving average.
 */
export function stationary(free: Float64Array): Float64Array {
  let coefficients = new Float64Array(0);
  for (const [order, one] of free.entries()) {
    const partial = one / Math.sqrt(1 + one * one);
    const longer = new Float64Array(order + 1);
    for (let at = 0; at < order; at += 1) {
      longer[at] = Number(coefficients[at]) - partial * Number(coefficients[order - 1 - at]);
    }
    longer[order] = partial;
    coefficients = longer;
  }
  return coefficients;
}
