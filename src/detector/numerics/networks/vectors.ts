/** Σ a[i]·b[i] over `length` entries of two arrays from their starts. */
export function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += Number(a[aStart + i]) * Number(b[bStart + i]);
  return sum;
}

/** target[i] += factor·source[i] over `length` entries of two arrays from their starts. */
export function addScaled(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  length: number,
  factor: number,
): void {
  for (let i = 0; i < length; i += 1) {
    target[targetStart + i] = Number(target[targetStart + i]) + factor * Number(source[sourceStart + i]);
  }
}

/** Multiplies every entry by a factor. */
export function scale(target: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i += 1) target[i] = Number(target[i]) * factor;
}
