import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { HourProfile } from "../../numerics/hour-profile.ts";
import { Prototypes } from "../../numerics/prototypes.ts";
import { nullable, number, type OutputOf, object } from "../../schema/index.ts";
import { hourProfileState } from "../hour-profile-state.ts";
import { TOLERANCE } from "./course.ts";
import { prototypesState } from "./prototypes-state.ts";

const HOURS = 24;
const SHORT = weightOfHalfLife(8);

/** State of a Day. */
export const dayState = (prototypes: number) =>
  object({
    profile: hourProfileState(HOURS),
    short: number(),
    usualShort: nullable(number()),
    plane: prototypesState(prototypes),
  });

/** How new the present level is beside what is usual at this hour of the day, once the hour was met on a day before. */
export class Day {
  readonly #profile: HourProfile;
  readonly #plane: Prototypes;
  #short: number;
  #usualShort: number | null;

  /** From the first value, or from a state. */
  constructor(prototypes: number, first: number, state?: OutputOf<ReturnType<typeof dayState>>) {
    this.#profile = new HourProfile(HOURS, state?.profile);
    this.#plane = new Prototypes(prototypes, state?.plane);
    this.#short = state?.short ?? first;
    this.#usualShort = state?.usualShort ?? null;
  }

  /** What is usual at this hour; nothing before the first day has passed. */
  usual(timestampSeconds: number): number | undefined {
    return this.#profile.usual(timestampSeconds);
  }

  /** The distance from what was met before, as a share of the span; 0 where nothing is usual yet. */
  distance(value: number, timestampSeconds: number, width: number): number {
    const usualShort = this.#usualWith(timestampSeconds);
    return usualShort === null ? 0 : this.#plane.distance(this.#shortWith(value), usualShort, width);
  }

  /** Takes one more value. */
  learn(value: number, timestampSeconds: number, width: number): void {
    const usualShort = this.#usualWith(timestampSeconds);
    this.#short = this.#shortWith(value);
    this.#usualShort = usualShort;
    if (usualShort !== null) this.#plane.learn(this.#short, usualShort, width, TOLERANCE);
    this.#profile.learn(value, timestampSeconds);
  }

  toJSON(): OutputOf<ReturnType<typeof dayState>> {
    const averages = { short: this.#short, usualShort: this.#usualShort };
    return { profile: this.#profile.toJSON(), ...averages, plane: this.#plane.toJSON() };
  }

  #shortWith(value: number): number {
    return this.#short + SHORT * (value - this.#short);
  }

  /** Averaged as the value is, so that a steep morning finds both on the way. */
  #usualWith(timestampSeconds: number): number | null {
    const usual = this.usual(timestampSeconds);
    if (usual === undefined) return null;
    const before = this.#usualShort ?? usual;
    return before + SHORT * (usual - before);
  }
}
