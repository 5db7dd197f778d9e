import { mutedPage } from "../../diagnostics/codes/files.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { RoutingConfig } from "../../routing/config.ts";
import { timeMute } from "../../routing/intervals.ts";
import { readRouting } from "../../routing/read-config.ts";
import { routingTree } from "../../routing/resolve.ts";
import { match, type RouteNode, walk } from "../../routing/tree.ts";
import { byLabel, representatives } from "../proofs/routing/findings/candidates.ts";
import type { RaisedAlert } from "../proofs/routing/findings/raised.ts";
import { rankOf } from "../proofs/routing/findings/severity.ts";
import { routeInWords } from "../proofs/routing/findings/words.ts";
import type { Report } from "./document.ts";

const QUARTER = 15 * 60_000;
const WEEK = 7 * 24 * 60 * 60_000;

/** A week in which hardly any clocks change, from Monday, 12 January 2026, in UTC. */
const BEGIN = Date.UTC(2026, 0, 12);
const MOMENTS = Array.from({ length: WEEK / QUARTER }, (_, index) => BEGIN + index * QUARTER);

const PAGE = rankOf("page") ?? 0;

/** Alerts that wake people, and at some hours nobody hears of them, as all their routes are muted then. */
export function mutedPages(document: unknown, root: Path, alerts: readonly RaisedAlert[], report: Report): void {
  const { config, problems } = readRouting(document);
  if (config !== undefined && problems.length === 0) search(config, root, alerts.filter(isPage), report);
}

function search(config: RoutingConfig, root: Path, alerts: readonly RaisedAlert[], report: Report): void {
  const tree = routingTree(config);
  const hoursOf = hoursIn(config);
  const matchers = byLabel(walk(tree).flatMap((node) => node.matchers));
  const told = new Set<RouteNode>();
  for (const alert of alerts) {
    for (const labels of representatives(alert, matchers) ?? []) {
      const nodes = match(tree, labels);
      const [first] = nodes;
      const since = nodes.every(isTimed) ? silentSince(nodes.map(hoursOf)) : undefined;
      if (first === undefined || since === undefined || told.has(first)) continue;
      told.add(first);
      const data = { alert: alert.name, routes: nodes.map(routeInWords), since: inWords(since) };
      report(mutedPage, [...root, ...first.origin], data);
    }
  }
}

/** At which moments a route sends, looked at once. */
function hoursIn({ timeIntervals }: RoutingConfig): (node: RouteNode) => readonly boolean[] {
  const hours = new Map<RouteNode, readonly boolean[]>();
  return (node) => {
    const known = hours.get(node) ?? MOMENTS.map((at) => timeMute(node, timeIntervals, at) === undefined);
    hours.set(node, known);
    return known;
  };
}

// Where nobody ever hears of it, another finding says so.
function silentSince(hours: readonly (readonly boolean[])[]): number | undefined {
  const silent = MOMENTS.filter((_, index) => hours.every((sends) => sends[index] === false));
  return silent.length === MOMENTS.length ? undefined : silent[0];
}

function isPage({ labels, isExpected }: RaisedAlert): boolean {
  const [severity, ...others] = labels["severity"] ?? [];
  return isExpected !== true && severity !== undefined && others.length === 0 && (rankOf(severity) ?? 0) >= PAGE;
}

function isTimed({ activeTimeIntervals, muteTimeIntervals }: RouteNode): boolean {
  return activeTimeIntervals.length + muteTimeIntervals.length > 0;
}

function inWords(moment: number): string {
  const date = new Date(moment);
  const day = date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  return `${day} at ${date.toISOString().slice(11, 16)} UTC`;
}
