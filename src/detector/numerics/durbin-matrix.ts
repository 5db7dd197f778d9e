/**
 * Probability that the distance between a distribution and n values drawn from it stays below d, exactly: the central element of the
 * n-th power of Durbin's matrix (Marsaglia, Tsang, Wang 2003). O((n·d)³ · log n), so for n·d up to some dozens.
 */
export function centralPower(d: number, n: number): number {
  const k = Math.ceil(n * d);
  const h = k - n * d;
  const size = 2 * k - 1;
  const matrix = durbinMatrix(size, h);
  let scale = 0;
  const power = (exponent: number): Float64Array => {
    if (exponent === 1) {
      scale = 0;
      return matrix;
    }
    const half = power(exponent >> 1);
    const square = product(half, half, size);
    scale *= 2;
    const result = exponent % 2 === 0 ? square : product(square, matrix, size);
    const central = Number(result[(k - 1) * size + k - 1]);
    scale += Math.log(central);
    return result.map((value) => value / central);
  };
  const central = Number(power(n)[(k - 1) * size + k - 1]);
  let logProbability = scale + Math.log(central);
  for (let i = 1; i <= n; i += 1) logProbability += Math.log(i / n);
  return Math.exp(logProbability);
}

/** Entry (i, j) is 1/(i − j + 1)! on and below the first upper diagonal, corrected for h in the first column and last row. */
function durbinMatrix(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < Math.min(size, row + 2); column += 1) {
      const order = row - column + 1;
      let value = 1;
      if (column === 0) value -= h ** order;
      if (row === size - 1) value -= h ** order;
      if (column === 0 && row === size - 1) value += Math.max(0, 2 * h - 1) ** order;
      matrix[row * size + column] = value / factorial(order);
    }
  }
  return matrix;
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i += 1) product *= i;
  return product;
}

function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < size; inner += 1) {
      const factor = Number(left[row * size + inner]);
      for (let column = 0; column < size; column += 1) {
        result[row * size + column] =
          Number(result[row * size + column]) + factor * Number(right[inner * size + column]);
      }
    }
  }
  return result;
}
