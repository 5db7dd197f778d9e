import type { ExponentialMoments } from "../../numerics/exponential-moments.ts";
import type { Event } from "../event.ts";
import { isUsable } from "../series-detector.ts";
import { short } from "../verdict.ts";
import { Hours, hourName } from "./hours.ts";
import { measured, measureTail, usualMeasure } from "./measures.ts";
import { Shares, type SharesState } from "./shares.ts";

/** What is remembered of an entity. */
export interface ProfileState {
  readonly count: number;
  /** When its last events were, the newest last. */
  readonly recentSeconds: readonly number[];
  readonly names: SharesState;
  readonly hours: SharesState;
  readonly measures: readonly (readonly [string, ExponentialMoments])[];
}

/** One way in which an event can be unlike an entity's past. */
export interface Aspect {
  readonly name: string;
  readonly seen: string;
  readonly usual: string;
  /** −ln of the probability of something at least as unusual. */
  readonly surprise: number;
}

/** How a profile is kept. */
export interface ProfileOptions {
  readonly maximumNames: number;
  readonly maximumValues: number;
  /** Weight of a new event. */
  readonly weight: number;
}

/** The seconds that so many events took, as a number of the last of them: single pauses say little. */
const PACE = "pace";
export const PACE_EVENTS = 10;

/** How one entity behaves: what it does, at which hours, how fast, and with which numbers. */
export class Profile {
  readonly #options: ProfileOptions;
  readonly #names: Shares;
  readonly #hours: Hours;
  readonly #measures: Map<string, ExponentialMoments>;
  #count: number;
  #recentSeconds: readonly number[];

  constructor(options: ProfileOptions, state?: ProfileState) {
    const kept = 1 - options.weight;
    this.#options = options;
    this.#names = new Shares(options.maximumNames, kept, state?.names);
    this.#hours = new Hours(kept, state?.hours);
    this.#measures = new Map(state?.measures);
    this.#count = state?.count ?? 0;
    this.#recentSeconds = state?.recentSeconds ?? [];
  }

  get count(): number {
    return this.#count;
  }

  /** In which ways an event is unusual, the most unusual first. */
  aspects(event: Event): readonly Aspect[] {
    const { name, timestampSeconds } = event;
    const doing = {
      name: "event",
      seen: name,
      usual: this.#names.usual(),
      surprise: surpriseOf(this.#names.tail(name)),
    };
    const hour = {
      name: "hour",
      seen: hourName(timestampSeconds),
      usual: this.#hours.usual(),
      surprise: surpriseOf(this.#hours.tail(timestampSeconds)),
    };
    const numbers = this.#valuesOf(event).map(([measure, value]): Aspect => {
      const moments = this.#measures.get(measure);
      const usual = moments === undefined ? "" : short(usualMeasure(moments));
      return { name: measure, seen: short(value), usual, surprise: surpriseOf(measureTail(moments, value)) };
    });
    return [doing, hour, ...numbers].sort((left, right) => right.surprise - left.surprise);
  }

  learn(event: Event): void {
    this.#names.add(event.name);
    this.#hours.add(event.timestampSeconds);
    for (const [measure, value] of this.#valuesOf(event)) {
      if (!this.#measures.has(measure) && this.#measures.size > this.#options.maximumValues) continue;
      this.#measures.set(measure, measured(this.#measures.get(measure), value, this.#options.weight));
    }
    this.#count += 1;
    this.#recentSeconds = [...this.#recentSeconds, event.timestampSeconds].slice(-PACE_EVENTS);
  }

  toJSON(): ProfileState {
    return {
      count: this.#count,
      recentSeconds: this.#recentSeconds,
      names: this.#names.toJSON(),
      hours: this.#hours.toJSON(),
      measures: [...this.#measures],
    };
  }

  #valuesOf({ timestampSeconds, values }: Event): readonly (readonly [string, number])[] {
    const own = Object.entries(values).filter(([, value]) => isUsable(value));
    const [first] = this.#recentSeconds;
    if (first === undefined || this.#recentSeconds.length < PACE_EVENTS || timestampSeconds < first) return own;
    return [[PACE, timestampSeconds - first], ...own];
  }
}

/** Never negative, never infinite: what can't be told from impossible is as improbable as numbers can tell. */
function surpriseOf(probability: number): number {
  return -Math.log(Math.max(Number.MIN_VALUE, probability)) + 0;
}
