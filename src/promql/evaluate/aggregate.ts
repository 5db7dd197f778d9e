import type { Aggregation } from "../syntax/ast.ts";
import type { Context, ScalarNode, VectorNode } from "./context.ts";
import { KahanMean, KahanSum } from "./kahan.ts";
import { type Labels, metricName } from "./labels.ts";
import { fail, Samples, unsupported } from "./outcome.ts";
import { byValue, quantile } from "./quantile.ts";
import { formatFloat } from "./simple-functions.ts";

type Reduce = (values: readonly number[], parameter: number) => number;

function sum(values: readonly number[]): number {
  const total = new KahanSum(Number(values[0]));
  for (let index = 1; index < values.length; index++) total.add(Number(values[index]));
  return total.value + total.rest;
}

function mean(values: readonly number[]): number {
  const [first = 0, ...rest] = values;
  const total = new KahanMean(first);
  for (const value of rest) total.add(value);
  return total.mean();
}

/** Welford's variance, as Prometheus aggregates: without Kahan sums, and NaN from an infinite first value. */
function variance(values: readonly number[]): number {
  const [first = Number.NaN, ...rest] = values;
  let average = first;
  let squares = Number.isFinite(first) ? 0 : Number.NaN;
  for (const [index, value] of rest.entries()) {
    const distance = value - average;
    average += distance / (index + 2);
    squares += distance * (value - average);
  }
  return squares / values.length;
}

function extreme(wins: (value: number, kept: number) => boolean): Reduce {
  return ([first = Number.NaN, ...rest]) => {
    let kept = first;
    for (const value of rest) if (wins(value, kept) || Number.isNaN(kept)) kept = value;
    return kept;
  };
}

const reducers: ReadonlyMap<string, Reduce> = new Map<string, Reduce>([
  ["sum", sum],
  ["avg", mean],
  ["min", extreme((value, kept) => value < kept)],
  ["max", extreme((value, kept) => value > kept)],
  ["count", (values) => values.length],
  ["group", () => 1],
  ["stdvar", variance],
  ["stddev", (values) => Math.sqrt(variance(values))],
  ["quantile", (values, q) => quantile(q, [...values])],
]);

/** The labels of the group that a series belongs to. */
function grouper(expr: Aggregation, context: Context, added: readonly string[] = []): (labels: Labels) => Labels {
  const { pool } = context;
  const grouping = expr.grouping;
  if (grouping?.kind === "without") {
    return pool.without([...grouping.labels, metricName]);
  }
  return pool.only([...(grouping?.labels ?? []), ...added]);
}

function grouped(samples: Samples, group: (labels: Labels) => Labels): Map<Labels, number[]> {
  const groups = new Map<Labels, number[]>();
  for (const [index, labels] of samples.labels.entries()) {
    const key = group(labels);
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  }
  return groups;
}

/** Groups reduced to one number each. */
function reducing(
  reduce: Reduce,
  group: (labels: Labels) => Labels,
  inner: VectorNode,
  parameter: ScalarNode,
): VectorNode {
  return {
    type: "vector",
    at: (now) => {
      const samples = inner.at(now);
      const number = parameter.at(now);
      const result = new Samples();
      for (const [labels, members] of grouped(samples, group)) {
        result.push(
          labels,
          reduce(
            members.map((index) => samples.value(index)),
            number,
          ),
        );
      }
      return result;
    },
  };
}

/** How many series the parameter asks for; Prometheus refuses what no int64 holds. */
function wanted(parameter: number, available: number): number {
  if (parameter < 1) return 0;
  if (Number.isNaN(parameter)) fail("Parameter value is NaN");
  if (parameter >= 2 ** 63) fail(`Scalar value ${parameter} overflows int64`);
  return Math.min(Math.trunc(parameter), available);
}

/**
 * `topk` and `bottomk`: whole series of each group, NaN last. Where equal values meet at the cut, Prometheus's choice
 * depends on the order in its storage, so there is no answer.
 */
function selecting(
  isTop: boolean,
  group: (labels: Labels) => Labels,
  inner: VectorNode,
  parameter: ScalarNode,
): VectorNode {
  return {
    type: "vector",
    at: (now) => {
      const samples = inner.at(now);
      const result = new Samples();
      const k = wanted(parameter.at(now), samples.length);
      for (const members of k > 0 ? grouped(samples, group).values() : []) {
        const order = members.toSorted((first, second) => rank(samples.value(first), samples.value(second), isTop));
        const [last, next] = [order[k - 1], order[k]];
        if (last !== undefined && next !== undefined && rank(samples.value(last), samples.value(next), isTop) === 0) {
          unsupported("topk or bottomk that must choose between equal values");
        }
        for (const index of order.slice(0, k)) result.copy(samples, index);
      }
      return result;
    },
  };
}

function rank(first: number, second: number, isTop: boolean): number {
  if (Number.isNaN(first) || Number.isNaN(second)) return byValue(second, first);
  return isTop ? byValue(second, first) : byValue(first, second);
}

/** `count_values`: how often each value occurs, the value as a label. */
function counting(expr: Aggregation, label: string, inner: VectorNode, context: Context): VectorNode {
  if (label === "") fail("invalid label name");
  const group = grouper(expr, context, [label]);
  return {
    type: "vector",
    at: (now) => {
      const samples = inner.at(now);
      const counts = new Map<Labels, number>();
      for (const [index, labels] of samples.labels.entries()) {
        const key = group(context.pool.set(labels, label, formatFloat(samples.value(index))));
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const result = new Samples();
      for (const [labels, count] of counts) result.push(labels, count);
      return result;
    },
  };
}

/** An aggregation over a compiled vector. */
export function aggregationNode(
  expr: Aggregation,
  inner: VectorNode,
  parameter: ScalarNode | { readonly type: "string"; readonly value: string },
  context: Context,
): VectorNode {
  if (expr.operator === "count_values" && parameter.type === "string")
    return counting(expr, parameter.value, inner, context);
  if (parameter.type === "string") return fail(`${expr.operator} takes no string`);
  const group = grouper(expr, context);
  const reduce = reducers.get(expr.operator);
  if (reduce) return reducing(reduce, group, inner, parameter);
  if (expr.operator === "topk" || expr.operator === "bottomk")
    return selecting(expr.operator === "topk", group, inner, parameter);
  return unsupported(expr.operator);
}
