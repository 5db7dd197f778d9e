import { dot, leastSquares } from "./least-squares.ts";
import { residualScale } from "./weighted-order.ts";

/** A season as a sum of sines and cosines. */
export interface FourierSeason {
  readonly period: number;
  readonly harmonics: number;
}

/** What a series is the sum of. */
export interface AdditiveModel {
  readonly seasons: readonly FourierSeason[];
  /** Places where the slope of the trend may change; absent for a constant level. */
  readonly changePoints?: number;
}

/** A fitted sum: its value at any step, counted from the first value, and what it leaves. */
export interface FittedAdditive {
  readonly at: (step: number) => number;
  readonly residuals: Float64Array;
}

/** Residuals up to this many scales count in full, beyond it linearly (Huber 1964: 95 % efficient for normal ones). */
const HUBER = 1.345;
const ROUNDS = 5;
/** Change points lie in this first part of the series: a slope needs values to show. */
const CHANGES_WITHIN = 0.85;
/** Penalty of a change of slope over that of a harmonic. */
const CHANGE_PENALTY = 3;
/** It starts small: the first round shows where the changes are. */
const FIRST_CHANGE_PENALTY = 0.01;

/**
 * Level or piecewise linear trend plus Fourier seasons, as Taylor and Letham's Prophet (2018) has it, by least squares in
 * rounds: weights tame outliers (Huber), penalties of changes go with one over their size, which makes them few, as a lasso does.
 */
export function fitAdditive(values: Float64Array, model: AdditiveModel): FittedAdditive {
  const changes = model.changePoints;
  const bends = changes === undefined ? 0 : changes + 1;
  const width = 1 + bends + model.seasons.reduce((sum, { harmonics }) => sum + 2 * harmonics, 0);
  const rows = new Float64Array(values.length * width);
  for (let step = 0; step < values.length; step += 1) fillRow(rows.subarray(step * width), step, values.length, model);
  const penalty = new Float64Array(width).fill(1).fill(1e-6, 0, Math.min(2, 1 + bends));
  penalty.fill(FIRST_CHANGE_PENALTY, Math.min(2, 1 + bends), 1 + bends);
  let coefficients: Float64Array = new Float64Array(width);
  let residuals = values;
  let weights: Float64Array | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    coefficients = leastSquares({ rows, width }, values, weights === undefined ? { penalty } : { penalty, weights });
    residuals = values.map((value, step) => value - dot(rows.subarray(step * width), coefficients));
    const scale = residualScale(residuals);
    weights = huberWeights(residuals, scale);
    for (let bend = 2; bend <= bends; bend += 1) penalty[bend] = lassoPenalty(Number(coefficients[bend]), scale);
  }
  const row = new Float64Array(width);
  const at = (step: number) => {
    fillRow(row, step, values.length, model);
    return dot(row, coefficients);
  };
  return { at, residuals };
}

/** A change of slope as large as the residuals, over the whole series, costs what a harmonic costs. */
function lassoPenalty(change: number, scale: number): number {
  return scale === 0 ? CHANGE_PENALTY : CHANGE_PENALTY / Math.max(1e-3, Math.abs(change) / scale);
}

function huberWeights(residuals: Float64Array, scale: number): Float64Array {
  const full = HUBER * scale;
  return residuals.map((one) => (Math.abs(one) <= full || full === 0 ? 1 : full / Math.abs(one)));
}

/** 1, the share of the series that has passed, what has passed since each change point, then the harmonics. */
function fillRow(row: Float64Array, step: number, length: number, { changePoints, seasons }: AdditiveModel): void {
  row[0] = 1;
  let at = 1;
  if (changePoints !== undefined) {
    const time = step / length;
    row[at] = time;
    at += 1;
    for (let change = 1; change <= changePoints; change += 1) {
      row[at] = Math.max(0, time - (CHANGES_WITHIN * change) / (changePoints + 1));
      at += 1;
    }
  }
  for (const { period, harmonics } of seasons) {
    for (let harmonic = 1; harmonic <= harmonics; harmonic += 1) {
      const angle = (2 * Math.PI * harmonic * (step % period)) / period;
      row[at] = Math.sin(angle);
      row[at + 1] = Math.cos(angle);
      at += 2;
    }
  }
}
