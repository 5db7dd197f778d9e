import { clipped } from "../clipped.ts";
import { kind } from "../diagnostic.ts";
import { allOf, nearest, oneOf } from "../nearest.ts";
import { guessBound, unitInWords } from "./bound-guess.ts";

function didYouMean(word: string, known: readonly string[]): string | undefined {
  const meant = nearest(word, known);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

// What every scrape adds is seldom what was meant.
function ownFirst(labels: readonly string[]): readonly string[] {
  const added = ["instance", "job", "le"];
  return [...labels.filter((label) => !added.includes(label)), ...labels.filter((label) => added.includes(label))];
}

function quoted(text: string): string {
  return JSON.stringify(clipped(text));
}

const LONGEST = 70;

// A long expression stands in the excerpt already.
function short(expression: string): string {
  return expression.length > LONGEST ? "the expression" : expression;
}

/** A metric that the tenant doesn't declare. */
export const undeclaredMetric = kind({
  code: "MG2001",
  name: "metric/undeclared",
  severity: "error",
  title: "metric isn't declared",
  reason: ({ metric, known }: { metric: string; known: readonly string[] }) =>
    known.length === 0
      ? `no metric is called '${metric}'; none is declared`
      : `no metric is called '${metric}'; declared are ${allOf(known, 12)}`,
  suggestion: ({ metric, known }) => didYouMean(metric, known) ?? `declare '${metric}' under metrics`,
});

/** A label that the metric doesn't have. */
export const undeclaredLabel = kind({
  code: "MG2002",
  name: "label/undeclared",
  severity: "error",
  title: "label isn't there",
  reason: ({ label, of, known }: { label: string; of: string; known: readonly string[]; metric?: string }) =>
    `${of} ${known.length > 1 ? `has the labels ${allOf(ownFirst(known))}` : `has ${known.length === 0 ? "no labels" : `only the label ${known[0]}`}`}, not '${label}'`,
  suggestion: ({ label, known, metric }) =>
    didYouMean(label, known) ?? (metric === undefined ? undefined : `declare '${label}' among the labels of ${metric}`),
});

/** A label value that the metric never has. */
export const undeclaredValue = kind({
  code: "MG2003",
  name: "label/value-undeclared",
  severity: "error",
  title: "label never has this value",
  reason: ({ label, value, known }: { label: string; value: string; known: readonly string[] }) =>
    `'${label}' is ${oneOf(known)}, never ${quoted(value)}`,
  suggestion: ({ value, known }) => didYouMean(value, known),
});

/** A text that is no PromQL. */
export const invalidPromql = kind({
  code: "MG2101",
  name: "promql/invalid",
  severity: "error",
  title: "expression is no valid PromQL",
  reason: ({ problem }: { problem: string; guess?: string }) => problem,
  suggestion: ({ guess }) => (guess === undefined ? undefined : `did you mean ${guess}?`),
});

/** Recordings that read each other, or one that reads itself. */
export const circularRecording = kind({
  code: "MG2126",
  name: "recording/circular",
  severity: "error",
  title: "recording reads itself",
  reason: ({ names }: { names: readonly string[] }) =>
    `${names[0]} reads ${names.slice(1).join(", which reads ")}: none of them ever has a value to begin with`,
  suggestion: ({ names }) => `let ${names.at(-2) ?? names[0]} read what is scraped`,
});

/** An alert's condition that compares nothing. */
export const notACondition = kind({
  code: "MG2103",
  name: "alert/no-comparison",
  severity: "error",
  title: "condition compares nothing",
  reason: ({ expression }: { expression: string }) =>
    `${short(expression)} has a value all the time, and an alert fires for every value that its condition returns`,
  suggestion: () => "compare it with a bound: in TypeScript .above(…), in PromQL … > 100",
});

/** A bound that the values never reach. */
export const impossibleBound = kind({
  code: "MG2104",
  name: "alert/impossible-bound",
  severity: "error",
  title: "alert can never fire",
  reason: ({
    left,
    within,
    comparison,
  }: {
    left: string;
    within: string;
    comparison: string;
    meant?: string;
    advice?: string;
  }) => `${left} stays ${within}, the condition asks for ${comparison}`,
  suggestion: ({ meant, advice }) => (meant === undefined ? advice : `did you mean ${meant}?`),
});

/** A bound that the values always meet. */
export const certainBound = kind({
  code: "MG2105",
  name: "alert/certain-bound",
  severity: "error",
  title: "alert can never be silent",
  reason: ({ left, within, comparison }: { left: string; within: string; comparison: string }) =>
    `${left} stays ${within}, which is always ${comparison}`,
  suggestion: () => "choose a bound that the values can be on both sides of",
});

/** A window that holds fewer than two scrapes. */
export const windowTooShort = kind({
  code: "MG2106",
  name: "promql/window-too-short",
  severity: "error",
  title: "window holds fewer than two scrapes",
  reason: ({ window, interval, needs }: { window: string; interval: string; needs: string; of: string }) =>
    `targets are scraped every ${interval}, so ${window} may hold a single sample; ${needs} needs two`,
  suggestion: ({ of }) => `use at least ${of}`,
});

/** A regular expression that RE2 refuses. */
export const invalidRegex = kind({
  code: "MG2107",
  name: "regex/invalid",
  severity: "error",
  title: "regular expression isn't RE2",
  reason: ({ pattern, problem }: { pattern: string; problem: string }) => `${quoted(pattern)}: ${problem}`,
  suggestion: ({ pattern }) =>
    /\(\?<?[=!]/.test(pattern)
      ? "RE2 doesn't look around; exclude values by a matcher of their own, not(…) or !~"
      : undefined,
});

/** A regular expression that matches none of the declared values. */
export const regexMatchesNothing = kind({
  code: "MG2108",
  name: "regex/matches-nothing",
  severity: "error",
  title: "pattern matches no declared value",
  reason: ({ label, pattern, known }: { label: string; pattern: string; known: readonly string[] }) =>
    `'${label}' is ${oneOf(known)}; ${quoted(pattern)} has to match the whole value`,
  suggestion: ({ pattern, known }) => {
    const part = known.find((value) => value.includes(pattern.replace(/[^\w-]/g, "")));
    return part === undefined ? undefined : `did you mean ".*${pattern}.*"?`;
  },
});

/** A counter whose value is used as it is. */
export const rawCounter = kind({
  code: "MG2109",
  name: "promql/raw-counter",
  severity: "error",
  title: "counter used without a rate",
  reason: ({ metric }: { metric: string; form: "builder" | "promql" }) =>
    `${metric} only grows until its process restarts; its value says nothing, its rate does`,
  suggestion: ({ metric, form }) =>
    form === "builder" ? 'take its .rate("5m"), or .increase("1h")' : `rate(${metric}[5m]), or increase(${metric}[1h])`,
});

/** A function for counters on a metric that isn't one. */
export const rateOfGauge = kind({
  code: "MG2110",
  name: "promql/rate-of-gauge",
  severity: "error",
  title: "rate of a gauge",
  reason: ({ call, metric }: { call: string; metric: string; instead: string }) =>
    `${metric} is a gauge; ${call}() takes every fall of it for a restart of a counter`,
  suggestion: ({ instead, metric }) => `${instead}(${metric}[5m])`,
});

/** Operands that count different things. */
export const unlikeUnits = kind({
  code: "MG2111",
  name: "units/unlike",
  severity: "error",
  title: "units don't go together",
  reason: ({ left, operator, right }: { left: string; operator: string; right: string }) =>
    `the left of '${operator}' counts ${left}, the right counts ${right}`,
  suggestion: ({ operator }) =>
    operator === "/"
      ? "a ratio needs the same unit on both sides; .per(…) gives a quotient of unlike units"
      : "bring both sides to one unit, or declare the unit that they share",
});

/** A text that asks for a label which the condition's result hasn't. */
export const unknownPlaceholder = kind({
  code: "MG2112",
  name: "text/unknown-placeholder",
  severity: "error",
  title: "text uses a label that the condition hasn't",
  reason: ({ label, known, declared }: { label: string; known: readonly string[]; declared: boolean }) =>
    `${declared ? `'${label}' is aggregated away` : `there is no '${label}'`}; a text can use ${allOf(known)}`,
  suggestion: ({ label, known, declared }) =>
    declared ? `keep it with by (${label}), or take it out of the text` : didYouMean(label, known),
});

/** Two sides of an operator that share no label set. */
export const neverMatches = kind({
  code: "MG2114",
  name: "promql/never-matches",
  severity: "error",
  title: "the two sides never match",
  reason: ({ left, operator, right }: { left: string; operator: string; right: string; shared: string }) =>
    `the left of '${operator}' has the labels ${left}, the right ${right}; Prometheus pairs equal label sets only`,
  suggestion: ({ shared }) =>
    shared === ""
      ? "aggregate both sides by the same labels"
      : `aggregate both sides by the same labels; in PromQL on(${shared}) pairs by these alone`,
});

/** A bound that isn't written in the unit of what it is compared with. */
export const malformedBound = kind({
  code: "MG2115",
  name: "units/malformed-bound",
  severity: "error",
  title: "bound isn't in the unit of the values",
  reason: ({ found, unit, example }: { found: string; unit: string; example: string }) =>
    `the values ${unitInWords(unit)}, so a bound is written like ${written(example)}; found ${found}`,
  suggestion: ({ found, unit }) => {
    const guess = guessBound(found, unit);
    return guess === undefined ? undefined : `did you mean ${written(guess)}?`;
  },
});

// Only a number without a unit stands without quotes.
function written(bound: string): string {
  return /^-?[\d.]+$/.test(bound) ? bound : JSON.stringify(bound);
}

/** A latency bound between two buckets. */
export const notABucket = kind({
  code: "MG2116",
  name: "histogram/not-a-bucket",
  severity: "error",
  title: "bound is no bucket of the histogram",
  reason: ({ bound, metric, buckets }: { bound: string; metric: string; buckets: readonly string[] }) =>
    `the buckets of ${metric} end at ${allOf(buckets)}, so how many events lie within ${bound} isn't known`,
  suggestion: ({ bound }) => `use one of these, or add a bucket at ${bound}`,
});

/** A quantile outside of 0 to 1, or a percentile outside of 0 to 100. */
export const impossibleQuantile = kind({
  code: "MG2117",
  name: "histogram/impossible-quantile",
  severity: "error",
  title: "quantile out of range",
  reason: ({ found, from, to }: { found: number; from: number; to: number }) =>
    to === 1
      ? `a quantile is a number from ${from} to ${to}, found ${found}`
      : `a percentile is a number from ${from} to below ${to}, found ${found}`,
  suggestion: ({ found, to }) => {
    if (to === 1)
      return found > 1 && found <= 100 ? `did you mean ${Number((found / 100).toPrecision(12))}?` : undefined;
    return found > 0 && found < 1 ? `did you mean ${Number((found * 100).toPrecision(12))}?` : undefined;
  },
});

/** A matcher on the label that keeps tenants apart. */
export const otherTenant = kind({
  code: "MG2118",
  name: "tenant/foreign-matcher",
  severity: "error",
  title: "selector names the tenant itself",
  reason: ({ label, tenant, matcher }: { label: string; tenant: string; matcher: string }) =>
    `every selector gets ${label}="${tenant}"; ${clipped(matcher)} would reach beyond it or nothing at all`,
  suggestion: ({ label }) => `leave '${label}' out`,
});

/** A look further back than samples are kept. */
export const beyondRetention = kind({
  code: "MG2119",
  name: "promql/beyond-retention",
  severity: "error",
  title: "window reaches beyond the retention",
  reason: ({ reach, retention }: { reach: string; retention: string }) =>
    `the expression looks ${reach} back, Prometheus keeps ${retention}`,
  suggestion: ({ retention }) =>
    `look back ${retention} at most, or keep more: prometheus.retention in tenants/organisation`,
});

/** `histogram_quantile` over series without `le`. */
export const quantileWithoutBuckets = kind({
  code: "MG2120",
  name: "histogram/no-buckets",
  severity: "error",
  title: "histogram_quantile without buckets",
  reason: ({ labels }: { labels: string }) =>
    `its argument has ${labels}; without 'le' there are no buckets to take a quantile of`,
  suggestion: () => "keep le: sum by (le, …) (rate(…_bucket[5m]))",
});

const HELP: ReadonlyMap<string, string> = new Map([
  ["a histogram", "declare it with buckets as a histogram, or choose one that is"],
  ["its percentile, mean, rate or share within a bound", 'such as .percentile(95, "5m")'],
]);

/** A metric of a type that the expression can't use. */
export const wrongMetricType = kind({
  code: "MG2121",
  name: "metric/wrong-type",
  severity: "error",
  title: "metric has another type",
  reason: ({ metric, type, needs }: { metric: string; type: string; needs: string }) =>
    `${clipped(metric)} is a ${type}; this needs ${needs}`,
  suggestion: ({ type, needs }) =>
    type === "computed vector"
      ? "write the metric here, narrowed by its labels; monitorgen adds the rate and the window"
      : HELP.get(needs),
});

/** A window that is no duration. */
export const malformedWindow = kind({
  code: "MG2122",
  name: "promql/malformed-window",
  severity: "error",
  title: "window is no duration",
  reason: ({ found }: { found: string; guess?: string }) =>
    `${clipped(found)} is not a duration: whole numbers with s, m, h, d or w, the larger unit first, as 30s, 5m or 1h30m`,
  suggestion: ({ guess }) => (guess === undefined ? undefined : `did you mean "${guess}"?`),
});

/** Alternatives of a condition whose results have unlike labels. */
export const unlikeAlternatives = kind({
  code: "MG2123",
  name: "alert/unlike-alternatives",
  severity: "error",
  title: "alternatives have unlike labels",
  reason: ({ first, second }: { first: readonly string[]; second: readonly string[] }) =>
    `one keeps ${labelsInWords(first)}, the other ${labelsInWords(second)}; texts and routes need the same labels whichever of them is true`,
  suggestion: () => "declare two alerts, or aggregate both by the same labels",
});

function labelsInWords(labels: readonly string[]): string {
  return labels.length === 0 ? "no labels" : allOf(labels);
}

/** A condition where the values themselves are meant. */
export const conditionAsValue = kind({
  code: "MG2124",
  name: "promql/condition-as-value",
  severity: "error",
  title: "condition where values are expected",
  reason: ({ operator }: { operator: string }) =>
    `a comparison with '${operator}' has a value only while it is true, and nothing for the rest of the time`,
  suggestion: () => "leave the comparison out",
});

/** A heartbeat among the causes of an alert. */
export const heartbeatAsCause = kind({
  code: "MG2125",
  name: "alert/heartbeat-as-cause",
  severity: "error",
  title: "alert would be held back for ever",
  reason: ({ alert, cause }: { alert: string; cause: string }) =>
    `${cause} is a heartbeat, which fires all the time, and ${alert} is silent while ${cause} fires`,
  suggestion: ({ cause }) => `take ${cause} out of causedBy`,
});

export const expressionKinds = [
  undeclaredMetric,
  undeclaredLabel,
  undeclaredValue,
  invalidPromql,
  circularRecording,
  notACondition,
  impossibleBound,
  certainBound,
  windowTooShort,
  invalidRegex,
  regexMatchesNothing,
  rawCounter,
  rateOfGauge,
  unlikeUnits,
  unknownPlaceholder,
  neverMatches,
  malformedBound,
  notABucket,
  impossibleQuantile,
  otherTenant,
  beyondRetention,
  quantileWithoutBuckets,
  wrongMetricType,
  malformedWindow,
  unlikeAlternatives,
  conditionAsValue,
  heartbeatAsCause,
];
