import type { ChangeDetector } from "../numerics/concept-drift/change-detector.ts";
import { anything, number, object, parse } from "../schema/index.ts";
import type { Watch } from "./watch.ts";

/** The parameters that a watch of errors reads. */
export interface ErrorParameters {
  readonly errorAbove: number;
  readonly warmUpSamples: number;
}

const savedState = object({
  count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  core: anything,
});

/** A detector of changes on errors: 1 for a value above the limit, else 0. */
export class ErrorWatch implements Watch {
  readonly #parameters: ErrorParameters;
  #core: ChangeDetector;
  /** Values since the last change. */
  #count = 0;

  constructor(parameters: ErrorParameters, create: (state?: unknown) => ChangeDetector, state?: unknown) {
    this.#parameters = parameters;
    const saved = state === undefined ? undefined : parse(savedState, state);
    this.#core = create(saved?.core);
    this.#count = saved?.count ?? 0;
  }

  get judged(): boolean {
    return this.#count > this.#parameters.warmUpSamples;
  }

  get changed(): boolean {
    return this.#core.changed;
  }

  get warning(): boolean {
    return this.#core.warning;
  }

  get statistic(): number {
    return this.#core.statistic;
  }

  get threshold(): number {
    return this.#core.threshold;
  }

  get before(): number {
    return this.#core.before;
  }

  get after(): number {
    return this.#core.after;
  }

  update(value: number): void {
    this.#count = this.changed ? 1 : this.#count + 1;
    this.#core.update(value > this.#parameters.errorAbove ? 1 : 0);
  }

  copy(): ErrorWatch {
    const copy = new ErrorWatch(this.#parameters, () => this.#core.copy());
    copy.#count = this.#count;
    return copy;
  }

  toJSON(): object {
    return { count: this.#count, core: this.#core.toJSON() };
  }
}
