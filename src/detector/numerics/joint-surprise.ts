/**
 * −ln of the probability that independent events are together at least as surprising, from −ln of each one's (Fisher,
 * Statistical methods for research workers, 1932): the tail of a gamma distribution, in closed form for whole numbers.
 */
export function jointSurprise(surprises: readonly number[]): number {
  const total = surprises.reduce((sum, one) => sum + one, 0);
  let term = 1;
  let terms = 0;
  for (let index = 1; index <= surprises.length; index += 1) {
    terms += term;
    term *= total / index;
  }
  return total - Math.log(terms);
}
