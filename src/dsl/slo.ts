import type { Duration, Percent } from "../values/types.ts";
import type { Notice } from "./alert.ts";
import type { Labels } from "./label.ts";
import type { Events, Histogram } from "./metric.ts";
import type { Named } from "./name.ts";
import { notice } from "./notice.ts";
import type { Severity } from "./team.ts";

/** One burn-rate alert of an SLO: it fires while both windows burn the error budget faster than `burn` times. */
export interface Tier {
  /** How many times faster than allowed the budget burns: 1 spends it just within the objective's period. */
  readonly burn: number;
  /** The window that shows that it matters. */
  readonly long: Duration;
  /** The window that shows that it still goes on. */
  readonly short: Duration;
  readonly severity: Severity;
}

/** What an SLO promises. */
export interface SloOptions<U extends string> extends Omit<Notice<never>, "severity"> {
  /** The share of good events that is promised. */
  readonly objective: Percent;
  /** The period that the objective holds for; 30 days unless given. */
  readonly window?: Duration;
  /** The events that broke the promise. */
  readonly errors: Events<U>;
  /** All events. */
  readonly total: Events<U>;
  /** Fewer events than this within a tier's short window raise no alert: one error of three is no outage. */
  readonly minimumEvents?: number;
  /** Other tiers than 14.4, 6, 3 and 1. */
  readonly tiers?: readonly Tier[];
}

/** What a latency SLO promises. */
export interface LatencySloOptions<L extends Labels, U extends string>
  extends Omit<SloOptions<string>, "errors" | "total"> {
  /** The histogram of how long things took. */
  readonly of: Histogram<L, U>;
  /** The bucket that good events don't exceed. */
  readonly within: Duration;
}

/** A service level objective. */
export interface Slo extends Named {
  readonly "~kind": "slo";
}

/** Declares that a share of all events is free of errors. */
export function slo<U extends string>(name: string, options: SloOptions<U>): Slo {
  return objective(name, options);
}

/** Declares that a share of all events takes no longer than a bound. */
export function latencySlo<L extends Labels>(name: string, options: LatencySloOptions<L, "seconds">): Slo {
  return objective(name, options);
}

function objective(name: string, options: unknown): Slo {
  return notice("slo", name, options);
}
