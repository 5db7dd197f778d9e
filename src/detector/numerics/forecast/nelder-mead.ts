/** Where a search ended: the point, the function's value there, and how often the function was asked. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly evaluations: number;
}

/** When a search ends. */
export interface SearchLimits {
  /** The first simplex reaches this far from the start in each direction. */
  readonly step?: number;
  readonly evaluations?: number;
  /** Ends when best and worst corner differ by less than this part of the best. */
  readonly tolerance?: number;
}

interface Corner {
  readonly point: Float64Array;
  readonly value: number;
}

/**
 * Least value of a function of few variables without derivatives (Nelder and Mead 1965, the usual coefficients
 * 1, 2, ½, ½). The function may give infinity for what isn't allowed; NaN counts as infinity.
 */
export function nelderMead(
  of: (point: Float64Array) => number,
  start: Float64Array,
  { step = 0.1, evaluations = 200 * start.length, tolerance = 1e-9 }: SearchLimits = {},
): Minimum {
  let asked = 0;
  const at = (point: Float64Array): Corner => {
    asked += 1;
    const value = of(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const corners = [at(start), ...Array.from(start, (_, index) => at(moved(start, index, step)))];
  for (;;) {
    corners.sort((left, right) => left.value - right.value);
    const [best, worst] = ends(corners);
    if (asked >= evaluations || isFlat(best.value, worst.value, tolerance)) {
      return { point: best.point, value: best.value, evaluations: asked };
    }
    replaceWorst(corners, at);
  }
}

function isFlat(best: number, worst: number, tolerance: number): boolean {
  return worst - best <= tolerance * (Math.abs(best) + Number.MIN_VALUE);
}

/** One step: the worst corner is reflected, stretched or drawn in; where nothing helps, all move towards the best. */
function replaceWorst(corners: Corner[], at: (point: Float64Array) => Corner): void {
  const [best, worst] = ends(corners);
  const middle = centre(corners);
  const towards = (factor: number) => at(middle.map((one, index) => one + factor * (one - Number(worst.point[index]))));
  const reflected = towards(1);
  const last = corners.length - 1;
  if (reflected.value < best.value) {
    const stretched = towards(2);
    corners[last] = stretched.value < reflected.value ? stretched : reflected;
    return;
  }
  if (corners.slice(0, last).some(({ value }) => reflected.value < value)) {
    corners[last] = reflected;
    return;
  }
  const drawnIn = towards(reflected.value < worst.value ? 0.5 : -0.5);
  if (drawnIn.value < Math.min(reflected.value, worst.value)) {
    corners[last] = drawnIn;
    return;
  }
  for (const [index, { point }] of corners.entries()) {
    if (index > 0) corners[index] = at(best.point.map((one, axis) => (one + Number(point[axis])) / 2));
  }
}

function ends(corners: readonly Corner[]): readonly [Corner, Corner] {
  const [best, worst] = [corners[0], corners.at(-1)];
  if (best === undefined || worst === undefined) throw new RangeError("a simplex has corners");
  return [best, worst];
}

/** Mean of all corners but the worst. */
function centre(corners: readonly Corner[]): Float64Array {
  const kept = corners.slice(0, -1);
  const sum = new Float64Array(kept.length);
  for (const { point } of kept) for (const [axis, one] of point.entries()) sum[axis] = Number(sum[axis]) + one;
  return sum.map((one) => one / kept.length);
}

function moved(point: Float64Array, axis: number, by: number): Float64Array {
  const copy = Float64Array.from(point);
  copy[axis] = Number(copy[axis]) + by;
  return copy;
}
