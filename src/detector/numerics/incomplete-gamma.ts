import { logGamma } from "./log-gamma.ts";

const PRECISION = 1e-16;
const MOST_STEPS = 10_000;
const TINY = 1e-300;

/**
 * Upper regularised incomplete gamma function Q(a, x) for a > 0, x ≥ 0: 1 less the series of P below a + 1 (DLMF 8.7.1), else the
 * continued fraction (DLMF 8.9.2, summed as Lentz 1976 does). Relative error about 1e-13 up to a = 1000.
 */
export function incompleteGammaAbove(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? Math.max(0, 1 - front * series(a, x)) : front * continuedFraction(a, x);
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < MOST_STEPS && term > PRECISION * sum; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let step = 1; step < MOST_STEPS; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return result;
}
