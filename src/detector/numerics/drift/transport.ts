/** Distance of two samples by which mass must be moved, in the unit of the values (Wasserstein-1, "earth mover's"). O(n log n). */
export function wasserstein(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return betweenDistributions(left, right, Math.abs);
}

/** Energy distance of two samples: √(2·∫(F − G)²) (Székely 2002). O(n log n). */
export function energyDistance(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return Math.sqrt(2 * betweenDistributions(left, right, (difference) => difference * difference));
}

/** The integral of something of the difference between two samples' distribution functions. */
function betweenDistributions(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  of: (difference: number) => number,
): number {
  const [a, b] = [Float64Array.from(left).sort(), Float64Array.from(right).sort()];
  let [i, j, integral] = [0, 0, 0];
  let before = Math.min(Number(a[0]), Number(b[0]));
  while (i < a.length || j < b.length) {
    const next = Math.min(Number(a[i] ?? Number.POSITIVE_INFINITY), Number(b[j] ?? Number.POSITIVE_INFINITY));
    integral += of(i / a.length - j / b.length) * (next - before);
    if (a[i] === next) i += 1;
    else j += 1;
    before = next;
  }
  return integral;
}
