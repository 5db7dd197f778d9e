import { type Labels, labelValue } from "./matchers.ts";
import type { RouteNode } from "./tree.ts";
import { compareText } from "./unicode.ts";

/** The labels that alerts of one notification share, sorted by name; absent and empty labels are left out. */
export function groupLabels(grouping: RouteNode["groupBy"], labels: Labels): Labels {
  const names = grouping === "all" ? Object.keys(labels) : new Set(grouping);
  const present = [...names].sort(compareText).filter((name) => labelValue(labels, name) !== "");
  return Object.fromEntries(present.map((name) => [name, labelValue(labels, name)]));
}

/** Alertmanager's name of a group: alerts with equal keys at one route arrive in one notification. */
export function groupKey(node: RouteNode, labels: Labels): string {
  const pairs = Object.entries(groupLabels(node.groupBy, labels));
  return `${node.key}:{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ")}}`;
}
