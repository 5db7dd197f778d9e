import type { ChangeDetector } from "../numerics/concept-drift/change-detector.ts";
import { addValue, type Moments, noMoments, sampleVariance } from "../numerics/moments.ts";
import { anything, number, object, parse } from "../schema/index.ts";
import type { Watch } from "./watch.ts";

/** The parameters that a standardised watch reads. */
export interface StandardisedParameters {
  readonly minimumScale: number;
  readonly minimumRelativeScale: number;
  readonly warmUpSamples: number;
  readonly clipDeviations: number;
}

const savedState = object({
  moments: object({
    count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    mean: number(),
    squares: number({ minimum: 0, maximum: Number.MAX_VALUE }),
  }),
  recent: number(),
  core: anything,
});

/** The weight of the newest value in the mean of the last ones. */
const RECENT_WEIGHT = 0.25;

/** A detector of changes on deviations from the mean of the first values, which are learnt anew after each change. */
export class StandardisedWatch implements Watch {
  judged = false;
  readonly #parameters: StandardisedParameters;
  readonly #create: (state?: unknown) => ChangeDetector;
  #core: ChangeDetector;
  #moments: Moments = noMoments;
  #recent = 0;

  constructor(
    parameters: StandardisedParameters,
    create: (state?: unknown) => ChangeDetector,
    state?: unknown,
    core?: ChangeDetector,
  ) {
    this.#parameters = parameters;
    this.#create = create;
    const saved = state === undefined ? undefined : parse(savedState, state);
    this.#core = core ?? create(saved?.core);
    this.#moments = saved?.moments ?? noMoments;
    this.#recent = saved?.recent ?? 0;
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
    return this.#moments.mean + this.#scale() * this.#core.before;
  }

  /** Where clipping hides how far the mean has gone, the mean of the last few values. */
  get after(): number {
    const { after } = this.#core;
    if (Math.abs(after) > this.#parameters.clipDeviations / 2) return this.#recent;
    return this.#moments.mean + this.#scale() * after;
  }

  update(value: number): void {
    if (this.changed) {
      this.#core = this.#create();
      this.#moments = noMoments;
    }
    const isFirst = this.#moments.count === 0;
    this.#recent = isFirst ? value : RECENT_WEIGHT * value + (1 - RECENT_WEIGHT) * this.#recent;
    this.judged = this.#moments.count >= this.#parameters.warmUpSamples;
    if (this.judged) this.#core.update(this.#deviation(value));
    else this.#moments = addValue(this.#moments, value);
  }

  copy(): StandardisedWatch {
    const copy = new StandardisedWatch(this.#parameters, this.#create, undefined, this.#core.copy());
    copy.#moments = this.#moments;
    copy.#recent = this.#recent;
    return copy;
  }

  toJSON(): object {
    return { moments: this.#moments, recent: this.#recent, core: this.#core.toJSON() };
  }

  #deviation(value: number): number {
    const { clipDeviations } = this.#parameters;
    const deviation = (value - this.#moments.mean) / this.#scale();
    return Math.max(-clipDeviations, Math.min(clipDeviations, deviation));
  }

  #scale(): number {
    const { minimumRelativeScale, minimumScale } = this.#parameters;
    const least = Math.max(minimumScale, minimumRelativeScale * Math.abs(this.#moments.mean));
    return Math.max(least, Math.sqrt(sampleVariance(this.#moments)));
  }
}
