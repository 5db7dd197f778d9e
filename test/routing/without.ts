import type { RoutingConfig } from "../../src/routing/config.ts";
import type { Matcher } from "../../src/routing/matchers.ts";
import type { Route } from "../../src/routing/tree.ts";

type OnRoute = (route: Route, depth: number) => Route;

const isRegex = ({ operator }: Matcher) => operator.endsWith("~");
const onMatchers =
  (change: (one: Matcher) => readonly Matcher[]): OnRoute =>
  (route) => ({
    ...route,
    matchers: route.matchers.flatMap(change),
  });

/** What the tree of routes would be without a feature. */
const ROUTES: Readonly<Record<string, OnRoute>> = {
  continue: (route) => ({ ...route, continue: false }),
  anchoring: onMatchers((one) => [isRegex(one) ? { ...one, value: `(?s:.*)(?:${one.value})(?s:.*)` } : one]),
  "regular expressions": onMatchers((one) => [
    isRegex(one) ? { ...one, operator: one.operator === "=~" ? "=" : "!=" } : one,
  ]),
  negation: onMatchers((one) => (one.operator.startsWith("!") ? [] : [one])),
  "missing labels": onMatchers((one) => [one.value === "" ? { ...one, operator: "=", value: "something" } : one]),
  "depth of three": (route, depth) => (depth >= 2 ? { ...route, routes: [] } : route),
  "UTF-8 names": onMatchers((one) => (/^[\w:]+$/.test(one.name) ? [one] : [])),
  grouping: (route) => ({ ...route, groupBy: [] }),
  "mute time intervals": (route) => ({ ...route, muteTimeIntervals: [] }),
  "active time intervals": (route) => ({ ...route, activeTimeIntervals: [] }),
};

/** What a configuration would be without a feature that isn't the tree's. */
const CONFIGS: Readonly<Record<string, (config: RoutingConfig) => RoutingConfig>> = {
  inhibition: (config) => ({ ...config, inhibitRules: [] }),
  "equal labels": (config) => ({
    ...config,
    inhibitRules: config.inhibitRules.map((rule) => ({ ...rule, equal: [] })),
  }),
  "time zones": (config) => ({
    ...config,
    timeIntervals: config.timeIntervals.map((named) => ({
      ...named,
      intervals: named.intervals.map(({ location: _, ...interval }) => interval),
    })),
  }),
};

/** The features of routing, each of which a test must miss. */
export const FEATURES: readonly string[] = [...Object.keys(ROUTES), ...Object.keys(CONFIGS)];

/** Features that trees alone decide about, which amtool can be asked for. */
export const TREE_FEATURES: readonly string[] = Object.keys(ROUTES).slice(0, 7);

/** The configuration as an engine without the feature would see it. */
export function without(feature: string, config: RoutingConfig): RoutingConfig {
  const onRoute = ROUTES[feature];
  const onConfig = CONFIGS[feature];
  if (onRoute !== undefined) return { ...config, route: rewritten(config.route, onRoute) };
  return onConfig === undefined ? config : onConfig(config);
}

function rewritten(route: Route, change: OnRoute, depth = 0): Route {
  const changed = change(route, depth);
  return { ...changed, routes: changed.routes.map((child) => rewritten(child, change, depth + 1)) };
}
