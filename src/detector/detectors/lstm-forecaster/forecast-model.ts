import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { ForecastTraining } from "../../numerics/networks/forecast-training.ts";
import { forecasterWeights } from "../../numerics/networks/window-forecaster.ts";
import { robustScale } from "../../numerics/robust-scale.ts";
import { SortedWindow } from "../../numerics/sorted-window.ts";
import { object, parse } from "../../schema/index.ts";
import type { Baseline, Model } from "../model.ts";
import { trainingState } from "../network-state.ts";
import { sortedWindowState } from "../window-state.ts";
import type { Parameters } from "./parameters.ts";

const stateOf = ({ errorSamples, hiddenUnits, historySamples }: Parameters) =>
  object({
    training: trainingState({ features: 1, weights: forecasterWeights(hiddenUnits), replayRows: historySamples }),
    errors: sortedWindowState(errorSamples),
  });

/** A network's forecast of the next value, and the distribution of its last errors around it. */
export class ForecastModel implements Model {
  readonly #parameters: Parameters;
  readonly #training: ForecastTraining;
  readonly #errors: SortedWindow;
  #forecast: number | undefined;

  constructor(parameters: Parameters, saved?: unknown) {
    const state = saved === undefined ? undefined : parse(stateOf(parameters), saved);
    this.#parameters = parameters;
    const leastWeight = weightOfHalfLife(parameters.halfLifeSamples);
    this.#training = new ForecastTraining({ ...parameters, leastWeight }, state?.training);
    this.#errors = new SortedWindow(parameters.errorSamples, state?.errors);
  }

  /** The first value is forecast by nothing and leaves no error. */
  get count(): number {
    return this.#training.count;
  }

  baseline(): Baseline {
    const expected = this.#next() + this.#errors.median();
    const { threshold } = this.#parameters;
    return { expected, low: expected, high: expected, scale: robustScale(this.#errors), threshold };
  }

  learn(value: number): void {
    if (this.count > 0) this.#errors.push(value - this.#next());
    this.#training.learn(value);
    this.#forecast = undefined;
  }

  toJSON(): object {
    return { training: this.#training.toJSON(), errors: this.#errors.toJSON() };
  }

  #next(): number {
    this.#forecast ??= this.#training.forecast();
    return this.#forecast;
  }
}
