import { SmoothingBank, smoothings } from "../../numerics/forecast/smoothing-bank.ts";
import { robustScale } from "../../numerics/robust-scale.ts";
import { SortedWindow } from "../../numerics/sorted-window.ts";
import { list, number, object, parse } from "../../schema/index.ts";
import type { Baseline, Model } from "../model.ts";
import { sortedWindowState } from "../window-state.ts";
import type { Parameters } from "./parameters.ts";

const exactly = (count: number) => list(number(), { least: count, most: count });

const stateOf = ({ errorSamples, periodSamples }: Parameters) =>
  object({
    bank: object({
      learnt: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      levels: exactly(smoothings),
      trends: exactly(smoothings),
      losses: exactly(smoothings),
      seasons: exactly(smoothings * periodSamples),
    }),
    errors: sortedWindowState(errorSamples),
  });

/** The forecast of the next value by the best of some smoothings, and the distribution of its last errors. */
export class SmoothingModel implements Model {
  readonly #threshold: number;
  readonly #bank: SmoothingBank;
  readonly #errors: SortedWindow;

  constructor(parameters: Parameters, saved?: unknown) {
    const state = saved === undefined ? undefined : parse(stateOf(parameters), saved);
    this.#threshold = parameters.threshold;
    this.#bank = new SmoothingBank(parameters.periodSamples, state?.bank);
    this.#errors = new SortedWindow(parameters.errorSamples, state?.errors);
  }

  /** Without a season the first value is forecast by nothing, and leaves no error. */
  get count(): number {
    return this.#bank.count;
  }

  baseline(): Baseline {
    const expected = this.#bank.forecast() + this.#errors.median();
    return { expected, low: expected, high: expected, scale: robustScale(this.#errors), threshold: this.#threshold };
  }

  learn(value: number): void {
    if (this.#bank.isReady) this.#errors.push(value - this.#bank.forecast());
    this.#bank.learn(value);
  }

  toJSON(): object {
    return { bank: this.#bank.toJSON(), errors: this.#errors.toJSON() };
  }
}
