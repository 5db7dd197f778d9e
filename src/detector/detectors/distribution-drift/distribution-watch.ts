import { DiscoveryControl, MOST_DISCOVERIES } from "../../numerics/false-discoveries.ts";
import { list, nullable, number, type OutputOf, object, parse, truth } from "../../schema/index.ts";
import { tally } from "../change-state.ts";
import type { Watch } from "../watch.ts";
import type { Parameters } from "./parameters.ts";
import { probabilityOf } from "./two-windows.ts";

/** The last test of a window. */
interface Test {
  readonly statistic: number;
  readonly threshold: number;
  readonly after: number;
  readonly changed: boolean;
}

const positive = number({ minimum: 0, maximum: 1000 });

const stateOf = ({ currentSamples, referenceSamples }: Parameters) =>
  object({
    reference: list(number(), { most: referenceSamples }),
    current: list(number(), { most: currentSamples }),
    control: object({
      tests: tally,
      discoveries: list(tally, { most: MOST_DISCOVERIES }),
      hadMore: truth,
    }),
    test: nullable(object({ statistic: positive, threshold: positive, after: number(), changed: truth })),
  });

/** Ten to the minus this is small enough for any probability. */
const MOST_STATISTIC = 300;

/** One window after the other is held against a reference; after a change, the window that showed it begins the next reference. */
export class DistributionWatch implements Watch {
  readonly warning = false;
  readonly #parameters: Parameters;
  #control: DiscoveryControl;
  #reference: readonly number[] = [];
  #current: readonly number[] = [];
  #test: Test | null = null;

  constructor(parameters: Parameters, state?: unknown) {
    this.#parameters = parameters;
    const saved: OutputOf<ReturnType<typeof stateOf>> | undefined =
      state === undefined ? undefined : parse(stateOf(parameters), state);
    this.#control = new DiscoveryControl(parameters.level, saved?.control);
    this.#reference = saved?.reference ?? [];
    this.#current = saved?.current ?? [];
    this.#test = saved?.test ?? null;
  }

  get judged(): boolean {
    return this.#test !== null;
  }

  get changed(): boolean {
    return this.#test?.changed ?? false;
  }

  get statistic(): number {
    return this.#test?.statistic ?? 0;
  }

  get threshold(): number {
    return this.#test?.threshold ?? 1;
  }

  get before(): number {
    return mean(this.#reference);
  }

  get after(): number {
    return this.#test?.after ?? this.before;
  }

  update(value: number): void {
    const { currentSamples, referenceSamples } = this.#parameters;
    if (this.changed) this.#startAnew();
    if (this.#reference.length < referenceSamples) {
      this.#reference = [...this.#reference, value];
      return;
    }
    const isFull = this.#current.length === currentSamples;
    this.#current = isFull ? [value] : [...this.#current, value];
    if (this.#current.length === currentSamples) this.#hold();
  }

  copy(): DistributionWatch {
    const copy = new DistributionWatch(this.#parameters);
    copy.#control = this.#control.copy();
    copy.#reference = this.#reference;
    copy.#current = this.#current;
    copy.#test = this.#test;
    return copy;
  }

  toJSON(): object {
    return {
      reference: this.#reference,
      current: this.#current,
      control: this.#control.toJSON(),
      test: this.#test,
    };
  }

  #startAnew(): void {
    this.#reference = this.#current.slice(-this.#parameters.referenceSamples);
    this.#current = [];
    this.#test = null;
  }

  #hold(): void {
    const probability = probabilityOf(this.#reference, this.#current, this.#parameters);
    const threshold = inDigits(this.#control.next());
    const changed = this.#control.test(probability);
    this.#test = { statistic: inDigits(probability), threshold, after: mean(this.#current), changed };
  }
}

/** Minus the decimal logarithm of a probability. */
function inDigits(probability: number): number {
  return Math.max(0, Math.min(MOST_STATISTIC, -Math.log10(probability)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}
