import { weightOfHalfLife } from "../numerics/exponential-moments.ts";
import { HourProfile } from "../numerics/hour-profile.ts";
import { number, object, parse } from "../schema/index.ts";
import { hourProfileState } from "./hour-profile-state.ts";

/** The cycles that a detector can take out of a series. */
export const seasons = ["none", "day", "week"] as const;

/** One of `seasons`. */
export type SeasonName = (typeof seasons)[number];

const HOURS = { none: 0, day: 24, week: 168 } as const satisfies Readonly<Record<SeasonName, number>>;
const LEVEL = weightOfHalfLife(64);

/** Memory of a season, in bytes. */
export const seasonBytes = (name: SeasonName): number => (name === "none" ? 0 : 256 + 16 * HOURS[name]);

/** What is usual at an hour of the day or of the week, taken from a series so that its rest can be judged. */
export class Season {
  readonly #profile: HourProfile;
  #level: number | undefined;

  constructor(name: Exclude<SeasonName, "none">, state?: unknown) {
    const hours = HOURS[name];
    const saved =
      state === undefined ? undefined : parse(object({ profile: hourProfileState(hours), level: number() }), state);
    this.#profile = new HourProfile(hours, saved?.profile);
    this.#level = saved?.level;
  }

  /** The mean of this hour on the last days or weeks; the present level before it was met. */
  usual(timestampSeconds: number): number {
    return this.#profile.usual(timestampSeconds) ?? this.#level ?? 0;
  }

  /** Takes one more value. */
  learn(value: number, timestampSeconds: number): void {
    this.#profile.learn(value, timestampSeconds);
    const level = this.#level ?? value;
    this.#level = level + LEVEL * (value - level);
  }

  toJSON(): object {
    return { profile: this.#profile.toJSON(), level: this.#level ?? 0 };
  }
}
