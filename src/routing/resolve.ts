import type { RoutingConfig } from "./config.ts";
import { groupKey, groupLabels } from "./grouping.ts";
import { type Inhibition, inhibitedBy } from "./inhibition.ts";
import { type TimeMute, timeMute } from "./intervals.ts";
import type { Labels } from "./matchers.ts";
import { inheritSettings, match, type RouteNode } from "./tree.ts";

/** What one matching route does with an alert. Durations are in milliseconds. */
export interface Notification {
  readonly route: RouteNode;
  readonly receiver: string;
  readonly groupLabels: Labels;
  /** Alerts of one route and group key arrive in one notification. */
  readonly groupKey: string;
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
  /** Why the route is silent at the time that was asked for. */
  readonly muted: TimeMute | undefined;
  /** The rules and alerts that silence this alert; the same for all its routes. */
  readonly inhibitedBy: readonly Inhibition[];
}

/** The circumstances of an alert: the time in epoch milliseconds, without which nothing is muted, and what else fires. */
export interface Circumstances {
  readonly at?: number;
  readonly firing?: readonly Labels[];
}

const trees = new WeakMap<RoutingConfig, RouteNode>();

/** The notifications that an alert causes, in the order of the tree: receiver, group, timings, and what keeps it from being sent. */
export function notifications(
  config: RoutingConfig,
  alert: Labels,
  { at, firing = [] }: Circumstances = {},
): readonly Notification[] {
  const inhibitions = inhibitedBy(config.inhibitRules, alert, firing);
  return match(routingTree(config), alert).map((route) => ({
    route,
    receiver: route.receiver,
    groupLabels: groupLabels(route.groupBy, alert),
    groupKey: groupKey(route, alert),
    groupWait: route.groupWait,
    groupInterval: route.groupInterval,
    repeatInterval: route.repeatInterval,
    muted: at === undefined ? undefined : timeMute(route, config.timeIntervals, at),
    inhibitedBy: inhibitions,
  }));
}

/** Whether the notification is sent: its route is not muted and its alert not inhibited. */
export function isSent(notification: Notification): boolean {
  return notification.muted === undefined && notification.inhibitedBy.length === 0;
}

/** The routing tree of a configuration with inherited settings, made once for each configuration. */
export function routingTree(config: RoutingConfig): RouteNode {
  const known = trees.get(config);
  if (known !== undefined) return known;
  const tree = inheritSettings(config.route);
  trees.set(config, tree);
  return tree;
}
