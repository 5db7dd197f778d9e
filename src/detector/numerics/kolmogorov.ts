import { centralPower } from "./durbin-matrix.ts";

/** Below this n·d² twice the one-sided tail counts too much that lies outside on both sides. */
const ONE_SIDED_FROM = 2.2;
const FEW = 140;
const FEW_ONE_SIDED_FROM = 4;

/** Limit for large n of the probability that √n·D exceeds x (Kolmogorov 1933), both of its series where they converge fast. */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  return x < 1 ? 1 - limitBelow(x) : limitAbove(x);
}

/**
 * Probability that the distance D between the distribution and n ≥ 1 values drawn from it exceeds d. After Simard and L'Ecuyer (2011):
 * exact by Durbin's matrix for small n, twice the one-sided tail far out (full relative accuracy), else the expansion by
 * Pelz and Good (1976), whose error is below 1e-7.
 */
export function oneSampleTail(d: number, n: number): number {
  const nd = n * d;
  if (nd <= 0.5) return 1;
  if (d >= 1) return 0;
  if (nd * d >= (n <= FEW ? FEW_ONE_SIDED_FROM : ONE_SIDED_FROM)) return Math.min(1, 2 * oneSidedTail(d, n));
  const below = isCheaplyExact(d, n) ? centralPower(d, n) : pelzGood(d * Math.sqrt(n), n);
  return Math.min(1, Math.max(0, 1 - below));
}

/** Where the expansion is at its worst the matrix is small. */
function isCheaplyExact(d: number, n: number): boolean {
  return n <= FEW || (n <= 100_000 && n * d ** 1.5 <= 1.4);
}

/** Probability that the distribution function of n values rises above its own by d or more (Smirnov 1944; Birnbaum and Tingey 1951). */
function oneSidedTail(d: number, n: number): number {
  let logBinomial = 0;
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j += 1) {
    const at = d + j / n;
    const beyond = 1 - at;
    if (beyond > 0) sum += Math.exp(logBinomial + (j - 1) * Math.log(at) + (n - j) * Math.log(beyond));
    logBinomial += Math.log((n - j) / (j + 1));
  }
  return d * sum;
}

function limitAbove(x: number): number {
  let sum = 0;
  for (let k = 1; k <= 8; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return sum;
}

function limitBelow(x: number): number {
  let sum = 0;
  for (let odd = 1; odd <= 9; odd += 2) sum += Math.exp((-odd * odd * Math.PI ** 2) / (8 * x * x));
  return (Math.sqrt(2 * Math.PI) / x) * sum;
}

/** Probability that √n·D stays below z: the limit with its corrections in 1/√n, 1/n and 1/n√n. */
function pelzGood(z: number, n: number): number {
  const square = z * z;
  const sums = [0, 0, 0, 0, 0, 0];
  const add = (index: number, value: number) => {
    sums[index] = Number(sums[index]) + value;
  };
  for (let k = 1; k <= Math.ceil(6 * z) + 1; k += 1) {
    const odd = ((2 * k - 1) / 2) ** 2 * Math.PI ** 2;
    const weight = Math.exp(-odd / (2 * square));
    add(0, weight);
    add(1, (odd - square) * weight);
    add(2, second(square, odd) * weight);
    add(3, third(square, odd) * weight);
    const even = (k * Math.PI) ** 2;
    const evenWeight = Math.exp(-even / (2 * square));
    add(4, even * evenWeight);
    add(5, even * (3 * square - even) * evenWeight);
  }
  const [zeroth, first, secondOdd, thirdOdd, secondEven, thirdEven] = sums.map((sum) => sum * Math.sqrt(2 * Math.PI));
  return (
    Number(zeroth) / z +
    Number(first) / (6 * z ** 4 * Math.sqrt(n)) +
    (Number(secondOdd) / (72 * z ** 7) - Number(secondEven) / (36 * z ** 3)) / n +
    (Number(thirdOdd) / (6480 * z ** 10) + Number(thirdEven) / (216 * z ** 6)) / (n * Math.sqrt(n))
  );
}

function second(square: number, odd: number): number {
  return 6 * square ** 3 + 2 * square ** 2 + (2 * square ** 2 - 5 * square) * odd + (1 - 2 * square) * odd ** 2;
}

function third(square: number, odd: number): number {
  return (
    -30 * square ** 3 -
    90 * square ** 4 +
    (135 * square ** 2 - 96 * square ** 3) * odd +
    (212 * square ** 2 - 60 * square) * odd ** 2 +
    (5 - 30 * square) * odd ** 3
  );
}
