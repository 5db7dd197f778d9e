import type { Path } from "../diagnostics/diagnostic.ts";
import { type Labels, type Matcher, matchesAll, printMatchers, sortMatchers } from "./matchers.ts";

/** A node of the routing tree as it is written: what is absent is inherited. Durations are in milliseconds. */
export interface Route {
  /** Where the route was declared. */
  readonly origin: Path;
  readonly receiver?: string;
  readonly matchers: readonly Matcher[];
  readonly continue: boolean;
  /** Label names; `...` alone stands for all labels, an empty list for one group. */
  readonly groupBy?: readonly string[];
  readonly groupWait?: number;
  readonly groupInterval?: number;
  readonly repeatInterval?: number;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  /** Texts attached to notifications of this route and those below it. */
  readonly labels: Labels;
  readonly routes: readonly Route[];
}

/** What a route hands down to the routes below it, all defaults applied. Durations are in milliseconds. */
export interface RouteSettings {
  readonly receiver: string;
  /** The names to group by, or all labels. */
  readonly groupBy: readonly string[] | "all";
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
  readonly labels: Labels;
}

/** A node of the routing tree with its effective settings. Time intervals are its own: they are not inherited. */
export interface RouteNode extends RouteSettings {
  readonly origin: Path;
  /** The matchers from the root down to here, as Alertmanager names a route; siblings with equal matchers share it. */
  readonly key: string;
  readonly matchers: readonly Matcher[];
  readonly continue: boolean;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  readonly routes: readonly RouteNode[];
}

/** The settings of a root route that says nothing. */
export const DEFAULT_SETTINGS: RouteSettings = {
  receiver: "",
  groupBy: [],
  groupWait: 30_000,
  groupInterval: 300_000,
  repeatInterval: 14_400_000,
  labels: {},
};

/** The tree with inherited settings filled in. */
export function inheritSettings(root: Route): RouteNode {
  return nodeOf(root, DEFAULT_SETTINGS, "");
}

/** All nodes that send a notification for these labels, in the order of the tree; none where the root's own matchers fail. */
export function match(node: RouteNode, labels: Labels): readonly RouteNode[] {
  if (!matchesAll(node.matchers, labels)) return [];
  const found: RouteNode[] = [];
  for (const child of node.routes) {
    const below = match(child, labels);
    found.push(...below);
    if (below.length > 0 && !child.continue) break;
  }
  return found.length > 0 ? found : [node];
}

/** The node and all nodes below it, parents first. */
export function walk(node: RouteNode): readonly RouteNode[] {
  return [node, ...node.routes.flatMap(walk)];
}

function nodeOf(route: Route, inherited: RouteSettings, parentKey: string): RouteNode {
  const settings = settingsOf(route, inherited);
  const matchers = sortMatchers(route.matchers);
  const key = `${parentKey}${printMatchers(matchers)}`;
  return {
    ...settings,
    origin: route.origin,
    key,
    matchers,
    continue: route.continue,
    muteTimeIntervals: route.muteTimeIntervals,
    activeTimeIntervals: route.activeTimeIntervals,
    routes: route.routes.map((child) => nodeOf(child, settings, `${key}/`)),
  };
}

function settingsOf(route: Route, inherited: RouteSettings): RouteSettings {
  return {
    receiver: route.receiver || inherited.receiver,
    groupBy: route.groupBy === undefined ? inherited.groupBy : groupingOf(route.groupBy),
    groupWait: route.groupWait ?? inherited.groupWait,
    groupInterval: route.groupInterval ?? inherited.groupInterval,
    repeatInterval: route.repeatInterval ?? inherited.repeatInterval,
    labels: { ...inherited.labels, ...route.labels },
  };
}

function groupingOf(names: readonly string[]): readonly string[] | "all" {
  return names.includes("...") ? "all" : names;
}
