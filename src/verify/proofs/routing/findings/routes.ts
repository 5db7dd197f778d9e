import {
  contradictoryRoute,
  shadowedRoute,
  unusedRoute,
  uselessContinue,
} from "../../../../diagnostics/codes/routing.ts";
import { type Matcher, matches, matchesAll, printMatcher } from "../../../../routing/matchers.ts";
import { match, type RouteNode } from "../../../../routing/tree.ts";
import { byLabel, candidateValues, isFuzzy } from "./candidates.ts";
import type { RoutingContext, Search } from "./context.ts";
import { unknownMatchers } from "./labels.ts";
import { matcherPlace } from "./places.ts";
import { rankOf } from "./severity.ts";
import { routeInWords } from "./words.ts";

/** Routes that nothing reaches, by whatever cause; those below such a route are not told. */
export const unreachedRoutes: Search = (context, report) => {
  if (context.traffic.unfollowed.length > 0) return;
  const visit = (parent: RouteNode, above: readonly Matcher[]): void => {
    for (const node of parent.routes) {
      const around = [...above, ...node.matchers];
      if (context.traffic.of(node).entering.length > 0) visit(node, around);
      else reportUnreached(context, node, above, report);
    }
  };
  visit(context.tree, []);
};

function reportUnreached(
  context: RoutingContext,
  node: RouteNode,
  above: readonly Matcher[],
  report: Parameters<Search>[1],
): void {
  const { keptBy } = context.traffic.of(node);
  const contradiction = contradictionIn([...above, ...node.matchers]);
  if (contradiction !== undefined) {
    const own = node.matchers.find(({ name }) => name === contradiction.label);
    const place = own === undefined ? node.origin : matcherPlace(context.document, node.origin, own);
    report(contradictoryRoute, place, contradiction);
  } else if (keptBy.size > 0) {
    if (mayDiffer(context, node, above, keptBy)) return;
    const by = [...keptBy].map(routeInWords).join(" and ");
    report(shadowedRoute, { path: node.origin }, { route: routeInWords(node), by });
  } else if (unknownMatchers(context, node.matchers).length === 0 && !isPrepared(context, node)) {
    reportUnused(context, node, report);
  }
}

// A severity that no alert has yet is prepared for, and no slip; unless the alerts have another word for it.
function isPrepared({ labels, traffic, tree }: RoutingContext, node: RouteNode): boolean {
  const words = labels.of("severity").values;
  const tier = node.matchers.find(({ name, operator }) => name === "severity" && operator === "=");
  if (tier === undefined || !isOwnRank(tier.value, words)) return false;
  const isBelow = ({ origin }: RouteNode) => node.origin.every((step, index) => origin[index] === step);
  return traffic.of(tree).entering.some((one) => match(tree, { ...one.labels, severity: tier.value }).some(isBelow));
}

function isOwnRank(severity: string, others: readonly string[]): boolean {
  const rank = rankOf(severity);
  return rank !== undefined && others.every((word) => word === severity || rankOf(word) !== rank);
}

function reportUnused(context: RoutingContext, node: RouteNode, report: Parameters<Search>[1]): void {
  if (node.matchers.some((matcher) => isFuzzy(matcher) && context.labels.of(matcher.name).open > 0)) return;
  const [first] = node.matchers;
  if (first === undefined) return;
  const alone = node.matchers.find((matcher) => !canBeSatisfied(context, matcher));
  const place = matcherPlace(context.document, node.origin, alone ?? first);
  if (alone === undefined) {
    const matcher = node.matchers.map(printMatcher).join(", ");
    report(unusedRoute, place, { matcher, having: "no single alert that gets here has these labels together" });
  } else {
    report(unusedRoute, place, { matcher: printMatcher(alone), having: havingOf(context, alone.name) });
  }
}

function canBeSatisfied({ labels }: RoutingContext, matcher: Matcher): boolean {
  const { values, open } = labels.of(matcher.name);
  return open > 0 || ["", ...values].some((value) => matches(matcher, { [matcher.name]: value }));
}

function havingOf({ labels }: RoutingContext, label: string): string {
  const { values } = labels.of(label);
  if (values.length === 0) return `none has a label ${label}`;
  return `${label} is ${values.slice(0, 8).join(", ")}${values.length > 8 ? " …" : ""}`;
}

/** The label about which matchers contradict each other; undefined where they don't, or it can't be known by trying. */
function contradictionIn(
  matchers: readonly Matcher[],
): { readonly label: string; readonly matchers: readonly string[] } | undefined {
  for (const [label, about] of byLabel(matchers)) {
    const isSpelt = about.some((one) => (one.operator === "=" || one.operator === "=~") && !isFuzzy(one));
    if (about.length < 2 || !isSpelt) continue;
    const isPossible = candidateValues(about).some((value) => matchesAll(about, { [label]: value }));
    if (!isPossible) return { label, matchers: [...new Set(about.map(printMatcher))] };
  }
  return undefined;
}

// Where a label can have any value and a pattern is in play, a few values don't speak for all.
function mayDiffer(
  { labels }: RoutingContext,
  node: RouteNode,
  above: readonly Matcher[],
  keptBy: ReadonlySet<RouteNode>,
): boolean {
  const own = [...above, ...node.matchers];
  const asked = new Set(own.map(printMatcher));
  return [...keptBy].some((by) =>
    by.matchers.some(
      (matcher) =>
        labels.of(matcher.name).open > 0 &&
        !asked.has(printMatcher(matcher)) &&
        [matcher, ...own.filter(({ name }) => name === matcher.name)].some(isFuzzy),
    ),
  );
}

/** `continue` on routes after which no other takes any of their alerts. */
export const idleContinues: Search = (context, report) => {
  const visit = (parent: RouteNode): void => {
    for (const [index, node] of parent.routes.entries()) {
      visit(node);
      const { entering, isFollowed } = context.traffic.of(node);
      if (!node.continue || isFollowed || entering.length === 0) continue;
      const after = parent.routes.slice(index + 1);
      if (after.length > 0 && !isCertain(context, [node, ...after])) continue;
      const data = { route: routeInWords(node), last: after.length === 0 };
      report(uselessContinue, { path: [...node.origin, "continue"], part: "key" }, data);
    }
  };
  visit(context.tree);
};

function isCertain({ labels, traffic }: RoutingContext, nodes: readonly RouteNode[]): boolean {
  const matchers = nodes.flatMap((node) => node.matchers);
  return (
    traffic.unfollowed.length === 0 && !matchers.some((matcher) => isFuzzy(matcher) && labels.of(matcher.name).open > 0)
  );
}
