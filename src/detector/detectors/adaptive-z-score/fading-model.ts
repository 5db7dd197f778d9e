import * as z from "zod/mini";
import { addWeighted, type ExponentialMoments, weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import type { Model } from "../model.ts";
import type { Parameters } from "./parameters.ts";

const state = z.object({
  count: z.int().check(z.minimum(0)),
  mean: z.number(),
  variance: z.number().check(z.minimum(0)),
});

/** Mean and deviation in which old values fade; the first values weigh alike, so that none rules the warm-up. */
export function fadingModel(parameters: Parameters, saved?: unknown): Model {
  const weight = weightOfHalfLife(parameters.halfLifeSamples);
  let moments: ExponentialMoments =
    saved === undefined ? { count: 0, mean: 0, variance: 0 } : z.parse(state, saved);
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
