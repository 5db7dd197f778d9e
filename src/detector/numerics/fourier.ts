/** Complex numbers, their two parts apart. */
export interface Complex {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** The smallest power of two that is at least n. */
export function powerOfTwoFrom(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/**
 * Discrete Fourier transform Σ x_t e^(−2πi·k·t/n) in place, n a power of two: Cooley and Tukey 1965, radix 2, O(n log n).
 * With the two parts of its argument exchanged it is n times the inverse, its parts exchanged too.
 */
export function transformInPlace({ real, imaginary }: Complex): void {
  const n = real.length;
  reverseBits(real);
  reverseBits(imaginary);
  const { real: cosines, imaginary: sines } = roots(n);
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k += 1) {
        const here = start + k;
        const there = here + half;
        const c = Number(cosines[k * stride]);
        const s = Number(sines[k * stride]);
        const x = Number(real[there]) * c - Number(imaginary[there]) * s;
        const y = Number(real[there]) * s + Number(imaginary[there]) * c;
        real[there] = Number(real[here]) - x;
        imaginary[there] = Number(imaginary[here]) - y;
        real[here] = Number(real[here]) + x;
        imaginary[here] = Number(imaginary[here]) + y;
      }
    }
  }
}

/** Discrete Fourier transform of real values, any number of them: frequencies 0 to n/2 in steps of 1/n a value. O(n log n). */
export function spectrum(values: ArrayLike<number>): Complex {
  const n = values.length;
  const whole = powerOfTwoFrom(n) === n ? ofPowerOfTwo(values) : ofAnyLength(values);
  const kept = Math.floor(n / 2) + 1;
  return { real: whole.real.subarray(0, kept), imaginary: whole.imaginary.subarray(0, kept) };
}

/** Σ x_t·x_(t+lag) for the lags 0 to n − 1, of real values. O(n log n). */
export function autoProducts(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const { real, imaginary } = padded(values, powerOfTwoFrom(2 * n));
  transformInPlace({ real, imaginary });
  for (let k = 0; k < real.length; k += 1) {
    real[k] = Number(real[k]) ** 2 + Number(imaginary[k]) ** 2;
    imaginary[k] = 0;
  }
  transformInPlace({ real, imaginary });
  return real.slice(0, n).map((sum) => sum / real.length);
}

function ofPowerOfTwo(values: ArrayLike<number>): Complex {
  const result = padded(values, values.length);
  transformInPlace(result);
  return result;
}

/** As a convolution with a chirp (Bluestein 1970), by transforms of a power of two. */
function ofAnyLength(values: ArrayLike<number>): Complex {
  const n = values.length;
  const size = powerOfTwoFrom(2 * n - 1);
  const chirp = chirpOf(n);
  const conjugate = { real: chirp.real, imaginary: chirp.imaginary.map((s) => -s) };
  const signal = padded(values, size);
  multiply(signal, conjugate);
  const filter = padded(chirp.real, size);
  filter.imaginary.set(chirp.imaginary);
  for (let t = 1; t < n; t += 1) {
    filter.real[size - t] = Number(chirp.real[t]);
    filter.imaginary[size - t] = Number(chirp.imaginary[t]);
  }
  transformInPlace(signal);
  transformInPlace(filter);
  multiply(signal, filter);
  transformInPlace({ real: signal.imaginary, imaginary: signal.real });
  multiply(signal, conjugate);
  return { real: signal.real.map((x) => x / size), imaginary: signal.imaginary.map((y) => y / size) };
}

/** e^(πi·t²/n): t² is taken modulo 2n, so that the angle stays exact. */
function chirpOf(n: number): Complex {
  const angles = Float64Array.from({ length: n }, (_, t) => (Math.PI * ((t * t) % (2 * n))) / n);
  return { real: angles.map((angle) => Math.cos(angle)), imaginary: angles.map((angle) => Math.sin(angle)) };
}

/** e^(−2πi·k/n) for k below n/2. */
function roots(n: number): Complex {
  const angles = Float64Array.from({ length: Math.floor(n / 2) }, (_, k) => (-2 * Math.PI * k) / n);
  return { real: angles.map((angle) => Math.cos(angle)), imaginary: angles.map((angle) => Math.sin(angle)) };
}

function padded(values: ArrayLike<number>, size: number): Complex {
  const real = new Float64Array(size);
  real.set(values);
  return { real, imaginary: new Float64Array(size) };
}

/** The products, in the place of the first factors. */
function multiply(left: Complex, right: Complex): void {
  for (let k = 0; k < right.real.length; k += 1) {
    const x = Number(left.real[k]);
    const y = Number(left.imaginary[k]);
    const u = Number(right.real[k]);
    const v = Number(right.imaginary[k]);
    left.real[k] = x * u - y * v;
    left.imaginary[k] = x * v + y * u;
  }
}

function reverseBits(values: Float64Array): void {
  const n = values.length;
  let reversed = 0;
  for (let index = 1; index < n; index += 1) {
    let bit = n >> 1;
    for (; (reversed & bit) !== 0; bit >>= 1) reversed ^= bit;
    reversed |= bit;
    if (index >= reversed) continue;
    const kept = Number(values[index]);
    values[index] = Number(values[reversed]);
    values[reversed] = kept;
  }
}
