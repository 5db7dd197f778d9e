import { describe, expect, it } from "vitest";
import { contains, type TimeInterval, timeMute } from "./intervals.ts";
import { readRouting } from "./read-config.ts";
import { countedDaysInMonth, wallClock, zoneProblem } from "./zone.ts";

const at = (text: string): number => Date.parse(text);

function interval(data: object): TimeInterval {
  const { config, problems } = readRouting({
    route: { receiver: "r" },
    receivers: [{ name: "r" }],
    time_intervals: [{ name: "t", time_intervals: [data] }],
  });
  expect(problems).toEqual([]);
  const found = config?.timeIntervals[0]?.intervals[0];
  if (found === undefined) throw new Error("no interval");
  return found;
}

const inside = (data: object, time: string): boolean => contains(interval(data), at(time));

const BUSINESS = { times: [{ start_time: "09:00", end_time: "17:00" }], weekdays: ["monday:friday"] };

describe("a time interval", () => {
  it.each([
    ["Monday at nine", "2026-01-05T09:00:00Z", true],
    ["Monday, a millisecond before nine", "2026-01-05T08:59:59.999Z", false],
    ["Friday, the last minute", "2026-01-09T16:59:59.999Z", true],
    ["Friday at five: the end is exclusive", "2026-01-09T17:00:00Z", false],
    ["Saturday", "2026-01-10T12:00:00Z", false],
    ["Sunday", "2026-01-11T12:00:00Z", false],
  ])("of business hours: %s", (_, time, expected) => {
    expect(inside(BUSINESS, time)).toBe(expected);
  });

  it.each([
    ["summer time", "2026-07-06T07:00:00Z", true],
    ["summer time, an hour early", "2026-07-06T06:59:00Z", false],
    ["winter time", "2026-01-05T08:00:00Z", true],
    ["winter time, where summer's nine would be", "2026-01-05T07:00:00Z", false],
  ])("moves with the clocks of Berlin: %s", (_, time, expected) => {
    expect(inside({ ...BUSINESS, location: "Europe/Berlin" }, time)).toBe(expected);
  });

  it.each([
    ["before the hour is skipped", "2026-03-29T00:59:00Z", false],
    ["02:30 doesn't exist, clocks show 03:00", "2026-03-29T01:00:00Z", false],
    ["02:00 the first time", "2026-10-25T00:00:00Z", true],
    ["02:30 the second time", "2026-10-25T01:30:00Z", true],
    ["03:00", "2026-10-25T02:00:00Z", false],
  ])("follows skipped and repeated hours: %s", (_, time, expected) => {
    const times = [{ start_time: "02:00", end_time: "03:00" }];
    expect(inside({ times, location: "Europe/Berlin" }, time)).toBe(expected);
  });

  it.each([
    ["Asia/Kathmandu", "2026-01-04T18:15:00Z", true],
    ["Asia/Kathmandu", "2026-01-04T18:14:00Z", false],
    ["Pacific/Auckland", "2026-01-04T11:00:00Z", true],
    ["America/New_York", "2026-01-05T04:59:00Z", false],
    ["America/New_York", "2026-01-05T05:00:00Z", true],
    ["Australia/Lord_Howe", "2026-07-05T13:30:00Z", true],
    ["UTC", "2026-01-05T00:00:00Z", true],
    ["", "2026-01-05T00:00:00Z", true],
  ])("begins its day when %s does: %s is Monday: %s", (location, time, expected) => {
    expect(inside({ weekdays: ["monday"], location }, time)).toBe(expected);
  });

  it.each([
    ["-1", "2026-02-28T12:00:00Z", true],
    ["-1", "2024-02-28T12:00:00Z", false],
    ["-1", "2024-02-29T12:00:00Z", true],
    ["-3:-1", "2026-04-28T00:00:00Z", true],
    ["-3:-1", "2026-04-27T23:59:00Z", false],
    ["29:31", "2026-02-28T12:00:00Z", false],
    ["28:31", "2026-02-28T12:00:00Z", true],
    ["1:-1", "2026-02-14T12:00:00Z", true],
    ["-31:-30", "2026-02-01T00:00:00Z", false],
    [15, "2026-02-15T12:00:00Z", true],
  ])("of days %s of the month at %s: %s", (range, time, expected) => {
    expect(inside({ days_of_month: [range] }, time)).toBe(expected);
  });

  it("misses the last day of a month in which the clocks go forward, as Alertmanager does", () => {
    const berlin = "Europe/Berlin";
    expect(countedDaysInMonth(berlin, at("2026-03-15T12:00:00Z"))).toBe(30);
    expect(countedDaysInMonth(berlin, at("2026-10-15T12:00:00Z"))).toBe(31);
    expect(countedDaysInMonth("UTC", at("2026-03-15T12:00:00Z"))).toBe(31);
    expect(inside({ days_of_month: ["-1"], location: berlin }, "2026-03-31T12:00:00Z")).toBe(false);
    expect(inside({ days_of_month: ["-1"], location: berlin }, "2026-03-30T12:00:00Z")).toBe(true);
    expect(inside({ days_of_month: ["1:31"], location: berlin }, "2026-03-31T12:00:00Z")).toBe(false);
    expect(inside({ days_of_month: ["1:31"], location: berlin }, "2026-10-31T12:00:00Z")).toBe(true);
  });

  it("is two days short where the month begins in a skipped hour, as Alertmanager is", () => {
    expect(countedDaysInMonth("America/Asuncion", at("2023-10-15T12:00:00Z"))).toBe(29);
  });

  it.each([
    [{ months: ["january:march"] }, true],
    [{ months: ["February"] }, true],
    [{ months: ["3:12", "2"] }, true],
    [{ months: [1] }, false],
    [{ years: [2026] }, true],
    [{ years: ["2024:2025"] }, false],
    [{ months: [2], years: [2025] }, false],
    [{}, true],
    [{ times: null }, true],
    [{ times: [] }, false],
    [{ weekdays: [] }, false],
    [{ times: [{ start_time: "00:00", end_time: "24:00" }] }, true],
  ])("%j holds on a Sunday in February 2026: %s", (data, expected) => {
    expect(inside(data, "2026-02-15T12:00:00Z")).toBe(expected);
  });

  it("knows the weekday of a wall clock", () => {
    expect(wallClock("Asia/Tokyo", at("2026-01-03T20:30:00Z"))).toEqual({
      year: 2026,
      month: 1,
      day: 4,
      weekday: 0,
      minute: 330,
    });
  });
});

