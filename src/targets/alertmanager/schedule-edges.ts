import type { Schedule, TenantIdentity } from "../../program/program.ts";
import { contains } from "../../routing/intervals.ts";
import { readNamedIntervals } from "../../routing/read-intervals.ts";
import { timeInterval } from "./time-intervals.ts";

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

/** A week in which no clocks change, from a Monday on: 5 January 2026. */
const WEEK_START = Date.UTC(2026, 0, 5);
const WEEK_END = WEEK_START + 7 * 24 * 60 * MINUTE;

/** Two moments, a minute apart, in epoch milliseconds: one in the schedule, one not. Absent where a week has no such moment. */
export interface ScheduleEdge {
  readonly inside?: number;
  readonly outside?: number;
}

/** Where a schedule begins or ends for the first time in a week without a change of clocks, as Alertmanager reads its hours. */
export function scheduleEdge(tenant: TenantIdentity, schedule: Schedule): ScheduleEdge {
  const { intervals } = readNamedIntervals(timeInterval(tenant, schedule), [], () => undefined);
  const isInside = (at: number) => intervals.some((interval) => contains(interval, at));
  const change = firstChange(isInside, HALF_HOUR) ?? firstChange(isInside, MINUTE);
  if (change === undefined) return isInside(WEEK_START) ? { inside: WEEK_START } : { outside: WEEK_START };
  return isInside(change) ? { inside: change, outside: change - MINUTE } : { inside: change - MINUTE, outside: change };
}

/** The first minute that differs from the one before; steps skip hours that are shorter than they. */
function firstChange(isInside: (at: number) => boolean, step: number): number | undefined {
  const start = isInside(WEEK_START);
  for (let at = WEEK_START + step; at < WEEK_END; at += step) {
    if (isInside(at) !== start) return changeBetween(isInside, at - step, at);
  }
  return undefined;
}

function changeBetween(isInside: (at: number) => boolean, from: number, to: number): number {
  const before = isInside(from);
  let at = from;
  while (at < to && isInside(at) === before) at += MINUTE;
  return at;
}
