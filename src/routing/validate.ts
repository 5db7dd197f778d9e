import type { Path } from "../diagnostics/diagnostic.ts";
import type { RoutingConfig } from "./config.ts";
import { regexProblem } from "./matchers.ts";
import type { Report, RoutingProblem, RoutingProblemName } from "./problems.ts";
import type { Route } from "./tree.ts";
import { isUnicode } from "./unicode.ts";

/** Everything for which Alertmanager refuses the tree, the receivers' names and the time intervals' names. */
export function validateRouting(config: RoutingConfig): readonly RoutingProblem[] {
  const problems: RoutingProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  validateRoot(config.route, report);
  validateNames(config.receivers, ["receivers"], "duplicate receiver", report);
  const intervals = config.timeIntervals.map(({ name }) => name);
  validateNames(intervals, ["time_intervals"], "duplicate time interval", report);
  validateRoute(config.route, { receivers: new Set(config.receivers), intervals: new Set(intervals) }, report);
  for (const rule of config.inhibitRules) {
    validateLabelNames(rule.equal, [...rule.origin, "equal"], report);
    validateRegexes([...rule.sourceMatchers, ...rule.targetMatchers], rule.origin, report);
  }
  return problems;
}

interface Known {
  readonly receivers: ReadonlySet<string>;
  readonly intervals: ReadonlySet<string>;
}

function validateRoot(root: Route, report: Report): void {
  const at = root.origin;
  if (root.continue) report({ problem: "root continues", at, found: "" });
  if (!root.receiver) report({ problem: "root without receiver", at, found: "" });
  if (root.matchers.length > 0) report({ problem: "root with matchers", at, found: "" });
  if (root.muteTimeIntervals.length + root.activeTimeIntervals.length > 0) {
    report({ problem: "root with time intervals", at, found: "" });
  }
}

function validateRoute(route: Route, known: Known, report: Report): void {
  const { origin, receiver } = route;
  if (receiver && !known.receivers.has(receiver)) {
    report({ problem: "undefined receiver", at: [...origin, "receiver"], found: receiver });
  }
  validateIntervals(route.activeTimeIntervals, known, [...origin, "active_time_intervals"], report);
  validateIntervals(route.muteTimeIntervals, known, [...origin, "mute_time_intervals"], report);
  validateGrouping(route.groupBy ?? [], [...origin, "group_by"], report);
  validateLabelNames(Object.keys(route.labels), [...origin, "labels"], report);
  validateRegexes(route.matchers, origin, report);
  if (route.groupInterval === 0) report({ problem: "zero interval", at: origin, found: "group_interval" });
  if (route.repeatInterval === 0) report({ problem: "zero interval", at: origin, found: "repeat_interval" });
  for (const child of route.routes) validateRoute(child, known, report);
}

function validateIntervals(names: readonly string[], known: Known, at: Path, report: Report): void {
  for (const name of names) {
    if (!known.intervals.has(name)) report({ problem: "undefined time interval", at, found: name });
  }
}

function validateGrouping(names: readonly string[], at: Path, report: Report): void {
  const labels = names.filter((name) => name !== "...");
  if (labels.length > 0 && labels.length < names.length) report({ problem: "all labels and others", at, found: "..." });
  for (const name of repeated(labels)) report({ problem: "duplicate group label", at, found: name });
  validateLabelNames(labels, at, report);
}

function validateLabelNames(names: readonly string[], at: Path, report: Report): void {
  for (const name of names) {
    if (name === "" || !isUnicode(name)) report({ problem: "invalid label name", at, found: name });
  }
}

function validateRegexes(matchers: Route["matchers"], at: Path, report: Report): void {
  for (const matcher of matchers) {
    const reason = regexProblem(matcher);
    if (reason !== undefined) report({ problem: "invalid matcher", at, found: matcher.value, reason });
  }
}

function validateNames(names: readonly string[], at: Path, duplicate: RoutingProblemName, report: Report): void {
  if (names.includes("")) report({ problem: "missing name", at, found: "" });
  for (const name of repeated(names)) report({ problem: duplicate, at, found: name });
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
