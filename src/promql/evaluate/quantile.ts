/** A bucket of a classic histogram: its upper bound and how many observations are at or below it. */
export interface Bucket {
  readonly bound: number;
  count: number;
}

/** NaN first, then by size, as Prometheus orders samples. */
export function byValue(first: number, second: number): number {
  if (Number.isNaN(first)) return Number.isNaN(second) ? 0 : -1;
  return Number.isNaN(second) ? 1 : first - second || 0;
}

/** The value below which a share `q` of the values lies, between two neighbours by weight. Sorts the values. */
export function quantile(q: number, values: number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  values.sort(byValue);
  const rank = q * (values.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return Number(values[lower]) * (1 - weight) + Number(values[upper]) * weight;
}

/** Relative difference below which two neighbouring counts are one, as Prometheus forgives rounding. */
const tolerance = 1e-12;

function almostEqual(first: number, second: number): boolean {
  if (first === second || (Number.isNaN(first) && Number.isNaN(second))) return true;
  const smallestNormal = 2 ** -1022;
  const sum = Math.abs(first) + Math.abs(second);
  const difference = Math.abs(first - second);
  if (first === 0 || second === 0 || sum < smallestNormal) return difference < tolerance * smallestNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < tolerance;
}

/** Sorted buckets, equal bounds added up. Undefined where the highest isn't +Inf. */
function sortedBuckets(buckets: readonly Bucket[]): Bucket[] | undefined {
  const sorted = buckets.map((bucket) => ({ ...bucket })).sort((first, second) => first.bound - second.bound || 0);
  if (sorted.at(-1)?.bound !== Number.POSITIVE_INFINITY) return undefined;
  const merged: Bucket[] = [];
  for (const bucket of sorted) {
    const last = merged.at(-1);
    if (last?.bound === bucket.bound) last.count += bucket.count;
    else merged.push(bucket);
  }
  return merged;
}

/** Counts that fall or differ by rounding only are put to the one before. */
function makeMonotonic(buckets: readonly Bucket[]): void {
  let previous = Number(buckets[0]?.count);
  for (const bucket of buckets.slice(1)) {
    if (bucket.count === previous) continue;
    if (almostEqual(previous, bucket.count) || bucket.count < previous) bucket.count = previous;
    else previous = bucket.count;
  }
}

/** `histogram_quantile` of a classic histogram (Prometheus 3.15's BucketQuantile): linear within a bucket. */
export function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const buckets = sortedBuckets(unsorted);
  if (!buckets) return Number.NaN;
  makeMonotonic(buckets);
  const observations = Number(buckets.at(-1)?.count);
  if (buckets.length < 2 || observations === 0) return Number.NaN;
  return interpolated(buckets, q * observations);
}

function interpolated(buckets: readonly Bucket[], rank: number): number {
  const last = buckets.length - 1;
  // A comparison with NaN is false, so a NaN rank goes to the last bucket, as in Prometheus's search.
  const found = buckets.findIndex((bucket, index) => index === last || bucket.count >= rank);
  const bucket = buckets[found];
  const before = buckets[found - 1];
  if (!bucket || found === last) return Number(buckets[last - 1]?.bound);
  if (!before) return bucket.bound <= 0 ? bucket.bound : bucket.bound * (rank / bucket.count);
  return before.bound + (bucket.bound - before.bound) * ((rank - before.count) / (bucket.count - before.count));
}

/** `histogram_fraction` of a classic histogram: the share of observations between two values. */
export function bucketFraction(lower: number, upper: number, unsorted: readonly Bucket[]): number {
  const buckets = sortedBuckets(unsorted);
  const count = buckets?.at(-1)?.count ?? 0;
  if (!buckets || count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  return (rankOf(upper, buckets, count) - rankOf(lower, buckets, count)) / count;
}

/** How many observations lie below a value. */
function rankOf(value: number, buckets: readonly Bucket[], count: number): number {
  let rank = 0;
  let start = Number(buckets[0]?.bound) <= 0 ? Number.NEGATIVE_INFINITY : 0;
  for (const bucket of buckets) {
    if (start >= value) return Math.min(rank, count);
    if (bucket.bound > value) {
      const inside =
        start === Number.NEGATIVE_INFINITY
          ? bucket.count
          : rank + ((bucket.count - rank) * (value - start)) / (bucket.bound - start);
      return inside > count ? count : inside;
    }
    rank = bucket.count;
    start = bucket.bound;
  }
  return count;
}
