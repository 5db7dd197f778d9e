import {
  foreignInhibition,
  idleInhibition,
  mutualInhibition,
  silencedPage,
} from "../../../../diagnostics/codes/routing.ts";
import type { InhibitRule } from "../../../../routing/inhibition.ts";
import { type Labels, type Matcher, matchesAll, printMatcher } from "../../../../routing/matchers.ts";
import { byLabel, isFuzzy, representatives } from "./candidates.ts";
import type { RoutingContext, Search } from "./context.ts";
import { unknownMatchers } from "./labels.ts";
import { type RaisedAlert, valuesOf } from "./raised.ts";
import { rankOf } from "./severity.ts";

/** An alert that can be on a side of a rule, with label sets by which it is. */
interface Side {
  readonly alert: RaisedAlert;
  readonly labels: readonly Labels[];
  /** Whether it always is. */
  readonly isAlways: boolean;
}

/** Two alerts of which the first can silence the second by a rule. */
interface Pair {
  readonly source: RaisedAlert;
  readonly target: RaisedAlert;
  readonly sourceLabels: Labels;
  readonly targetLabels: Labels;
  /** Whether both always are on their sides. */
  readonly isCertain: boolean;
}

/** What can be wrong with one inhibition: that it does nothing, that it silences the wrong, that it reaches too far. */
export const inhibitionMistakes: Search = (context, report) => {
  const edges = new Map<RaisedAlert, { readonly target: RaisedAlert; readonly rule: InhibitRule }[]>();
  for (const rule of context.config.inhibitRules) {
    const sources = sideOf(context, rule, rule.sourceMatchers);
    const targets = sideOf(context, rule, rule.targetMatchers);
    const pairs = [...pairsOf(rule, sources, targets)];
    if (pairs.length === 0) reportIdle(context, rule, sources, targets, report);
    reportSilencedPage(pairs, rule, report);
    reportForeign(context, pairs, rule, report);
    for (const { source, target } of pairs.filter(isMeant)) {
      const known = edges.get(source);
      if (known === undefined) edges.set(source, [{ target, rule }]);
      else known.push({ target, rule });
    }
  }
  reportMutual(edges, report);
};

type Report = Parameters<Search>[1];

function sideOf(context: RoutingContext, rule: InhibitRule, matchers: readonly Matcher[]): readonly Side[] {
  const about = byLabel([...rule.sourceMatchers, ...rule.targetMatchers]);
  return candidatesFor(context, matchers).flatMap((alert) => {
    const all = representatives(alert, about, rule.equal);
    const labels = all?.filter((one) => matchesAll(matchers, one)) ?? [{}];
    return labels.length === 0 ? [] : [{ alert, labels, isAlways: labels.length === all?.length }];
  });
}

// Most alerts are told apart by one label, their name; looking at all of them for each rule takes long where there are many.
function candidatesFor({ alerts, labels }: RoutingContext, matchers: readonly Matcher[]): readonly RaisedAlert[] {
  const exact = matchers
    .filter(({ operator }) => operator === "=")
    .map(({ name, value }) => labels.having(name, value));
  const fewest = exact.reduce((least, some) => (some.length < least.length ? some : least), alerts);
  // Routes are made for what may come; an inhibition is about alerts that there are.
  const raised = fewest.filter(({ isExpected }) => isExpected !== true);
  return raised.length > 0 || alerts.some(({ isExpected }) => isExpected !== true) ? raised : fewest;
}

function* pairsOf(rule: InhibitRule, sources: readonly Side[], targets: readonly Side[]): Generator<Pair> {
  for (const source of sources) {
    for (const target of targets) {
      if (!canAgree(rule.equal, source.alert, target.alert)) continue;
      const labels = holding(rule, source, target);
      if (labels === undefined) continue;
      const isCertain = source.isAlways && target.isAlways;
      yield { source: source.alert, target: target.alert, ...labels, isCertain };
    }
  }
}

/** Labels by which one alert holds another back. */
function holding(
  rule: InhibitRule,
  source: Side,
  target: Side,
): Pick<Pair, "sourceLabels" | "targetLabels"> | undefined {
  const compared = rule.equal.filter((name) => isKnown(source.alert, name) && isKnown(target.alert, name));
  for (const sourceLabels of source.labels) {
    const targetLabels = target.labels.find((labels) => canHold(rule, compared, sourceLabels, labels));
    if (targetLabels !== undefined) return { sourceLabels, targetLabels };
  }
  return undefined;
}

function isKnown(alert: RaisedAlert, name: string): boolean {
  return valuesOf(alert, name) !== undefined;
}

// An alert on both sides is never silenced by another on both sides.
function canHold(
  { sourceMatchers, targetMatchers }: InhibitRule,
  compared: readonly string[],
  source: Labels,
  target: Labels,
): boolean {
  const isTwoSided = matchesAll(sourceMatchers, target) && matchesAll(targetMatchers, source);
  return !isTwoSided && compared.every((name) => source[name] === target[name]);
}

function canAgree(equal: readonly string[], source: RaisedAlert, target: RaisedAlert): boolean {
  return equal.every((name) => {
    const [ours, theirs] = [valuesOf(source, name), valuesOf(target, name)];
    return ours === undefined || theirs === undefined || ours.some((value) => theirs.includes(value));
  });
}

