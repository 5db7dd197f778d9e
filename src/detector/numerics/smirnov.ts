/**
 * Probability that two samples of n and m values from one distribution without ties lie `steps` / lcm(n, m) or more apart, exactly:
 * the share of lattice paths from (0, 0) to (n, m) that reach the distance (Hodges 1958), counted from outside so that small
 * probabilities keep their relative accuracy. O(1) in memory and O(√n) in time for n = m, else O(m) and O(n·m).
 */
export function twoSampleTail(steps: number, n: number, m: number): number {
  if (steps <= 0) return 1;
  return n === m ? ofEqualSizes(steps, n) : ofPaths(steps, n, m);
}

/** The greatest common divisor of two whole numbers. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Twice the alternating sum over reflections of C(2n, n − k·steps) / C(2n, n). */
function ofEqualSizes(steps: number, n: number): number {
  let sum = 0;
  for (let k = 1; k * steps <= n; k += 1) {
    let share = 1;
    for (let i = 0; i < k * steps; i += 1) share *= (n - i) / (n + i + 1);
    sum += k % 2 === 1 ? share : -share;
    if (share < 1e-18 * sum) break;
  }
  return Math.min(1, 2 * sum);
}

/** Each path to (i, j) comes from the left or from below, in proportion to i and j; once outside it counts for good. */
function ofPaths(steps: number, n: number, m: number): number {
  const divisor = greatestCommonDivisor(n, m);
  const [right, up] = [m / divisor, n / divisor];
  const outside = new Float64Array(m + 1);
  for (let j = 0; j <= m; j += 1) outside[j] = j * up >= steps ? 1 : 0;
  for (let i = 1; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      const before = j === 0 ? 0 : Number(outside[j - 1]);
      const isOut = Math.abs(i * right - j * up) >= steps;
      outside[j] = isOut ? 1 : (i * Number(outside[j]) + j * before) / (i + j);
    }
  }
  return Number(outside[m]);
}