describe("a route's silence", () => {
  const named = [
    { name: "weekend", intervals: [interval({ weekdays: ["saturday"] }), interval({ weekdays: ["sunday"] })] },
    { name: "january", intervals: [interval({ months: [1] })] },
    { name: "never", intervals: [] },
  ];
  const silence = (activeTimeIntervals: readonly string[], muteTimeIntervals: readonly string[], time: string) =>
    timeMute({ activeTimeIntervals, muteTimeIntervals }, named, at(time));

  it("is absent without intervals", () => {
    expect(silence([], [], "2026-01-03T12:00:00Z")).toBeUndefined();
  });

  it("comes with any mute interval", () => {
    expect(silence([], ["weekend", "january", "never"], "2026-01-04T12:00:00Z")).toEqual({
      reason: "inside mute time interval",
      by: ["weekend", "january"],
    });
    expect(silence([], ["weekend"], "2026-01-05T12:00:00Z")).toBeUndefined();
  });

  it("comes outside all active intervals", () => {
    expect(silence(["weekend", "never"], [], "2026-01-03T12:00:00Z")).toBeUndefined();
    expect(silence(["weekend", "unknown"], [], "2026-01-05T12:00:00Z")).toEqual({
      reason: "outside active time intervals",
      by: ["weekend", "unknown"],
    });
  });

  it("comes with a mute interval inside an active one", () => {
    expect(silence(["january"], ["weekend"], "2026-01-04T12:00:00Z")?.reason).toBe("inside mute time interval");
  });
});

describe("a time zone", () => {
  it.each([
    "UTC",
    "",
    "Europe/Berlin",
    "US/Pacific",
    "Asia/Calcutta",
    "Europe/Kyiv",
    "Etc/GMT+5",
    "EST5EDT",
    "GMT0",
    "EST",
  ])("may be %j", (name) => {
    expect(zoneProblem(name)).toBeUndefined();
  });

  it.each(["Local", "PST", "JST", "+02:00", "SystemV/PST8", "Mars/Phobos", "../etc/passwd"])("can't be %j", (name) => {
    expect(zoneProblem(name)).toContain(name);
  });

  it("is spelt as the zoneinfo folder has it", () => {
    expect(zoneProblem("europe/berlin")).toContain("did you mean Europe/Berlin?");
  });
});
