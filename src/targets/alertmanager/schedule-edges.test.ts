import { describe, expect, test } from "vitest";
import { program } from "../../../test/fixtures/program.ts";
import type { Schedule } from "../../program/program.ts";
import { scheduleEdge } from "./schedule-edges.ts";
import { timeInterval } from "./time-intervals.ts";

const schedule = (weekdays: readonly string[], hours: string, zone = "UTC"): Schedule => ({
  name: "hours",
  weekdays,
  times: hours === "" ? [] : hours.split(" ").map((range) => ({ start: range.slice(0, 5), end: range.slice(6) })),
  zone,
  origin: { path: ["schedules", "hours"], name: "schedules/hours" },
});

const entryOf = (weekdays: readonly string[]) => timeInterval(program.tenant, schedule(weekdays, "")).time_intervals[0];

function edge(weekdays: readonly string[], hours: string, zone?: string): readonly (string | undefined)[] {
  const { inside, outside } = scheduleEdge(program.tenant, schedule(weekdays, hours, zone));
  return [inside, outside].map((at) => (at === undefined ? undefined : new Date(at).toUTCString().slice(0, 22)));
}

describe("a schedule as a time interval", () => {
  test("says which days, when and where", () => {
    expect(
      timeInterval(program.tenant, schedule(["monday", "friday"], "09:00-12:00 13:00-24:00", "Asia/Tokyo")),
    ).toEqual({
      name: "acme/hours",
      time_intervals: [
        {
          times: [
            { start_time: "09:00", end_time: "12:00" },
            { start_time: "13:00", end_time: "24:00" },
          ],
          weekdays: ["monday", "friday"],
          location: "Asia/Tokyo",
        },
      ],
    });
  });

  test("without days or times leaves them out: an empty list would never hold", () => {
    expect(entryOf([])).toEqual({ location: "UTC" });
  });

  test.each([
    ["friday:monday", ["sunday:monday", "friday:saturday"]],
    ["monday:sunday", ["sunday", "monday:saturday"]],
    ["saturday:sunday", ["sunday", "saturday"]],
    ["saturday:tuesday", ["sunday:tuesday", "saturday"]],
    ["sunday:saturday", ["sunday:saturday"]],
    ["tuesday:tuesday", ["tuesday:tuesday"]],
  ])("splits days that go past Saturday: %s", (days, split) => {
    expect(entryOf([days])?.weekdays).toEqual(split);
  });
});

describe("the edge of a schedule", () => {
  test("is its first minute and the one before", () => {
    expect(edge(["monday:friday"], "09:00-17:00")).toEqual(["Mon, 05 Jan 2026 09:00", "Mon, 05 Jan 2026 08:59"]);
  });

  test("is in the time zone of the schedule", () => {
    expect(edge(["monday:friday"], "09:00-17:00", "Asia/Kolkata")).toEqual([
      "Mon, 05 Jan 2026 03:30",
      "Mon, 05 Jan 2026 03:29",
    ]);
  });

  test("is its last minute and the one after, where the week begins inside", () => {
    expect(edge(["friday:monday"], "00:00-24:00")).toEqual(["Mon, 05 Jan 2026 23:59", "Tue, 06 Jan 2026 00:00"]);
  });

  test("is found for a few minutes between half hours", () => {
    expect(edge(["sunday"], "23:41-23:43")).toEqual(["Sun, 11 Jan 2026 23:41", "Sun, 11 Jan 2026 23:40"]);
  });

  test("doesn't exist for a schedule that always holds", () => {
    expect(edge(["monday:sunday"], "00:00-24:00")).toEqual(["Mon, 05 Jan 2026 00:00", undefined]);
  });

  test("doesn't exist for a schedule that never holds", () => {
    expect(edge(["monday"], "12:00-12:00")).toEqual([undefined, "Mon, 05 Jan 2026 00:00"]);
  });
});
