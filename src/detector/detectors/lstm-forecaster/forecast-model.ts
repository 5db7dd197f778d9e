import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { ForecastTraining } from "../../numerics/networks/forecast-training.ts";
import { forecasterWeights } from "../../numerics/networks/window-forecaster.ts";
import { parse } from "../../schema/index.ts";
import { trainingState } from "../network-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

/** How far a value is from what a network in training forecasts, in deviations of the series. */
export class ForecastModel implements RowModel {
  readonly #training: ForecastTraining;
  #forecast: number | undefined;

  constructor(parameters: Parameters, saved?: unknown) {
    const { halfLifeSamples, hiddenUnits, historySamples } = parameters;
    const size = { features: 1, weights: forecasterWeights(hiddenUnits), replayRows: historySamples };
    const state = saved === undefined ? undefined : parse(trainingState(size), saved);
    this.#training = new ForecastTraining({ ...parameters, leastWeight: weightOfHalfLife(halfLifeSamples) }, state);
  }

  get count(): number {
    return this.#training.count;
  }

  score(row: Row): number {
    return this.#training.distance(Number(row[0]), this.#next());
  }

  explain(_: Row, { expected, weights }: Explanation): void {
    expected[0] = this.#next();
    weights[0] = 1;
  }

  learn(row: Row): void {
    this.#training.learn(Number(row[0]));
    this.#forecast = undefined;
  }

  toJSON(): object {
    return this.#training.toJSON();
  }

  #next(): number {
    this.#forecast ??= this.#training.forecast();
    return this.#forecast;
  }
}
