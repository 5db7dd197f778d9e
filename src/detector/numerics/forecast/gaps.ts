/**
 * A copy in which what is no finite number is what was one period before it, or else what the neighbours on both sides give in
 * a straight line; 0 where there is nothing at all.
 */
export function withoutGaps(values: ArrayLike<number>, period = 0): Float64Array {
  const whole = Float64Array.from(values);
  for (let at = period; at < whole.length; at += 1) {
    if (!isSound(whole[at])) whole[at] = Number(whole[at - period]);
  }
  let last = -1;
  for (let at = 0; at < whole.length; at += 1) {
    if (!isSound(whole[at])) continue;
    bridge(whole, last, at);
    last = at;
  }
  whole.fill(last < 0 ? 0 : Number(whole[last]), last + 1);
  return whole;
}

/** Sums of squares of values up to this stay finite. */
const GREATEST_VALUE = 1e100;

function isSound(value: number | undefined): boolean {
  return Math.abs(Number(value)) <= GREATEST_VALUE;
}

/** Fills what lies between two sound places; before the first sound one, with it. */
function bridge(values: Float64Array, from: number, to: number): void {
  const end = Number(values[to]);
  const start = from < 0 ? end : Number(values[from]);
  for (let at = from + 1; at < to; at += 1) values[at] = start + ((end - start) * (at - from)) / (to - from);
}
