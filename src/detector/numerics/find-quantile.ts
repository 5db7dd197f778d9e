const MOST_STEPS = 200;

/**
 * The x ≥ 0 that a positive value exceeds with the given probability: Newton's method on the tail inside a bracket that
 * bisection narrows. `tail` falls from 1 (or from the probability asked for) to 0, `density` is its negative derivative.
 */
export function findQuantile(probability: number, tail: (x: number) => number, density: (x: number) => number): number {
  let low = 0;
  let high = 1;
  while (tail(high) > probability) [low, high] = [high, 2 * high];
  let x = (low + high) / 2;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const excess = tail(x) - probability;
    if (excess > 0) low = x;
    else high = x;
    const newton = x + excess / density(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= Number.EPSILON * x) return next;
    x = next;
  }
  return x;
}
