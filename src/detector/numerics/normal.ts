const STEP = 0.5;
/** e^(−(k/2)²) for k = 1…13: what lies beyond is below 1e-19. */
const NODES = Array.from({ length: 13 }, (_, index) => {
  const square = (STEP * (index + 1)) ** 2;
  return [square, Math.exp(-square)] as const;
});
const SERIES_UP_TO = 0.7;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Probability that a standard normal value exceeds x, of any sign; relative error below 1e-13, also far out. */
export function normalTail(x: number): number {
  if (Math.abs(x) < SERIES_UP_TO) return 0.5 - middle(x);
  return x > 0 ? Math.exp(farLogTail(x)) : 1 - Math.exp(farLogTail(-x));
}

/** Natural logarithm of `normalTail`: finite also where the probability itself is too small for a number. */
export function normalLogTail(x: number): number {
  if (Math.abs(x) < SERIES_UP_TO) return Math.log(0.5 - middle(x));
  return x > 0 ? farLogTail(x) : Math.log1p(-Math.exp(farLogTail(-x)));
}

/**
 * The x that a standard normal value exceeds with the given probability, above 0 and below 1.
 * Newton's method on the logarithm of the tail, from Hastings' approximation (Abramowitz and Stegun 26.2.22), which three steps carry
 * to full precision.
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  const target = Math.log(probability);
  const root = Math.sqrt(-2 * target);
  let x = root - (2.30753 + 0.27061 * root) / (1 + 0.99229 * root + 0.04481 * root * root);
  for (let step = 0; step < 4; step += 1) {
    const found = normalLogTail(x);
    x += (found - target) * Math.exp(found + 0.5 * x * x + HALF_LOG_TWO_PI);
  }
  return x;
}

/** Probability between 0 and x: a sum without cancellation (Abramowitz and Stegun 26.2.11). */
function middle(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; odd < 40; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum * Math.exp(-0.5 * x * x - HALF_LOG_TWO_PI);
}

/** By the trapezoidal rule with its error term, which leaves 1e-17 at this step (Matta and Reichel 1971). */
function farLogTail(x: number): number {
  const t = x / Math.SQRT2;
  const square = t * t;
  let sum = 0.5 / square;
  for (const [node, weight] of NODES) sum += weight / (node + square);
  const rest = Math.expm1((2 * Math.PI * t) / STEP);
  const correction = t < Math.PI / STEP ? Math.exp(square) / rest : 0;
  return Math.log((STEP * t * sum) / Math.PI - correction) - square;
}
