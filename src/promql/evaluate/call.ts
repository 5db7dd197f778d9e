import type { Call, Expr, Selector } from "../syntax/ast.ts";
import { withoutParens } from "../syntax/print.ts";
import type { Compiled, Context, RangeNode, ScalarNode, VectorNode } from "./context.ts";
import { labelJoiner, labelReplacer } from "./label-functions.ts";
import { type Labels, metricName, remembered } from "./labels.ts";
import { fail, Samples, unsupported } from "./outcome.ts";
import { keepsName, rangeFunctions } from "./over-time.ts";
import { type Bucket, bucketFraction, bucketQuantile, byValue } from "./quantile.ts";
import { instantSelector } from "./selector.ts";
import { dateFunctions, dateOf, parseBound, roundTo, valueFunctions } from "./simple-functions.ts";

/** A call being compiled: its arguments, compiled, and what they share. */
interface Calling {
  readonly call: Call;
  readonly args: readonly Compiled[];
  readonly context: Context;
}

type Compile = (calling: Calling) => ScalarNode | VectorNode;

function vectorArgument({ call, args }: Calling, index: number): VectorNode {
  const argument = args[index];
  return argument?.type === "vector" ? argument : fail(`argument ${index + 1} of ${call.name} is no instant vector`);
}

function scalarArgument({ call, args }: Calling, index: number): ScalarNode {
  const argument = args[index];
  return argument?.type === "scalar" ? argument : fail(`argument ${index + 1} of ${call.name} is no scalar`);
}

function stringArgument({ call, args }: Calling, index: number): string {
  const argument = args[index];
  return argument?.type === "string" ? argument.value : fail(`argument ${index + 1} of ${call.name} is no string`);
}

/** A function of each sample's value; `prepare` gives the function for a moment. */
function perSample(
  vector: VectorNode,
  prepare: (now: number) => ((value: number) => number) | undefined,
  context: Context,
): VectorNode {
  const nameless = remembered((labels) => context.pool.withoutName(labels));
  return {
    type: "vector",
    at: (now) => {
      const samples = vector.at(now);
      const result = new Samples();
      const change = prepare(now);
      if (!change) return result;
      for (const [index, labels] of samples.labels.entries())
        result.push(nameless(labels), change(samples.value(index)));
      return result.unique();
    },
  };
}

function overTime(calling: Calling): VectorNode {
  const { call, args, context } = calling;
  const compute = rangeFunctions.get(call.name) ?? unsupported(call.name);
  const range = args.find((argument) => argument.type === "range") ?? fail(`${call.name} needs a range vector`);
  const number = args.find((argument) => argument.type === "scalar");
  const labelsOf = keepsName.has(call.name)
    ? (labels: Labels) => labels
    : remembered((labels) => context.pool.withoutName(labels));
  return {
    type: "vector",
    at: (now) => {
      const result = new Samples();
      const parameter = number ? number.at(now) : 0;
      range.at(now, (window) => {
        const value = compute(window, parameter);
        if (value !== undefined) result.push(labelsOf(window.labels), value);
      });
      return result.unique();
    },
  };
}

function dates(calling: Calling): VectorNode {
  const part = dateFunctions.get(calling.call.name) ?? fail("no such function");
  if (calling.args.length > 0) {
    return perSample(vectorArgument(calling, 0), () => (value) => part(dateOf(value)), calling.context);
  }
  const none = calling.context.pool.of([]);
  return { type: "vector", at: (now) => single(none, part(new Date(Math.floor(now / 1000) * 1000))) };
}

function single(labels: Labels, value: number): Samples {
  const samples = new Samples();
  samples.push(labels, value);
  return samples;
}

function clamped(calling: Calling): VectorNode {
  const { call, context } = calling;
  const lower = call.name === "clamp_max" ? undefined : scalarArgument(calling, 1);
  const upper = call.name === "clamp_min" ? undefined : scalarArgument(calling, call.name === "clamp" ? 2 : 1);
  return perSample(
    vectorArgument(calling, 0),
    (now) => {
      const [low, high] = [lower?.at(now) ?? Number.NEGATIVE_INFINITY, upper?.at(now) ?? Number.POSITIVE_INFINITY];
      return high < low ? undefined : (value) => Math.max(low, Math.min(high, value));
    },
    context,
  );
}

function rounded(calling: Calling): VectorNode {
  const nearest = calling.args.length > 1 ? scalarArgument(calling, 1) : undefined;
  return perSample(
    vectorArgument(calling, 0),
    (now) => {
      const step = nearest ? nearest.at(now) : 1;
      return (value) => roundTo(value, step);
    },
    calling.context,
  );
}

/** The labels of `absent`: those that the selector directly inside pins, each only once. */
function absentLabels(argument: Expr | undefined, context: Context): Labels {
  if (argument?.kind !== "selector") return context.pool.of([]);
  const pinned = new Map<string, string>();
  const seen = new Set<string>();
  for (const { label, operator, value } of argument.matchers) {
    if (label === metricName) continue;
    if (operator === "=" && !seen.has(label)) pinned.set(label, value);
    else pinned.delete(label);
    if (operator === "=") seen.add(label);
  }
  return context.pool.of(pinned);
}

