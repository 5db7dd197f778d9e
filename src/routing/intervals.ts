import { countedDaysInMonth, type WallClock, wallClock } from "./zone.ts";

/** Both ends belong to the range. */
export interface InclusiveRange {
  readonly begin: number;
  readonly end: number;
}

/** Minutes since midnight; the end is exclusive and at most 1440. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** A recurring span of time: every kind of range that is given must hold, an empty list of ranges never does. */
export interface TimeInterval {
  readonly times?: readonly TimeRange[];
  /** 0 is Sunday. */
  readonly weekdays?: readonly InclusiveRange[];
  /** 1 is the first day of the month, -1 its last. */
  readonly daysOfMonth?: readonly InclusiveRange[];
  /** 1 is January. */
  readonly months?: readonly InclusiveRange[];
  readonly years?: readonly InclusiveRange[];
  /** An IANA time zone; UTC where absent. */
  readonly location?: string;
}

/** Time intervals under the name by which routes refer to them. */
export interface NamedTimeIntervals {
  readonly name: string;
  readonly intervals: readonly TimeInterval[];
}

/** Why a route is silent at a time: no active interval contains it, or a mute interval does. */
export interface TimeMute {
  readonly reason: "outside active time intervals" | "inside mute time interval";
  readonly by: readonly string[];
}

/** Whether a moment in epoch milliseconds lies in the interval. */
export function contains(interval: TimeInterval, at: number): boolean {
  const zone = interval.location ?? "UTC";
  const clock = wallClock(zone, at);
  return (
    inTimes(interval.times, clock) &&
    inDays(interval.daysOfMonth, clock, () => countedDaysInMonth(zone, at)) &&
    inRanges(interval.months, clock.month) &&
    inRanges(interval.weekdays, clock.weekday) &&
    inRanges(interval.years, clock.year)
  );
}

/** Why a route sends nothing at a moment in epoch milliseconds; undefined where it sends. Undefined names contain no time. */
export function timeMute(
  route: { readonly activeTimeIntervals: readonly string[]; readonly muteTimeIntervals: readonly string[] },
  named: readonly NamedTimeIntervals[],
  at: number,
): TimeMute | undefined {
  const inside = (name: string) =>
    named.some((entry) => entry.name === name && entry.intervals.some((interval) => contains(interval, at)));
  const { activeTimeIntervals: active, muteTimeIntervals: mute } = route;
  if (active.length > 0 && !active.some(inside)) return { reason: "outside active time intervals", by: active };
  const muting = mute.filter(inside);
  return muting.length > 0 ? { reason: "inside mute time interval", by: muting } : undefined;
}

function inTimes(times: readonly TimeRange[] | undefined, clock: WallClock): boolean {
  return times === undefined || times.some(({ start, end }) => clock.minute >= start && clock.minute < end);
}

function inRanges(ranges: readonly InclusiveRange[] | undefined, value: number): boolean {
  return ranges === undefined || ranges.some(({ begin, end }) => value >= begin && value <= end);
}

function inDays(ranges: readonly InclusiveRange[] | undefined, clock: WallClock, daysInMonth: () => number): boolean {
  if (ranges === undefined) return true;
  const last = daysInMonth();
  const day = (value: number) => (value < 0 ? last + value + 1 : value);
  return ranges.some(({ begin, end }) => {
    if (day(begin) > last) return false;
    return clock.day >= day(begin) && clock.day <= Math.min(day(end), last);
  });
}
