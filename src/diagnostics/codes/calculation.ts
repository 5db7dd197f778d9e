import { kind } from "../diagnostic.ts";
import { allOf, oneOf } from "../nearest.ts";

/** A function for counters on what was computed of them. */
export const rateOfComputed = kind({
  code: "MG2127",
  name: "promql/rate-of-computed",
  severity: "error",
  title: "rate of what is no counter",
  reason: ({ call, of }: { call: string; of: "sum" | "value" }) =>
    of === "sum"
      ? `${call}() has to see each counter by itself; an aggregate of counters falls when one of them restarts, and ${call}() takes that for a restart of all`
      : `${call}() needs a counter as it is scraped; what it gets here is computed, and each fall of it counts as a restart`,
  suggestion: ({ call, of }) =>
    of === "sum" ? `take the ${call} first, then the aggregate: sum(${call}(…))` : "use deriv() or delta()",
});

/** A mean, a sum or a quantile of percentiles, means or quotients. */
export const statisticOfStatistics = kind({
  code: "MG2128",
  name: "promql/statistic-of-statistics",
  severity: "warning",
  title: "percentiles, means and ratios don't add up",
  reason: ({ operator, of }: { operator: string; of: "percentiles" | "means" | "ratios" | "averages" }) =>
    `${operator}() of ${of} takes those of few for as much as those of many; the result is none of the whole`,
  suggestion: ({ of }) => {
    if (of === "percentiles")
      return "sum the buckets first, histogram_quantile(…, sum by (le, …) (rate(…_bucket[5m])))";
    if (of === "averages") return "aggregate once";
    return of === "means"
      ? "divide the sum of all by the count of all"
      : "divide the sum of the parts by the sum of the wholes";
  },
});

/** Arithmetic with a comparison that leaves values out instead of giving 0 or 1. */
export const filterInArithmetic = kind({
  code: "MG2129",
  name: "promql/filter-in-arithmetic",
  severity: "warning",
  title: "comparison without bool in arithmetic",
  reason: ({ comparison, operator }: { comparison: string; operator: string }) =>
    `'${comparison}' isn't 0 or 1: where it is true it keeps its value, where not, there is none, and no result of '${operator}' either`,
  suggestion: ({ comparison }) => `write '${comparison} bool' for 0 and 1`,
});

/** Both sides of an operator are the same series. */
export const sameSeries = kind({
  code: "MG2130",
  name: "promql/same-series",
  severity: "error",
  title: "both sides are the same series",
  reason: ({ operator, result }: { operator: string; result: string }) =>
    `Prometheus pairs equal label sets, so each series meets itself, and '${operator}' ${result}`,
  suggestion: () => "aggregate both sides, so that a part meets its whole: sum(…) / sum(…)",
});

/** Several series on a side where one is needed. */
export const manyToMany = kind({
  code: "MG2131",
  name: "promql/many-to-many",
  severity: "error",
  title: "several series match",
  reason: ({ side, by, label, operator }: { side: string; by: readonly string[]; label: string; operator: string }) =>
    `'${operator}' pairs by ${by.length === 0 ? "no label" : allOf(by)}, and the ${side} has a series for each ${label}: Prometheus refuses to evaluate it`,
  suggestion: ({ by, label, side }) =>
    side === "left"
      ? `aggregate it, sum by (${by.join(", ")}) (…), or write group_left`
      : `aggregate it by (${by.join(", ")}), or pair by ${label}, too`,
});

/** Two sides whose values of a label have none in common. */
export const disjointValues = kind({
  code: "MG2132",
  name: "promql/disjoint-values",
  severity: "error",
  title: "the two sides never match",
  reason: ({
    label,
    left,
    operator,
    right,
  }: {
    label: string;
    left: readonly string[];
    operator: string;
    right: readonly string[];
  }) =>
    `on the left of '${operator}' ${label} is ${oneOf(left)}, on the right ${oneOf(right)}; Prometheus pairs equal values only`,
  suggestion: ({ label }) => `aggregate '${label}' away on both sides, or pair without it: ignoring (${label})`,
});

/** Matchers that leave nothing. */
export const contradiction = kind({
  code: "MG2133",
  name: "promql/contradiction",
  severity: "error",
  title: "matchers exclude each other",
  reason: ({ label, matchers }: { label: string; matchers: readonly string[] }) =>
    `no value of '${label}' fulfils ${matchers.length === 1 ? matchers[0] : `both ${allOf(matchers)}`}, so nothing is selected`,
  suggestion: ({ matchers }) =>
    matchers.every((matcher) => matcher.includes('="')) ? 'for one of several values write =~"a|b"' : undefined,
});

/** A subquery that is evaluated too seldom for what is done with it. */
export const subqueryStep = kind({
  code: "MG2134",
  name: "promql/subquery-step",
  severity: "error",
  title: "subquery has too few steps",
  reason: ({ range, step, call, needs }: { range: string; step: string; call: string; needs: string }) =>
    `within ${range}, every ${step} comes ${needs === "two" ? "once" : "perhaps not even once"}; ${call}() needs ${needs}`,
  suggestion: ({ step }) => `choose a longer range than ${step}, or a shorter step`,
});

/** A subquery that asks more often than there are samples. */
export const subqueryTooFine = kind({
  code: "MG2135",
  name: "promql/subquery-too-fine",
  severity: "warning",
  title: "subquery is finer than its samples",
  reason: ({ step, interval, times }: { step: string; interval: string; times: number }) =>
    `targets are scraped every ${interval}; a step of ${step} reads each sample ${times} times, at every evaluation`,
  suggestion: ({ interval }) => `use a step of ${interval} or more`,
});

/** The kinds of this file. */
export const calculationKinds = [
  rateOfComputed,
  statisticOfStatistics,
  filterInArithmetic,
  sameSeries,
  manyToMany,
  disjointValues,
  contradiction,
  subqueryStep,
  subqueryTooFine,
];
