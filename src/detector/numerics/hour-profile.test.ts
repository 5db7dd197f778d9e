import { describe, expect, it } from "vitest";
import { HourProfile } from "./hour-profile.ts";

const HOUR = 3600;

describe("a profile of hours", () => {
  it("knows the mean of an hour once the hour has passed", () => {
    const profile = new HourProfile(24);
    for (const [minute, value] of [2, 4, 6].entries()) profile.learn(value, 5 * HOUR + 60 * minute);
    expect(profile.usual(29 * HOUR)).toBeUndefined();
    profile.learn(100, 6 * HOUR);
    expect(profile.usual(29 * HOUR)).toBe(4);
    expect(profile.usual(30 * HOUR)).toBeUndefined();
  });

  it("lets old days fade: the mean of the first three, then the last weighs 3 of 10", () => {
    const profile = new HourProfile(24);
    for (const [day, value] of [3, 6, 9, 16].entries()) profile.learn(value, (day * 24 + 1) * HOUR);
    expect(profile.usual(HOUR)).toBe(6);
    profile.learn(0, 98 * HOUR);
    expect(profile.usual(HOUR)).toBeCloseTo(0.7 * 6 + 0.3 * 16, 12);
  });

  it("tells the hours of a week apart, before 1970 and at no time as well", () => {
    const profile = new HourProfile(168);
    profile.learn(7, -1);
    profile.learn(8, 0);
    profile.learn(9, HOUR);
    expect([profile.usual(167 * HOUR), profile.usual(0), profile.usual(24 * HOUR)]).toStrictEqual([7, 8, undefined]);
    expect(profile.usual(Number.NaN)).toBe(8);
  });
});
