import { addWeighted, type ExponentialMoments, weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { number, object, parse } from "../../schema/index.ts";
import type { Model } from "../model.ts";
import type { Parameters } from "./parameters.ts";

const state = object({
  count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  mean: number(),
  variance: number({ minimum: 0, maximum: Number.MAX_VALUE }),
});

/** Mean and deviation in which old values fade; the first values weigh alike, so that none rules the warm-up. */
export function fadingModel(parameters: Parameters, saved?: unknown): Model {
  const weight = weightOfHalfLife(parameters.halfLifeSamples);
  let moments: ExponentialMoments = saved === undefined ? { count: 0, mean: 0, variance: 0 } : parse(state, saved);
  return {
    get count() {
      return moments.count;
    },
    baseline() {
      const { mean, variance } = moments;
      return { expected: mean, low: mean, high: mean, scale: Math.sqrt(variance), threshold: parameters.threshold };
    },
    learn(value) {
      moments = addWeighted(moments, value, Math.max(weight, 1 / (moments.count + 1)));
    },
    toJSON: () => moments,
  };
}
