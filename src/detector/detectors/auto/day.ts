import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { Prototypes } from "../../numerics/prototypes.ts";
import { list, nullable, number, type OutputOf, object } from "../../schema/index.ts";
import { TOLERANCE } from "./course.ts";
import { prototypesState } from "./prototypes-state.ts";

const HOURS = 24;
const SHORT = weightOfHalfLife(8);

/** How much the last day weighs in what is usual at an hour. */
const LAST_DAY = 0.3;

const whole = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** State of a Day. */
export const dayState = (prototypes: number) =>
  object({
    usual: list(number(), { least: HOURS, most: HOURS }),
    days: list(whole, { least: HOURS, most: HOURS }),
    hour: number({ integer: true, minimum: 0, maximum: HOURS - 1 }),
    mean: number(),
    samples: whole,
    short: number(),
    usualShort: nullable(number()),
    plane: prototypesState(prototypes),
  });

/** How new the present level is beside what is usual at this hour of the day, once the hour was met on a day before. */
export class Day {
  readonly #usual: Float64Array;
  readonly #days: Float64Array;
  readonly #plane: Prototypes;
  #now: Pick<OutputOf<ReturnType<typeof dayState>>, "hour" | "mean" | "samples" | "short" | "usualShort">;

  /** From the first value, or from a state. */
  constructor(prototypes: number, first: number, state?: OutputOf<ReturnType<typeof dayState>>) {
    this.#usual = Float64Array.from(state?.usual ?? new Array<number>(HOURS).fill(0));
    this.#days = Float64Array.from(state?.days ?? new Array<number>(HOURS).fill(0));
    this.#plane = new Prototypes(prototypes, state?.plane);
    const anew = { hour: 0, mean: 0, samples: 0, short: first, usualShort: null };
    const { hour, mean, samples, short, usualShort } = state ?? anew;
    this.#now = { hour, mean, samples, short, usualShort };
  }

  /** The mean of the hour on the last days; nothing before the first has passed. */
  usual(timestampSeconds: number): number | undefined {
    const hour = hourOf(timestampSeconds);
    return this.#days[hour] === 0 ? undefined : this.#usual[hour];
  }

  /** The distance from what was met before, as a share of the span; 0 where nothing is usual yet. */
  distance(value: number, timestampSeconds: number, width: number): number {
    const usualShort = this.#usualWith(timestampSeconds);
    return usualShort === null ? 0 : this.#plane.distance(this.#shortWith(value), usualShort, width);
  }

  /** Takes one more value. */
  learn(value: number, timestampSeconds: number, width: number): void {
    const short = this.#shortWith(value);
    const usualShort = this.#usualWith(timestampSeconds);
    if (usualShort !== null) this.#plane.learn(short, usualShort, width, TOLERANCE);
    const hour = hourOf(timestampSeconds);
    if (hour !== this.#now.hour && this.#now.samples > 0) this.#close();
    const samples = this.#now.samples + 1;
    const mean = this.#now.mean + (value - this.#now.mean) / samples;
    this.#now = { hour, mean, samples, short, usualShort };
  }

  toJSON(): OutputOf<ReturnType<typeof dayState>> {
    const lists = { usual: Array.from(this.#usual), days: Array.from(this.#days) };
    return { ...lists, ...this.#now, plane: this.#plane.toJSON() };
  }

  #shortWith(value: number): number {
    return this.#now.short + SHORT * (value - this.#now.short);
  }

  /** Averaged as the value is, so that a steep morning finds both on the way. */
  #usualWith(timestampSeconds: number): number | null {
    const usual = this.usual(timestampSeconds);
    if (usual === undefined) return null;
    const before = this.#now.usualShort ?? usual;
    return before + SHORT * (usual - before);
  }

  /** Puts the mean of the hour that has passed among the days. */
  #close(): void {
    const { hour, mean } = this.#now;
    const days = Number(this.#days[hour]);
    const usual = Number(this.#usual[hour]);
    this.#usual[hour] = usual + Math.max(LAST_DAY, 1 / (days + 1)) * (mean - usual);
    this.#days[hour] = days + 1;
    this.#now = { ...this.#now, mean: 0, samples: 0 };
  }
}

function hourOf(timestampSeconds: number): number {
  const hour = Math.floor((timestampSeconds / 3600) % HOURS);
  return Number.isNaN(hour) ? 0 : (hour + HOURS) % HOURS;
}
