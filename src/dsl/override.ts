import { recorded, spread } from "../promql/build/record.ts";
import type { AnyQuantity, Duration } from "../values/types.ts";
import type { AnyAlert } from "./alert.ts";
import { keyed } from "./keyed.ts";
import { type Named, nameOf } from "./name.ts";
import type { Severity } from "./team.ts";

/** What an override changes of an alert. */
export interface OverrideOptions {
  /** Another time that the condition must hold. */
  readonly for?: Duration;
  /** Another time that the alert goes on after the condition has ended. */
  readonly keepFiringFor?: Duration;
  /** Another urgency. */
  readonly severity?: Severity;
  /** Another bound for the alert's comparison, in the form that the alert's own has. */
  readonly bound?: AnyQuantity;
  /** `false`: the alert isn't built. */
  readonly enabled?: boolean;
}

/** A change of one alert. */
export interface Override extends Named {
  readonly "~kind": "override";
}

/** Changes an alert, also one that an SLO or a detector makes, by its name. */
export function override(alert: AnyAlert | string, options: OverrideOptions): Override {
  return recorded(["name", "..."], { "~kind": "override" as const, ...spread(options), name: nameOf(alert) });
}

/** What is different in one environment. */
export interface EnvironmentOptions {
  /** No alert is more urgent here: with `"ticket"`, what pages elsewhere is a ticket. */
  readonly mostUrgent?: Severity;
  /** Alerts that are different here. */
  readonly overrides?: readonly Override[];
}

/** The differences of one environment. */
export interface EnvironmentChanges extends Named {
  readonly "~kind": "environment";
}

/** Declares what is different in an environment of the organisation. */
export function environment(name: string, options: EnvironmentOptions): EnvironmentChanges {
  const [overrides, mistakes] = keyed("overrides", options?.overrides ?? [], ["override"]);
  return recorded(["name", "..."], { "~kind": "environment" as const, ...spread(options), overrides, name }, mistakes);
}
