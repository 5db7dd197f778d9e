import { emptyInterval, handoverGap } from "../../../../diagnostics/codes/routing.ts";
import { contains, type NamedTimeIntervals, type TimeInterval, timeMute } from "../../../../routing/intervals.ts";
import { readNamedIntervals } from "../../../../routing/read-intervals.ts";
import type { RouteNode } from "../../../../routing/tree.ts";
import type { RoutingContext, Search } from "./context.ts";
import { at } from "./places.ts";
import { routeInWords } from "./words.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const QUARTER = 15 * MINUTE;

/** A week in which hardly any clocks change, from Monday, 12 January 2026, in UTC. */
const WEEK = Date.UTC(2026, 0, 12);

/** No more than this is a slip between two routes' hours rather than the time in which nobody shall be told. */
const LONGEST_GAP = 2 * 60 * MINUTE;

/** Whether no moment lies in any of the intervals. */
export function isEmpty({ intervals }: Pick<NamedTimeIntervals, "intervals">): boolean {
  return !intervals.some(hasMoments);
}

function hasMoments(interval: TimeInterval): boolean {
  const { times, weekdays, daysOfMonth, months, years } = interval;
  if ([times, weekdays, daysOfMonth, months, years].some((ranges) => ranges?.length === 0)) return false;
  if (daysOfMonth === undefined && years === undefined) return true;
  const [first = 2024, last = 2051] = years === undefined ? [] : spanOf(years);
  const { location: _, times: __, ...days } = interval;
  for (let day = Date.UTC(first, 0, 1); day <= Date.UTC(last, 11, 31); day += DAY) {
    if (contains(days, day)) return true;
  }
  return false;
}

// After 28 years days of the month and of the week come together as before.
function spanOf(years: NonNullable<TimeInterval["years"]>): readonly [number, number] {
  const first = Math.max(1, Math.min(...years.map(({ begin }) => begin)));
  return [first, Math.min(first + 28, Math.max(...years.map(({ end }) => end)))];
}

/** Whether the intervals leave no moment out. */
export function isAlways({ intervals }: Pick<NamedTimeIntervals, "intervals">): boolean {
  return intervals.some(({ location: _, ...ranges }) => Object.keys(ranges).length === 0);
}

/** Time intervals that never come. */
export const emptyIntervals: Search = ({ document }, report) => {
  for (const key of ["mute_time_intervals", "time_intervals"]) {
    const list = at(document, [key]);
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const named = namedAt(document, key, index);
      if (named === undefined || !isEmpty(named)) continue;
      const why = named.intervals.length === 0 ? "it has no ranges" : "its days, months and years have none in common";
      report(emptyInterval, [key, index], { interval: named.name, why });
    }
  }
};

function namedAt(document: unknown, key: string, index: number): NamedTimeIntervals | undefined {
  const problems: unknown[] = [];
  const named = readNamedIntervals(at(document, [key, index]), [], (problem) => problems.push(problem));
  return problems.length === 0 ? named : undefined;
}

/** Whether both of two routes send at some moment. */
export function sendTogether({ config }: RoutingContext, one: RouteNode, other: RouteNode): boolean {
  if (!isTimed(one) && !isTimed(other)) return true;
  return moments().some(
    (moment) => sends(one, config.timeIntervals, moment) && sends(other, config.timeIntervals, moment),
  );
}

/** Routes that take turns with an alert, and between whose hours none sends. */
export const handoverGaps: Search = (context, report) => {
  const seen = new Set<string>();
  for (const { nodes, alerts } of context.traffic.notified) {
    const alert = alerts.find(({ isExpected }) => isExpected !== true);
    const key = nodes.map(({ origin }) => origin.join("/")).join(" ");
    if (alert === undefined || nodes.length < 2 || seen.has(key) || !nodes.every(isTimed) || takeTurns(nodes)) continue;
    seen.add(key);
    const gap = gapBetween(nodes, context.config.timeIntervals);
    const [first] = nodes;
    if (gap === undefined || first === undefined) continue;
    report(handoverGap, first.origin, { alert: alert.name, routes: nodes.map(routeInWords), gap });
  }
};

/** Whether one of some routes is silent in the very hours in which another sends, and nowhere else. */
function takeTurns(nodes: readonly RouteNode[]): boolean {
  const names = ({ activeTimeIntervals, muteTimeIntervals }: RouteNode) => [
    activeTimeIntervals.join(),
    muteTimeIntervals.join(),
  ];
  const all = nodes.map(names);
  return all.some(([active, mute]) => mute === "" && all.some((other) => other[0] === "" && other[1] === active));
}

/** The first short while in a week that lies between the hours of two routes, in words. */
function gapBetween(nodes: readonly RouteNode[], named: readonly NamedTimeIntervals[]): string | undefined {
  let last: { readonly at: number; readonly node: RouteNode } | undefined;
  for (const moment of moments()) {
    const node = nodes.find((one) => sends(one, named, moment));
    if (node === undefined) continue;
    const silence = last === undefined ? 0 : moment - last.at - QUARTER;
    if (last !== undefined && last.node !== node && silence > 0 && silence <= LONGEST_GAP) {
      return `from ${clock(last.at + QUARTER)} to ${clock(moment)} UTC`;
    }
    last = { at: moment, node };
  }
  return undefined;
}

function moments(): readonly number[] {
  return Array.from({ length: (7 * DAY) / QUARTER }, (_, index) => WEEK + index * QUARTER);
}

function isTimed({ activeTimeIntervals, muteTimeIntervals }: RouteNode): boolean {
  return activeTimeIntervals.length + muteTimeIntervals.length > 0;
}

function sends(node: RouteNode, named: readonly NamedTimeIntervals[], moment: number): boolean {
  return timeMute(node, named, moment) === undefined;
}

function clock(moment: number): string {
  return new Date(moment).toISOString().slice(11, 16);
}
