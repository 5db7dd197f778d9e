import { leftToFallback, reachesNobody, toldTwice } from "../../../../diagnostics/codes/routing.ts";
import { nearest } from "../../../../diagnostics/nearest.ts";
import { labelValue, type Matcher, matches } from "../../../../routing/matchers.ts";
import { type RouteNode, walk } from "../../../../routing/tree.ts";
import { grouped } from "../../../../values/grouped.ts";
import { byLabel, candidateValues, isFuzzy, type MatchersByLabel } from "./candidates.ts";
import type { RoutingContext, Search } from "./context.ts";
import { isAlways, isEmpty, sendTogether } from "./hours.ts";
import { type RaisedAlert, valuesOf } from "./raised.ts";
import { routeInWords } from "./words.ts";

/** What routes an alert's label sets come to. */
function fatesOf({ alerts, traffic }: RoutingContext): ReadonlyMap<RaisedAlert, readonly (readonly RouteNode[])[]> {
  const fates = new Map<RaisedAlert, (readonly RouteNode[])[]>();
  for (const { alerts: having, nodes } of traffic.notified) {
    for (const alert of having) {
      if (alert.isExpected) continue;
      const known = fates.get(alert);
      if (known === undefined) fates.set(alert, [nodes]);
      else known.push(nodes);
    }
  }
  return new Map(
    alerts.flatMap((alert) => [[alert, fates.get(alert) ?? []] as const]).filter(([, all]) => all.length > 0),
  );
}

/** Alerts of which, whatever their labels are, nobody hears. */
export const unheardAlerts: Search = (context, report) => {
  const silent = [...fatesOf(context)].flatMap(([{ name }, fates]): readonly Unheard[] => {
    const why = fates.map((nodes) => silenceOf(context, nodes));
    const [first] = why;
    return first === undefined || why.includes(undefined) ? [] : [{ name, ...first }];
  });
  for (const [why, alike] of grouped(silent, (one) => one.why)) {
    const names = new Set(alike.map(({ name }) => name));
    const told = names.size > MOST_TOLD ? alike.slice(0, 1) : alike;
    for (const { name, node } of told) {
      const others = told.length < alike.length ? { others: names.size - 1 } : {};
      report(reachesNobody, node.origin, { alert: name, ...others, why });
    }
  }
};

/** Of more alerts than these the receiver is to blame, and told once. */
const MOST_TOLD = 3;

interface Unheard extends Silence {
  readonly name: string;
}

interface Silence {
  readonly node: RouteNode;
  readonly why: string;
}

// Who writes a route of its own to a receiver without any way to notify wants its alerts to end there.
function silenceOf(context: RoutingContext, nodes: readonly RouteNode[]): Silence | undefined {
  const silences = nodes.map((node): Silence | undefined => {
    const never = neverSends(context, node);
    if (never !== undefined) return { node, why: never };
    if (context.speaking.has(node.receiver) || node !== context.tree) return undefined;
    return {
      node,
      why: `no route asks for such labels, and the receiver of the rest, ${node.receiver}, notifies nobody`,
    };
  });
  return silences.includes(undefined) ? undefined : silences[0];
}

function neverSends({ config }: RoutingContext, node: RouteNode): string | undefined {
  const named = (names: readonly string[]) => config.timeIntervals.filter(({ name }) => names.includes(name));
  const active = named(node.activeTimeIntervals);
  if (active.length > 0 && active.every(isEmpty)) return `${routeInWords(node)} is active at no time`;
  const muting = named(node.muteTimeIntervals).find(isAlways);
  return muting === undefined ? undefined : `${routeInWords(node)} is always muted by ${muting.name}`;
}

/** Alerts that arrive at a receiver through two routes at a time. */
export const doubledAlerts: Search = (context, report) => {
  const told = new Set<string>();
  for (const { nodes, alerts } of context.traffic.notified) {
    const alert = alerts.find(({ isExpected }) => isExpected !== true);
    if (alert === undefined) continue;
    for (const [index, second] of nodes.entries()) {
      const first = nodes.slice(0, index).find(({ receiver }) => receiver === second.receiver);
      const key = `${first?.origin.join("/")} ${second.origin.join("/")}`;
      if (first === undefined || told.has(key) || !sendTogether(context, first, second)) continue;
      told.add(key);
      report(toldTwice, second.origin, {
        alert: alert.name,
        receiver: second.receiver,
        first: routeInWords(first),
        second: routeInWords(second),
      });
    }
  }
};

