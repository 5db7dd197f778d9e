/** Rows of regressors, one after the other in one array. */
export interface Design {
  readonly rows: Float64Array;
  /** Regressors in a row. */
  readonly width: number;
}

/** What a regression may be told beside its rows. */
export interface Regression {
  /** What each coefficient's square costs; nothing where absent. */
  readonly penalty?: Float64Array;
  /** Weight of each row; alike where absent. */
  readonly weights?: Float64Array;
}

/**
 * Coefficients that minimise Σ w (y − x·c)² + Σ penalty c², by Cholesky's factors of the normal equations.
 * A regressor that the others determine already gets coefficient 0.
 */
export function leastSquares(design: Design, targets: Float64Array, regression: Regression = {}): Float64Array {
  const { width } = design;
  const gram = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let row = 0; row < targets.length; row += 1) {
    addRow(gram, right, design.rows.subarray(row * width, (row + 1) * width), {
      target: Number(targets[row]),
      weight: regression.weights === undefined ? 1 : Number(regression.weights[row]),
    });
  }
  for (const [i, cost] of regression.penalty?.entries() ?? []) gram[i * width + i] = Number(gram[i * width + i]) + cost;
  return solvePositive(gram, right);
}

/** x·c of one row. */
export function dot(row: Float64Array, coefficients: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i += 1) sum += Number(row[i]) * Number(coefficients[i]);
  return sum;
}

function addRow(
  gram: Float64Array,
  right: Float64Array,
  row: Float64Array,
  { target, weight }: { readonly target: number; readonly weight: number },
): void {
  for (let i = 0; i < row.length; i += 1) {
    const scaled = weight * Number(row[i]);
    if (scaled === 0) continue;
    right[i] = Number(right[i]) + scaled * target;
    const at = i * row.length;
    for (let j = 0; j <= i; j += 1) gram[at + j] = Number(gram[at + j]) + scaled * Number(row[j]);
  }
}

/** A pivot below this part of its diagonal is rounding. */
const LEAST_PIVOT = 1e-12;

/** Solves A x = b for a symmetric A ≥ 0 given by its lower half, which is overwritten with its factor. */
function solvePositive(lower: Float64Array, right: Float64Array): Float64Array {
  factor(lower, right.length);
  const width = right.length;
  const solution = Float64Array.from(right);
  for (let i = 0; i < width; i += 1) {
    let sum = Number(solution[i]);
    for (let k = 0; k < i; k += 1) sum -= Number(lower[i * width + k]) * Number(solution[k]);
    solution[i] = over(sum, Number(lower[i * width + i]));
  }
  for (let i = width - 1; i >= 0; i -= 1) {
    let sum = Number(solution[i]);
    for (let k = i + 1; k < width; k += 1) sum -= Number(lower[k * width + i]) * Number(solution[k]);
    solution[i] = over(sum, Number(lower[i * width + i]));
  }
  return solution;
}

function factor(lower: Float64Array, width: number): void {
  for (let i = 0; i < width; i += 1) {
    const diagonal = Number(lower[i * width + i]);
    for (let j = 0; j <= i; j += 1) {
      let sum = Number(lower[i * width + j]);
      for (let k = 0; k < j; k += 1) sum -= Number(lower[i * width + k]) * Number(lower[j * width + k]);
      if (i === j) lower[i * width + i] = sum > LEAST_PIVOT * diagonal ? Math.sqrt(sum) : 0;
      else lower[i * width + j] = over(sum, Number(lower[j * width + j]));
    }
  }
}

function over(above: number, below: number): number {
  return below === 0 ? 0 : above / below;
}
