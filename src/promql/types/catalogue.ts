import { onceFor } from "../../values/once-for.ts";
import type { Unit } from "../../values/quantity.ts";
import type { MetricLabels } from "./labels.ts";

/** Bounds that a value never leaves; infinite where nothing is known. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Everything that a number can be. */
export const ANYTHING: Range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** From zero up, as counters, counts and sizes are. */
export const NOT_NEGATIVE: Range = { from: 0, to: Number.POSITIVE_INFINITY };

/** What is known of the series of one name, as Prometheus stores them. */
export interface Series {
  readonly name: string;
  /** The metric that an author declares: `_bucket`, `_sum` and `_count` belong to their histogram. */
  readonly metric: string;
  readonly type: "counter" | "gauge" | "histogram" | "bucket";
  readonly unit: Unit;
  readonly range: Range;
  /** Each label with its values, where they are declared; `undefined` means any. */
  readonly labels: ReadonlyMap<string, readonly string[] | undefined>;
  /** Upper bounds of the histogram's buckets, without infinity. */
  readonly buckets: readonly number[];
  /** It may have other labels, too: nobody declared it. */
  readonly isOpen?: true;
}

/** All series that a tenant's expressions may read, by name. */
export type SeriesCatalogue = ReadonlyMap<string, Series>;

/** The catalogue as label inference asks for it. */
export function labelCatalogue(catalogue: SeriesCatalogue): (metric: string) => MetricLabels | undefined {
  return (metric) => {
    const series = catalogue.get(metric);
    return series === undefined || series.isOpen === true ? undefined : metricLabels(series);
  };
}

const metricLabels = onceFor(
  ({ labels, type }: Series): MetricLabels => ({
    labels: [...labels.keys()],
    kind: type === "counter" ? "counter" : "gauge",
  }),
);

/** How `le` is written: Prometheus 3 scrapes `1` as `1.0`, 2 keeps what the target exposes, which mostly is Go's form. */
export type BucketForm = "float" | "plain";

/** The value of `le` for a bound. */
export function bucketLabel(bound: number, form: BucketForm): string {
  if (bound === Number.POSITIVE_INFINITY) return "+Inf";
  const text = inGo(bound);
  return form === "float" && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

// strconv.FormatFloat(bound, 'g', -1, 64): 1048576 is 1.048576e+06, 0.00001 is 1e-05.
function inGo(bound: number): string {
  const [digits = "", exponent = "0"] = bound.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(bound);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** The series of a histogram: its buckets, their count and the sum of what was observed. */
export function histogramSeries(histogram: Series, form: BucketForm): readonly Series[] {
  const { name, labels, buckets, unit } = histogram;
  const bounds = [...buckets, Number.POSITIVE_INFINITY].map((bound) => bucketLabel(bound, form));
  const common = { metric: name, buckets, range: NOT_NEGATIVE };
  return [
    { ...common, name: `${name}_bucket`, type: "bucket", unit: "events", labels: new Map([...labels, ["le", bounds]]) },
    { ...common, name: `${name}_count`, type: "counter", unit: "events", labels },
    { ...common, name: `${name}_sum`, type: "counter", unit, labels },
  ];
}