function absent(calling: Calling): VectorNode {
  const { call, args, context } = calling;
  const [argument] = args;
  const labels = absentLabels(call.args[0] && withoutParens(call.args[0]), context);
  const isPresent = (now: number): boolean => {
    if (argument?.type === "vector") return argument.at(now).length > 0;
    return argument?.type === "range" && hasSamples(argument, now);
  };
  return { type: "vector", at: (now) => (isPresent(now) ? new Samples() : single(labels, 1)) };
}

function hasSamples(range: RangeNode, now: number): boolean {
  let found = false;
  range.at(now, () => {
    found = true;
  });
  return found;
}

function relabelled(calling: Calling): VectorNode {
  const { call, args, context } = calling;
  const vector = vectorArgument(calling, 0);
  const text = (index: number): string => stringArgument(calling, index);
  const sources = args.slice(3).map((_, index) => text(index + 3));
  const change =
    call.name === "label_replace"
      ? labelReplacer(context.pool, text(1), text(2), text(3), text(4))
      : labelJoiner(context.pool, text(1), text(2), sources);
  const labelsOf = remembered(change);
  return {
    type: "vector",
    at: (now) => {
      const samples = vector.at(now);
      const result = new Samples();
      for (const [index, labels] of samples.labels.entries()) result.push(labelsOf(labels), samples.value(index));
      return result.unique();
    },
  };
}

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
  const base = remembered((labels) => context.pool.keep(labels, (name) => name !== "le"));
  const nameless = remembered((labels) => context.pool.withoutName(labels));
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

function histogramQuantile(calling: Calling): VectorNode {
  const q = scalarArgument(calling, 0);
  return ofHistograms(vectorArgument(calling, 1), calling.context, (buckets, now) =>
    bucketQuantile(q.at(now), buckets),
  );
}

function histogramFraction(calling: Calling): VectorNode {
  const [lower, upper] = [scalarArgument(calling, 0), scalarArgument(calling, 1)];
  return ofHistograms(vectorArgument(calling, 2), calling.context, (buckets, now) =>
    bucketFraction(lower.at(now), upper.at(now), buckets),
  );
}

function sorted(calling: Calling): VectorNode {
  const vector = vectorArgument(calling, 0);
  const falling = calling.call.name === "sort_desc";
  return {
    type: "vector",
    at: (now) => {
      const samples = vector.at(now);
      const order = samples.values
        .map((value, index) => ({ value, labels: samples.labels[index] }))
        .sort((first, second) => sortOrder(first.value, second.value, falling));
      const result = new Samples();
      for (const { value, labels } of order) if (labels) result.push(labels, value);
      return result;
    },
  };
}

function sortOrder(first: number, second: number, falling: boolean): number {
  if (Number.isNaN(first) || Number.isNaN(second)) return byValue(second, first);
  return falling ? second - first : first - second;
}

function timestamp(calling: Calling): VectorNode {
  const { call, context } = calling;
  const argument = call.args[0] && withoutParens(call.args[0]);
  if (argument?.kind === "selector" && argument.range === undefined) return timesOf(argument, context);
  return perSample(vectorArgument(calling, 0), (now) => () => now / 1000, context);
}

/** Directly before a selector `timestamp` tells when each sample was taken. */
function timesOf(selector: Selector, context: Context): VectorNode {
  const times = instantSelector(selector, context, (series, index) => series.timestamps[index] ?? 0);
  return perSample(times, () => (time) => time / 1000, context);
}

function toScalar(calling: Calling): ScalarNode {
  const vector = vectorArgument(calling, 0);
  return {
    type: "scalar",
    at: (now) => {
      const samples = vector.at(now);
      return samples.length === 1 ? samples.value(0) : Number.NaN;
    },
  };
}

function toVector(calling: Calling): VectorNode {
  const number = scalarArgument(calling, 0);
  const none = calling.context.pool.of([]);
  return { type: "vector", at: (now) => single(none, number.at(now)) };
}

const compilers: ReadonlyMap<string, Compile> = new Map<string, Compile>([
  ["time", () => ({ type: "scalar", at: (now) => now / 1000 })],
  ["pi", () => ({ type: "scalar", at: () => Math.PI })],
  ["scalar", toScalar],
  ["vector", toVector],
  ["clamp", clamped],
  ["clamp_min", clamped],
  ["clamp_max", clamped],
  ["round", rounded],
  ["absent", absent],
  ["absent_over_time", absent],
  ["label_replace", relabelled],
  ["label_join", relabelled],
  ["histogram_quantile", histogramQuantile],
  ["histogram_fraction", histogramFraction],
  ["sort", sorted],
  ["sort_desc", sorted],
  ["timestamp", timestamp],
]);

/** A call of a function with compiled arguments. */
export function callNode(call: Call, args: readonly Compiled[], context: Context): ScalarNode | VectorNode {
  const calling = { call, args, context };
  const compile = compilers.get(call.name);
  if (compile) return compile(calling);
  const change = valueFunctions.get(call.name);
  if (change) return perSample(vectorArgument(calling, 0), () => change, context);
  if (dateFunctions.has(call.name)) return dates(calling);
  return rangeFunctions.has(call.name) ? overTime(calling) : unsupported(call.name);
}
