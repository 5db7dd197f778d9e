/** The four types of a PromQL expression; `matrix` is a range vector, `vector` an instant one. */
export type ValueType = "scalar" | "vector" | "matrix" | "string";

/** What a function takes and gives, as in Prometheus 3.15's own table. */
export interface Signature {
  readonly arguments: readonly ValueType[];
  /** 0: exactly the arguments; n: the last is optional and may stand up to n times; -1: any number of the last. */
  readonly variadic: number;
  readonly returns: ValueType;
  readonly experimental: boolean;
}

const letters: Readonly<Record<string, ValueType>> = { v: "vector", m: "matrix", s: "scalar", t: "string" };

/** Reads `ms>v` as (matrix, scalar) → vector; `+n` adds variadic n, `!` marks an experimental function. */
function signature(text: string): Signature {
  const [takes = "", gives = ""] = text.replace("!", "").split(">");
  const [returns = "v", variadic = "0"] = gives.split("+");
  return {
    arguments: [...takes].map((letter) => letters[letter] ?? "vector"),
    variadic: Number(variadic),
    returns: letters[returns] ?? "vector",
    experimental: text.endsWith("!"),
  };
}

const table: Readonly<Record<string, string>> = {
  "v>v": `abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum
    histogram_stddev histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp`,
  "m>v": `absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time
    max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time`,
  "v>v+1": "days_in_month day_of_month day_of_week day_of_year hour minute month year",
  "vs>v+1": "round",
  "vss>v": "clamp",
  "vs>v": "clamp_max clamp_min",
  "ssv>v": "histogram_fraction",
  "sv>v": "histogram_quantile",
  "vtttt>v": "label_replace",
  "vttt>v+-1": "label_join",
  ">s": "pi time",
  "ms>v": "predict_linear",
  "sm>v": "quantile_over_time",
  "v>s": "scalar",
  "s>v": "vector",
  ">s!": "end start step range",
  "ss>s!": "max_of min_of",
  "m>v!": "mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time",
  "mss>v!": "double_exponential_smoothing",
  "vtss>v+9!": "histogram_quantiles",
  "vv>v+1!": "info",
  "vt>v+-1!": "sort_by_label sort_by_label_desc",
  "v>v!": "start_timestamp",
};

/** Every function of Prometheus 3.15, experimental ones included, by name. */
export const functions: ReadonlyMap<string, Signature> = new Map(
  Object.entries(table).flatMap(([shape, names]) => {
    const shared = signature(shape);
    return names.split(/\s+/).map((name) => [name, shared] as const);
  }),
);

interface AggregationForm {
  /** The type of the parameter that stands first; absent where there is none. */
  readonly parameter?: ValueType;
  readonly experimental: boolean;
}

const aggregationTable: readonly (readonly [names: string, form: AggregationForm])[] = [
  ["sum avg min max count group stddev stdvar", { experimental: false }],
  ["topk bottomk quantile", { parameter: "scalar", experimental: false }],
  ["limitk limit_ratio", { parameter: "scalar", experimental: true }],
  ["count_values", { parameter: "string", experimental: false }],
];

/** Every aggregation of Prometheus 3.15 by name, with its parameter's type. */
export const aggregations: ReadonlyMap<string, AggregationForm> = new Map(
  aggregationTable.flatMap(([names, form]) => names.split(" ").map((name) => [name, form] as const)),
);
