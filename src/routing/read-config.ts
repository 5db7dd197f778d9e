import type { Path } from "../diagnostics/diagnostic.ts";
import type { RoutingConfig } from "./config.ts";
import { parseAlertmanagerDuration } from "./duration.ts";
import type { InhibitRule } from "./inhibition.ts";
import type { Labels } from "./matchers.ts";
import type { Report, RoutingProblem } from "./problems.ts";
import { readNamedIntervals } from "./read-intervals.ts";
import { readMatchers } from "./read-matchers.ts";
import { readAnyMapping, readEach, readFlag, readMapping, readOpenMapping, readText, readTexts } from "./reading.ts";
import type { Route } from "./tree.ts";
import { validateRouting } from "./validate.ts";

const ROUTE_KEYS = [
  "receiver",
  "group_by",
  "group_wait",
  "group_interval",
  "repeat_interval",
  "match",
  "match_re",
  "matchers",
  "mute_time_intervals",
  "active_time_intervals",
  "continue",
  "labels",
  "routes",
];
const SIDES = ["source", "target"].flatMap((side) => [`${side}_match`, `${side}_match_re`, `${side}_matchers`]);
const INHIBIT_KEYS = ["name", "equal", ...SIDES];

const TOP_KEYS = [
  "global",
  "templates",
  "route",
  "inhibit_rules",
  "receivers",
  "mute_time_intervals",
  "time_intervals",
  "tracing",
];
const SERVICES =
  "discord email incidentio jira mattermost msteams msteamsv2 opsgenie pagerduty pushover rocketchat slack sns telegram victorops webex webhook wechat";
const RECEIVER_KEYS = ["name", ...SERVICES.split(" ").map((service) => `${service}_configs`)];

/** The routing part of a configuration, as far as it could be read, and all that is wrong with it. */
export interface RoutingReading {
  /** Absent where there is no route. */
  readonly config: RoutingConfig | undefined;
  readonly problems: readonly RoutingProblem[];
}

/** Reads the routing part of an Alertmanager configuration, given as the plain data of its YAML file. */
export function readRouting(document: unknown): RoutingReading {
  const problems: RoutingProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const top = readOpenMapping(document, [], TOP_KEYS, report);
  if ((top.get("route") ?? null) === null)
    return { config: undefined, problems: [...problems, { problem: "no route", at: [], found: "" }] };
  const config: RoutingConfig = {
    route: readRoute(top.get("route"), ["route"], report),
    receivers: readEach(top.get("receivers"), ["receivers"], report, (item, at) => readName(item, at, report)) ?? [],
    timeIntervals: ["mute_time_intervals", "time_intervals"].flatMap(
      (key) => readEach(top.get(key), [key], report, (item, at) => readNamedIntervals(item, at, report)) ?? [],
    ),
    inhibitRules:
      readEach(top.get("inhibit_rules"), ["inhibit_rules"], report, (item, at) => readRule(item, at, report)) ?? [],
  };
  return { config, problems: [...problems, ...validateRouting(config)] };
}

function readRoute(value: unknown, at: Path, report: Report): Route {
  if (value === null) report({ problem: "wrong kind", at, found: "a mapping" });
  const entries = readMapping(value, at, ROUTE_KEYS, report);
  const place = (key: string) => [...at, key];
  const texts = (key: string) => readTexts(entries.get(key), place(key), report);
  const duration = (key: string) => readDuration(entries.get(key), place(key), report);
  return {
    origin: at,
    ...present("receiver", readText(entries.get("receiver"), place("receiver"), report)),
    ...present("groupBy", texts("group_by")),
    ...present("groupWait", duration("group_wait")),
    ...present("groupInterval", duration("group_interval")),
    ...present("repeatInterval", duration("repeat_interval")),
    matchers: readMatchers(entries, "", at, report),
    continue: readFlag(entries.get("continue"), place("continue"), report),
    muteTimeIntervals: texts("mute_time_intervals") ?? [],
    activeTimeIntervals: texts("active_time_intervals") ?? [],
    labels: readLabels(entries.get("labels"), place("labels"), report),
    routes:
      readEach(entries.get("routes"), place("routes"), report, (item, below) => readRoute(item, below, report)) ?? [],
  };
}

function readRule(value: unknown, at: Path, report: Report): InhibitRule {
  const entries = readMapping(value, at, INHIBIT_KEYS, report);
  return {
    origin: at,
    ...present("name", readText(entries.get("name"), [...at, "name"], report)),
    sourceMatchers: readMatchers(entries, "source_", at, report),
    targetMatchers: readMatchers(entries, "target_", at, report),
    equal: readTexts(entries.get("equal"), [...at, "equal"], report) ?? [],
  };
}

function readName(value: unknown, at: Path, report: Report): string {
  return readText(readOpenMapping(value, at, RECEIVER_KEYS, report).get("name"), [...at, "name"], report) ?? "";
}

function readLabels(value: unknown, at: Path, report: Report): Labels {
  const pairs = [...readAnyMapping(value, at, report)];
  return Object.fromEntries(pairs.map(([name, text]) => [name, readText(text, [...at, name], report) ?? ""]));
}

function readDuration(value: unknown, at: Path, report: Report): number | undefined {
  const text = readText(value, at, report);
  if (text === undefined) return undefined;
  const milliseconds = parseAlertmanagerDuration(text);
  if (milliseconds === undefined) report({ problem: "invalid duration", at, found: text });
  return milliseconds;
}

function present<K extends string, V>(key: K, value: V | undefined): { readonly [name in K]?: V } {
  const none: { readonly [name in K]?: V } = {};
  return value === undefined ? none : { ...none, [key]: value };
}
