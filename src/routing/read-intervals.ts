import type { Path } from "../diagnostics/diagnostic.ts";
import type { InclusiveRange, NamedTimeIntervals, TimeInterval, TimeRange } from "./intervals.ts";
import type { Report } from "./problems.ts";
import { dayOfMonthRange, minuteOfDay, monthRange, type RangeReader, weekdayRange, yearRange } from "./ranges.ts";
import { readEach, readMapping, readText } from "./reading.ts";
import { zoneProblem } from "./zone.ts";

const KEYS = ["times", "weekdays", "days_of_month", "months", "years", "location"];

/** One entry of `time_intervals` or `mute_time_intervals`. */
export function readNamedIntervals(value: unknown, at: Path, report: Report): NamedTimeIntervals {
  const entries = readMapping(value, at, ["name", "time_intervals"], report);
  const name = readText(entries.get("name"), [...at, "name"], report) ?? "";
  const place = [...at, "time_intervals"];
  const read = (item: unknown, below: Path) => readInterval(item, below, report);
  return { name, intervals: readEach(entries.get("time_intervals"), place, report, read) ?? [] };
}

function readInterval(value: unknown, at: Path, report: Report): TimeInterval {
  const entries = readMapping(value, at, KEYS, report);
  const ranges = (key: string, reader: RangeReader) => readRanges(entries.get(key), [...at, key], reader, report);
  const times = readEach(entries.get("times"), [...at, "times"], report, (item, below) =>
    readTime(item, below, report),
  );
  const weekdays = ranges("weekdays", weekdayRange);
  const daysOfMonth = ranges("days_of_month", dayOfMonthRange);
  const months = ranges("months", monthRange);
  const years = ranges("years", yearRange);
  const location = readLocation(entries.get("location"), [...at, "location"], report);
  return {
    ...(times && { times }),
    ...(weekdays && { weekdays }),
    ...(daysOfMonth && { daysOfMonth }),
    ...(months && { months }),
    ...(years && { years }),
    ...(location && { location }),
  };
}

function readRanges(
  value: unknown,
  at: Path,
  reader: RangeReader,
  report: Report,
): readonly InclusiveRange[] | undefined {
  return readEach(value, at, report, (item, place) => {
    const text = readText(item, place, report);
    if (text === undefined) return undefined;
    const range = reader(text);
    if (range.ok) return range.value;
    report({ problem: "invalid time range", at: place, found: text, reason: range.reason });
    return undefined;
  });
}

function readTime(value: unknown, at: Path, report: Report): TimeRange | undefined {
  const entries = readMapping(value, at, ["start_time", "end_time"], report);
  const from = readText(entries.get("start_time"), [...at, "start_time"], report) ?? "";
  const to = readText(entries.get("end_time"), [...at, "end_time"], report) ?? "";
  const start = minuteOfDay(from);
  const end = minuteOfDay(to);
  if (start !== undefined && end !== undefined && start < end) return { start, end };
  const reason = "both ends are HH:MM, the later one up to 24:00";
  report({ problem: "invalid time range", at, found: `${from}-${to}`, reason });
  return undefined;
}

function readLocation(value: unknown, at: Path, report: Report): string | undefined {
  const zone = readText(value, at, report);
  const reason = zone === undefined ? undefined : zoneProblem(zone);
  if (zone === undefined || reason === undefined) return zone;
  report({ problem: "invalid time zone", at, found: zone, reason });
  return undefined;
}