function reportIdle(
  context: RoutingContext,
  rule: InhibitRule,
  sources: readonly Side[],
  targets: readonly Side[],
  report: Report,
): void {
  const all = [...rule.sourceMatchers, ...rule.targetMatchers];
  const isVague = all.some((one) => isFuzzy(one) && context.labels.of(one.name).open > 0);
  if (isVague || unknownMatchers(context, all).length > 0 || isForOneName(rule, sources, targets)) return;
  report(idleInhibition, rule.origin, { why: whyIdle(rule, sources, targets) });
}

// A rule for alerts that have one name and several severities waits for the first of them: that is a policy, no mistake.
function isForOneName(rule: InhibitRule, sources: readonly Side[], targets: readonly Side[]): boolean {
  if (!rule.equal.includes("alertname")) return false;
  const others = { ...rule, equal: rule.equal.filter((name) => name !== "alertname") };
  return pairsOf(others, sources, targets).next().done !== true;
}

function whyIdle(
  { sourceMatchers, targetMatchers, equal }: InhibitRule,
  sources: readonly Side[],
  targets: readonly Side[],
): string {
  const shown = (matchers: readonly Matcher[]) => matchers.map(printMatcher).join(", ") || "no matchers";
  if (sources.length === 0) return `no alert can be its source: ${shown(sourceMatchers)}`;
  if (targets.length === 0) return `no alert can be its target: ${shown(targetMatchers)}`;
  const agreeing = sources.some((source) => targets.some((target) => canAgree(equal, source.alert, target.alert)));
  if (!agreeing) return `its sources and targets never agree in ${equal.join(", ")}, which must be equal`;
  return "whatever it could silence is one of its sources as well, and those don't silence each other";
}

function reportSilencedPage(pairs: readonly Pair[], rule: InhibitRule, report: Report): void {
  for (const { source, target, sourceLabels, targetLabels } of pairs) {
    const low = severityOf(source, sourceLabels);
    const high = severityOf(target, targetLabels);
    if (low === undefined || high === undefined || low.rank >= high.rank) continue;
    report(silencedPage, rule.origin, { source: source.name, target: target.name, low: low.name, high: high.name });
    return;
  }
}

/** The least of what a rule's alert can be: of several severities nothing is said. */
function severityOf(alert: RaisedAlert, labels: Labels): { readonly name: string; readonly rank: number } | undefined {
  const values = labels["severity"] === undefined ? valuesOf(alert, "severity") : [labels["severity"]];
  const [name] = values ?? [];
  const rank = name === undefined || values?.length !== 1 ? undefined : rankOf(name);
  return rank === undefined || name === undefined ? undefined : { name, rank };
}

function reportForeign(
  { tenantLabel }: RoutingContext,
  pairs: readonly Pair[],
  rule: InhibitRule,
  report: Report,
): void {
  if (rule.equal.includes(tenantLabel)) return;
  const pinned = (matchers: readonly Matcher[]) =>
    matchers.find(({ name, operator }) => name === tenantLabel && operator === "=")?.value;
  const [ours, theirs] = [pinned(rule.sourceMatchers), pinned(rule.targetMatchers)];
  if (ours !== undefined && ours === theirs) return;
  const foreign = pairs.find(({ source, target }) => isForeign(source, target, tenantLabel, [ours, theirs]));
  if (foreign === undefined) return;
  const data = { label: tenantLabel, source: foreign.source.name, target: foreign.target.name };
  report(foreignInhibition, rule.origin, data);
}

// Whether two alerts can be of two tenants, where their tenants are known at all.
function isForeign(
  source: RaisedAlert,
  target: RaisedAlert,
  label: string,
  [ours, theirs]: readonly (string | undefined)[],
): boolean {
  if (!Object.hasOwn(source.labels, label) || !Object.hasOwn(target.labels, label)) return false;
  const a = ours === undefined ? source.labels[label] : [ours];
  const b = theirs === undefined ? target.labels[label] : [theirs];
  if (a === undefined || b === undefined) return true;
  return a.some((one) => b.some((other) => one !== other));
}

// Alerts that are on a side with some of their labels only may be on the other with others.
function isMeant({ source, target, isCertain }: Pair): boolean {
  return isCertain && source !== target && source.isExpected !== true && target.isExpected !== true;
}

type Edges = ReadonlyMap<RaisedAlert, readonly { readonly target: RaisedAlert; readonly rule: InhibitRule }[]>;

function reportMutual(edges: Edges, report: Report): void {
  const told = new Set<string>();
  for (const [source, out] of edges) {
    for (const { target, rule } of out) {
      const back = edges.get(target)?.find((one) => one.target === source);
      const key = [source.name, target.name].sort().join(" ");
      if (back === undefined || told.has(key)) continue;
      told.add(key);
      const later = [rule, back.rule].sort((a, b) => Number(a.origin.at(-1)) - Number(b.origin.at(-1)))[1] ?? rule;
      report(mutualInhibition, later.origin, { alerts: [source.name, target.name] });
    }
  }
}
