import { type Labels, matchesAll } from "../../../../routing/matchers.ts";
import { type RouteNode, walk } from "../../../../routing/tree.ts";
import { byLabel, representatives } from "./candidates.ts";
import type { RaisedAlert } from "./raised.ts";

/** Label sets that the routes treat alike, and the alerts that can have them. */
export interface LabelClass {
  readonly labels: Labels;
  readonly alerts: readonly RaisedAlert[];
}

/** What one route sees of all alerts that can be raised. */
export interface RouteTraffic {
  /** What gets there. */
  readonly entering: LabelClass[];
  /** Routes before it that keep from it what it would take. */
  readonly keptBy: Set<RouteNode>;
  /** Whether a route after it takes some of what gets here. */
  isFollowed: boolean;
}

/** What goes where in a tree of routes. */
export interface Traffic {
  readonly of: (node: RouteNode) => RouteTraffic;
  /** For each class of label sets the routes that send it on, in the order of the tree. */
  readonly notified: readonly (LabelClass & { readonly nodes: readonly RouteNode[] })[];
  /** Alerts with too many label sets to look at: they may go anywhere. */
  readonly unfollowed: readonly RaisedAlert[];
}

/** Sends every label set that alerts can have through the routes. */
export function trafficOf(tree: RouteNode, alerts: readonly RaisedAlert[]): Traffic {
  const nodes = walk(tree);
  const seen = new Map(nodes.map((node) => [node, emptyTraffic()]));
  const of = (node: RouteNode): RouteTraffic => seen.get(node) ?? emptyTraffic();
  const { classes, unfollowed } = classesOf(
    alerts,
    nodes.flatMap(({ matchers }) => matchers),
  );
  const notified = classes.map((one) => ({ ...one, nodes: follow(tree, one, of) }));
  return { of, notified, unfollowed };
}

function emptyTraffic(): RouteTraffic {
  return { entering: [], keptBy: new Set(), isFollowed: false };
}

function classesOf(alerts: readonly RaisedAlert[], matchers: RouteNode["matchers"]) {
  const about = byLabel(matchers);
  const classes = new Map<string, { readonly labels: Labels; readonly alerts: RaisedAlert[] }>();
  const unfollowed: RaisedAlert[] = [];
  for (const alert of alerts) {
    const all = representatives(alert, about);
    if (all === undefined) unfollowed.push(alert);
    for (const labels of all ?? []) {
      const key = JSON.stringify(labels);
      const known = classes.get(key);
      if (known === undefined) classes.set(key, { labels, alerts: [alert] });
      else known.alerts.push(alert);
    }
  }
  return { classes: [...classes.values()], unfollowed };
}

function follow(node: RouteNode, one: LabelClass, of: Traffic["of"]): readonly RouteNode[] {
  of(node).entering.push(one);
  const taking = node.routes.filter(({ matchers }) => matchesAll(matchers, one.labels));
  const found: RouteNode[] = [];
  for (const [index, child] of taking.entries()) {
    found.push(...follow(child, one, of));
    const after = taking.slice(index + 1);
    if (child.continue) of(child).isFollowed ||= after.length > 0;
    else {
      for (const kept of after) of(kept).keptBy.add(child);
      break;
    }
  }
  return found.length > 0 ? found : [node];
}
