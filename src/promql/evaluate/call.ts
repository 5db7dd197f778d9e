import type { Call, Selector } from "../syntax/ast.ts";
import { withoutParens } from "../syntax/print.ts";
import { absent } from "./absent.ts";
import {
  type Calling,
  type Compile,
  perSample,
  scalarArgument,
  single,
  stringArgument,
  vectorArgument,
} from "./calling.ts";
import type { Compiled, Context, ScalarNode, VectorNode } from "./context.ts";
import { histogramFraction, histogramQuantile } from "./histogram-functions.ts";
import { labelJoiner, labelReplacer } from "./label-functions.ts";
import { type Labels, remembered } from "./labels.ts";
import { fail, Samples, unsupported } from "./outcome.ts";
import { keepsName, rangeFunctions } from "./over-time.ts";
import { byValue } from "./quantile.ts";
import { instantSelector } from "./selector.ts";
import { dateFunctions, dateOf, roundTo, valueFunctions } from "./simple-functions.ts";

function overTime(calling: Calling): VectorNode {
  const { call, args, context } = calling;
  const compute = rangeFunctions.get(call.name) ?? unsupported(call.name);
  const range = args.find((argument) => argument.type === "range") ?? fail(`${call.name} needs a range vector`);
  const number = args.find((argument) => argument.type === "scalar");
  const labelsOf = keepsName.has(call.name) ? (labels: Labels) => labels : context.pool.withoutName;
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
  const times = instantSelector(selector, context, (series, index) => Number(series.timestamps[index]));
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
