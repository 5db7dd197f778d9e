const SECONDS_AN_HOUR = 3600;

/** How much the last time weighs in what is usual at an hour. */
const LAST_TIME = 0.3;

/** What restores an HourProfile. */
export interface HourProfileState {
  readonly usual: readonly number[];
  readonly times: readonly number[];
  /** The hour that is passing, since 1970, and its mean so far. */
  readonly hour: number;
  readonly mean: number;
  readonly samples: number;
}

/** What a series usually is at each hour of a cycle of so many hours (24 a day, 168 a week), in UTC: a mean in which old times fade. */
export class HourProfile {
  readonly #usual: Float64Array;
  readonly #times: Float64Array;
  #now: Pick<HourProfileState, "hour" | "mean" | "samples"> = { hour: 0, mean: 0, samples: 0 };

  constructor(hours: number, state?: HourProfileState) {
    this.#usual = new Float64Array(hours);
    this.#times = new Float64Array(hours);
    if (state === undefined) return;
    const { hour, mean, samples, times, usual } = state;
    this.#usual.set(usual.slice(0, hours));
    this.#times.set(times.slice(0, hours));
    this.#now = { hour, mean, samples };
  }

  /** The mean of the hour over the last times; nothing before the first of them has passed. */
  usual(timestampSeconds: number): number | undefined {
    const place = this.#placeOf(Math.floor(timestampSeconds / SECONDS_AN_HOUR));
    return this.#times[place] === 0 ? undefined : this.#usual[place];
  }

  /** Takes one more value; an hour counts when it has passed. */
  learn(value: number, timestampSeconds: number): void {
    const hour = Math.floor(timestampSeconds / SECONDS_AN_HOUR) + 0;
    if (hour !== this.#now.hour && this.#now.samples > 0) this.#close();
    const samples = this.#now.samples + 1;
    this.#now = { hour, mean: this.#now.mean + (value - this.#now.mean) / samples, samples };
  }

  toJSON(): HourProfileState {
    return { usual: Array.from(this.#usual), times: Array.from(this.#times), ...this.#now };
  }

  #close(): void {
    const { hour, mean } = this.#now;
    const place = this.#placeOf(hour);
    const times = Number(this.#times[place]);
    const usual = Number(this.#usual[place]);
    this.#usual[place] = usual + Math.max(LAST_TIME, 1 / (times + 1)) * (mean - usual);
    this.#times[place] = times + 1;
    this.#now = { hour, mean: 0, samples: 0 };
  }

  #placeOf(hour: number): number {
    const hours = this.#usual.length;
    const place = hour % hours;
    return Number.isNaN(place) ? 0 : (place + hours) % hours;
  }
}
