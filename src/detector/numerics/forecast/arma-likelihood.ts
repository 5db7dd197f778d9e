/** What a likelihood rests on: Σ v²/f and Σ ln f over the prediction errors v and their relative variances f. */
export interface Innovations {
  readonly squares: number;
  readonly logs: number;
}

/** The filter has settled when a prediction's variance is this near to its least, 1. */
const SETTLED = 1e-10;

/**
 * Exact prediction errors of an ARMA process around 0, by Kalman's filter on Harvey's state space (Gardner, Harvey and Phillips
 * 1980): state of r = max(p, q + 1) numbers, O(r²) a value until its variance settles, then O(r).
 * `ar` and `ma` hold the coefficients of lags 1, 2, …
 */
export function innovations(values: Float64Array, ar: Float64Array, ma: Float64Array): Innovations {
  const size = Math.max(ar.length, ma.length + 1);
  const phi = Float64Array.from({ length: size }, (_, at) => ar[at] ?? 0);
  const noise = Float64Array.from({ length: size }, (_, at) => (at === 0 ? 1 : (ma[at - 1] ?? 0)));
  const covariance = stationaryCovariance(phi, noise);
  const state = new Float64Array(size);
  const gain = new Float64Array(size);
  let variance = Number(covariance[0]);
  let settled = false;
  let squares = 0;
  let logs = 0;
  for (const value of values) {
    if (!settled) {
      variance = Number(covariance[0]);
      for (let i = 0; i < size; i += 1) gain[i] = Number(covariance[i * size]) / variance;
      settled = variance < 1 + SETTLED;
      if (!settled) predictCovariance(covariance, gain, phi, noise);
    }
    const error = value - Number(state[0]);
    squares += (error * error) / variance;
    logs += Math.log(variance);
    predictState(state, gain, phi, error);
  }
  return { squares, logs };
}

/** State after an error was seen, one step on: the companion form shifts it and adds φ times its first number. */
function predictState(state: Float64Array, gain: Float64Array, phi: Float64Array, error: number): void {
  const first = Number(state[0]) + Number(gain[0]) * error;
  for (let i = 0; i < state.length; i += 1) {
    const next = i + 1 < state.length ? Number(state[i + 1]) + Number(gain[i + 1]) * error : 0;
    state[i] = Number(phi[i]) * first + next;
  }
}

/** T (P − K P₁) Tᵀ + R Rᵀ for the companion matrix T of φ and the noise R. */
function predictCovariance(covariance: Float64Array, gain: Float64Array, phi: Float64Array, noise: Float64Array): void {
  const size = phi.length;
  const top = Float64Array.from(covariance.subarray(0, size));
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      covariance[i * size + j] = Number(covariance[i * size + j]) - Number(gain[i]) * Number(top[j]);
    }
  }
  transit(covariance, phi);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      covariance[i * size + j] = Number(covariance[i * size + j]) + Number(noise[i]) * Number(noise[j]);
    }
  }
}

/** P becomes T P Tᵀ: (T P Tᵀ)ᵢⱼ = φᵢ φⱼ P₀₀ + φᵢ P₀,ⱼ₊₁ + φⱼ Pᵢ₊₁,₀ + Pᵢ₊₁,ⱼ₊₁. Row by row: each needs only itself's and later rows. */
function transit(matrix: Float64Array, phi: Float64Array): void {
  const size = phi.length;
  const top = Float64Array.from(matrix.subarray(0, size));
  const first = Number(top[0]);
  for (let i = 0; i < size; i += 1) {
    const left = i + 1 < size ? Number(matrix[(i + 1) * size]) : 0;
    for (let j = 0; j < size; j += 1) {
      const corner = i + 1 < size && j + 1 < size ? Number(matrix[(i + 1) * size + j + 1]) : 0;
      const across = j + 1 < size ? Number(top[j + 1]) : 0;
      matrix[i * size + j] = Number(phi[i]) * (Number(phi[j]) * first + across) + Number(phi[j]) * left + corner;
    }
  }
}

const MOST_DOUBLINGS = 40;

/** P = Σ Tᵏ R Rᵀ (Tᵀ)ᵏ of a stationary process, by doubling: P ← P + T P Tᵀ, T ← T². */
function stationaryCovariance(phi: Float64Array, noise: Float64Array): Float64Array {
  const size = phi.length;
  let sum = Float64Array.from(
    { length: size * size },
    (_, at) => Number(noise[Math.floor(at / size)]) * Number(noise[at % size]),
  );
  if (phi.every((one) => one === 0)) return movingAverageCovariance(sum, phi);
  let power: Float64Array = Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return (j === 0 ? Number(phi[i]) : 0) + (j === i + 1 ? 1 : 0);
  });
  for (let step = 0; step < MOST_DOUBLINGS; step += 1) {
    const added = product(product(power, sum, size), transposed(power, size), size);
    sum = sum.map((one, at) => one + Number(added[at]));
    if (Math.abs(Number(added[0])) <= 1e-14 * Number(sum[0])) break;
    power = product(power, power, size);
  }
  return sum;
}

/** The sum has only `size` terms, each the last one shifted. */
function movingAverageCovariance(first: Float64Array, phi: Float64Array): Float64Array {
  const sum = Float64Array.from(first);
  const term = Float64Array.from(first);
  for (let step = 1; step < phi.length; step += 1) {
    transit(term, phi);
    for (const [at, one] of term.entries()) sum[at] = Number(sum[at]) + one;
  }
  return sum;
}

function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const factor = Number(left[i * size + k]);
      if (factor === 0) continue;
      for (let j = 0; j < size; j += 1) {
        result[i * size + j] = Number(result[i * size + j]) + factor * Number(right[k * size + j]);
      }
    }
  }
  return result;
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from(matrix, (_, at) => Number(matrix[(at % size) * size + Math.floor(at / size)]));
}
