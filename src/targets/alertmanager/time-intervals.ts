import type { Program, Schedule, TenantIdentity } from "../../program/program.ts";
import type { TimeIntervalEntry } from "./entries.ts";
import { intervalName } from "./names.ts";

const WEEK = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** A tenant's schedules, each under the tenant's name. */
export function timeIntervals({ tenant, schedules }: Program): readonly TimeIntervalEntry[] {
  return schedules.map((schedule) => timeInterval(tenant, schedule));
}

/** One schedule; no times or no weekdays stand for all of them. */
export function timeInterval(tenant: TenantIdentity, schedule: Schedule): TimeIntervalEntry {
  const times = schedule.times.map(({ start, end }) => ({ start_time: start, end_time: end }));
  const weekdays = schedule.weekdays.flatMap(withinWeek);
  return {
    name: intervalName(tenant, schedule),
    time_intervals: [
      {
        ...(times.length > 0 && { times }),
        ...(weekdays.length > 0 && { weekdays }),
        location: schedule.zone,
      },
    ],
  };
}

/** Alertmanager's week begins on Sunday, and its ranges don't go past the end: `friday:monday` is two of them. */
function withinWeek(days: string): readonly string[] {
  const first = days.replace(/:.*/, "");
  const last = days.replace(/.*:/, "");
  if (WEEK.indexOf(first) <= WEEK.indexOf(last)) return [days];
  return [last === "sunday" ? "sunday" : `sunday:${last}`, first === "saturday" ? "saturday" : `${first}:saturday`];
}