/** Alerts that routes around them leave to a fallback, because no route knows one of their labels' values. */
export const forgottenAlerts: Search = (context, report) => {
  const fates = fatesOf(context);
  const named = namedValues(context);
  for (const [alert, all] of fates) {
    const [node] = all[0] ?? [];
    const isLeft = node !== undefined && node.routes.length > 0 && all.every((nodes) => nodes[0] === node);
    if (!isLeft) continue;
    const cause = [...decidingLabels(node)].map((label) => forgotten(context, alert, label, node, named)).find(Boolean);
    if (cause === undefined) continue;
    report(leftToFallback, node.origin, { alert: alert.name, receiver: node.receiver, ...cause });
  }
};

interface Cause {
  readonly label: string;
  readonly value: string;
  readonly known: readonly string[];
}

/** Labels on which every route below a node decides. */
function decidingLabels(node: RouteNode): ReadonlySet<string> {
  const [first, ...rest] = node.routes.map(
    ({ matchers }) => new Set(matchers.filter(isPositive).map(({ name }) => name)),
  );
  return new Set([...(first ?? [])].filter((label) => rest.every((labels) => labels.has(label))));
}

function isPositive({ operator }: Matcher): boolean {
  return operator === "=" || operator === "=~";
}

/** For each label the matchers of routes and inhibitions about it. */
function namedValues({ tree, config }: RoutingContext): MatchersByLabel {
  return byLabel([
    ...walk(tree).flatMap(({ matchers }) => matchers),
    ...config.inhibitRules.flatMap(({ sourceMatchers, targetMatchers }) => [...sourceMatchers, ...targetMatchers]),
  ]);
}

function forgotten(
  context: RoutingContext,
  alert: RaisedAlert,
  label: string,
  node: RouteNode,
  named: MatchersByLabel,
): Cause | undefined {
  const value = onlyValue(alert, label);
  if (value === undefined) return undefined;
  const isKnown = (named.get(label) ?? []).some((one) => isPositive(one) && matches(one, { [label]: value }));
  if (isKnown) return undefined;
  const below = node.routes.flatMap(({ matchers }) => matchers);
  const known = knownIn(below.filter((one) => one.name === label && isPositive(one)));
  const isSlip = value !== "" && nearest(value, known) !== undefined;
  // Who has routes for one value only leaves all others to the fallback.
  const isForgotten = isSlip || (known.length >= 2 && isTheOnlyOne(context, alert, label, value, node));
  return isForgotten ? { label, value, known } : undefined;
}

function onlyValue(alert: RaisedAlert, label: string): string | undefined {
  const values = valuesOf(alert, label) ?? [];
  return values.length === 1 ? values[0] : undefined;
}

function knownIn(about: readonly Matcher[]): readonly string[] {
  const spelt = about.filter((matcher) => !isFuzzy(matcher));
  const values = spelt.flatMap((matcher) =>
    candidateValues([matcher]).filter((one) => matches(matcher, { [matcher.name]: one })),
  );
  return [...new Set(values)].filter((one) => one !== "").sort();
}

// A value that several alerts bring to the fallback is meant for it; one alert alone, among others that have routes, was forgotten.
function isTheOnlyOne(
  { alerts, traffic }: RoutingContext,
  alert: RaisedAlert,
  label: string,
  value: string,
  node: RouteNode,
): boolean {
  const isLike = (other: RaisedAlert) => (valuesOf(other, label) ?? [value]).includes(value);
  if (alerts.some((other) => other.name !== alert.name && isLike(other))) return false;
  const served = traffic.notified
    .filter(({ labels, nodes }) => !nodes.includes(node) && labelValue(labels, label) !== "")
    .flatMap(({ alerts: having }) => having.map(({ name }) => name));
  return new Set(served).size >= 3;
}
