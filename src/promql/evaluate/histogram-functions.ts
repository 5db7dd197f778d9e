import { type Calling, scalarArgument, vectorArgument } from "./calling.ts";
import type { Context, VectorNode } from "./context.ts";
import type { Labels } from "./labels.ts";
import { Samples } from "./outcome.ts";
import { type Bucket, bucketFraction, bucketQuantile } from "./quantile.ts";
import { parseBound } from "./simple-functions.ts";

/** Buckets of each classic histogram in a vector, by its labels without `le`. */
function histograms(samples: Samples, base: (labels: Labels) => Labels): Map<Labels, Bucket[]> {
  const found = new Map<Labels, Bucket[]>();
  for (const [index, labels] of samples.labels.entries()) {
    const bound = parseBound(labels.get("le"));
    if (bound === undefined) continue;
    const key = base(labels);
    const buckets = found.get(key);
    const bucket = { bound, count: samples.value(index) };
    if (buckets) buckets.push(bucket);
    else found.set(key, [bucket]);
  }
  return found;
}

function ofHistograms(
  vector: VectorNode,
  context: Context,
  compute: (buckets: readonly Bucket[], now: number) => number,
): VectorNode {
  const base = context.pool.without(["le"]);
  const nameless = context.pool.withoutName;
  return {
    type: "vector",
    at: (now) => {
      const result = new Samples();
      for (const [labels, buckets] of histograms(vector.at(now), base))
        result.push(nameless(labels), compute(buckets, now));
      return result.unique();
    },
  };
}

/** `histogram_quantile` of classic histograms. */
export function histogramQuantile(calling: Calling): VectorNode {
  const q = scalarArgument(calling, 0);
  return ofHistograms(vectorArgument(calling, 1), calling.context, (buckets, now) =>
    bucketQuantile(q.at(now), buckets),
  );
}

/** `histogram_fraction` of classic histograms. */
export function histogramFraction(calling: Calling): VectorNode {
  const [lower, upper] = [scalarArgument(calling, 0), scalarArgument(calling, 1)];
  return ofHistograms(vectorArgument(calling, 2), calling.context, (buckets, now) =>
    bucketFraction(lower.at(now), upper.at(now), buckets),
  );
}
