import type { InhibitRule } from "./inhibition.ts";
import type { NamedTimeIntervals } from "./intervals.ts";
import type { Route } from "./tree.ts";

/** What an Alertmanager configuration says about routing. */
export interface RoutingConfig {
  readonly route: Route;
  /** The names of the receivers, in their order. */
  readonly receivers: readonly string[];
  readonly timeIntervals: readonly NamedTimeIntervals[];
  readonly inhibitRules: readonly InhibitRule[];
}
