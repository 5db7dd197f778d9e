import { quantile } from "../order.ts";

/** Neighbouring steps of one origin err alike: so many count as one when the level is corrected for few errors. */
const STEPS_ALIKE = 8;
/** Width of the kernel over steps, and how much of the mean over all steps is mixed in. */
const KERNEL_STEPS = 1.5;
const SHARED = 0.3;

/**
 * Half widths of intervals that hold a share `level` of the values, from the errors of a back-test: a conformal quantile of the
 * errors over their scale at each step (Lei and others 2018). Steps beyond those tried widen with the root of the distance.
 */
export function halfWidths(errors: readonly Float64Array[], level: number, horizon: number): Float64Array {
  const scales = stepScales(errors);
  const relative = Float64Array.from(
    errors.flatMap((row) => Array.from(row, (error, step) => over(Math.abs(error), Number(scales[step])))),
  );
  const corrected = Math.min(1, level * (1 + STEPS_ALIKE / relative.length));
  const widest = quantile(relative.sort(), corrected);
  return scalesAhead(scales, horizon).map((scale) => scale * widest);
}

/** The scale of the errors at each step: their mean size at it and near it. */
export function stepScales(errors: readonly Float64Array[]): Float64Array {
  const tried = errors[0]?.length ?? 0;
  const sizes = Float64Array.from({ length: tried }, (_, step) => {
    const sum = errors.reduce((total, row) => total + Math.abs(Number(row[step])), 0);
    return sum / errors.length;
  });
  const all = sizes.reduce((total, size) => total + size, 0) / tried;
  return sizes.map((_, step) => {
    let sum = 0;
    let weights = 0;
    for (const [near, size] of sizes.entries()) {
      const weight = Math.exp(-0.5 * ((near - step) / KERNEL_STEPS) ** 2);
      sum += weight * size;
      weights += weight;
    }
    return (1 - SHARED) * (sum / weights) + SHARED * all;
  });
}

/** Scales for steps beyond those tried, as a random walk's errors grow. */
export function scalesAhead(scales: Float64Array, horizon: number): Float64Array {
  const last = Number(scales.at(-1));
  return Float64Array.from(
    { length: horizon },
    (_, step) => scales[step] ?? last * Math.sqrt((step + 1) / scales.length),
  );
}

function over(size: number, scale: number): number {
  return scale === 0 ? 0 : size / scale;
}
