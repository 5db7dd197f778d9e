import { Shares, type SharesState } from "./shares.ts";

const HOURS = 24;
const SECONDS_AN_HOUR = 3600;

/** At which hours of the day, in UTC, an entity is at work. */
export class Hours {
  readonly #shares: Shares;

  constructor(kept: number, state?: SharesState) {
    this.#shares = new Shares(HOURS, kept, state);
  }

  /** Probability of an hour as unusual as this one; an hour beside a usual one is half as usual. */
  tail(seconds: number): number {
    const hour = hourOf(seconds);
    const beside = Math.max(this.#shares.tail(nameOf(hour - 1)), this.#shares.tail(nameOf(hour + 1)));
    return Math.max(this.#shares.tail(nameOf(hour)), beside / 2);
  }

  usual(): string {
    return this.#shares.usual();
  }

  add(seconds: number): void {
    this.#shares.add(nameOf(hourOf(seconds)));
  }

  toJSON(): SharesState {
    return this.#shares.toJSON();
  }
}

/** The hour of a moment, as it is named. */
export function hourName(seconds: number): string {
  return nameOf(hourOf(seconds));
}

function hourOf(seconds: number): number {
  return Math.floor(seconds / SECONDS_AN_HOUR);
}

function nameOf(hour: number): string {
  return `${String(((hour % HOURS) + HOURS) % HOURS).padStart(2, "0")} h`;
}
