const G = 7;
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for x > 0 (Lanczos 1964 with g = 7 and nine coefficients; relative error below 1e-14). */
export function logGamma(x: number): number {
  let sum = 0;
  for (const [index, coefficient] of COEFFICIENTS.entries()) {
    sum += index === 0 ? coefficient : coefficient / (x + index - 1);
  }
  const shifted = x + G - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}
