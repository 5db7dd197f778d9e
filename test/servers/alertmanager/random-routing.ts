import fc from "fast-check";
import type { Labels } from "../../../src/routing/matchers.ts";

const NAMES = ["cluster", "host", "kind", "severity", "team"];
const VALUES = ["a", "b", "ab", "c"];
const PATTERNS = ["a.*", "a|b", "[^a]+", ".+", "ab?", ".*"];

const name = fc.constantFrom(...NAMES);
const matcher = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, fc.constantFrom("=", "!="), fc.constantFrom(...VALUES, "")) },
  { weight: 2, arbitrary: fc.tuple(name, fc.constantFrom("=~", "!~"), fc.constantFrom(...PATTERNS)) },
);
const matchers = fc
  .array(matcher, { minLength: 2, maxLength: 4 })
  .map((all) => all.map(([label, operator, value]) => `${label}${operator}"${value}"`));

/** Inhibition rules of any shape, which hold nothing back but alerts of the name `Held`. */
export const inhibitRules = fc.array(
  fc.record({
    source_matchers: matchers,
    target_matchers: matchers.map((all) => [...all, 'alertname="Held"']),
    equal: fc.uniqueArray(name, { maxLength: 3 }),
  }),
  { minLength: 12, maxLength: 12 },
);

/** Labels that such rules are about. */
export const labelSets: fc.Arbitrary<Labels> = fc.dictionary(name, fc.constantFrom(...VALUES), {
  noNullPrototype: true,
});

const minute = fc.integer({ min: 0, max: 1439 });
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const times = fc
  .tuple(minute, minute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ start_time: clock(Math.min(a, b)), end_time: clock(Math.max(a, b)) }));

const WEEK = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = ["january", "march", "may", "july", "september", "november", "december"];

function ranges(names: readonly string[]): fc.Arbitrary<string> {
  const place = fc.integer({ min: 0, max: names.length - 1 });
  return fc.tuple(place, place).map(([a, b]) => `${names[Math.min(a, b)]}:${names[Math.max(a, b)]}`);
}

const days = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 31 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
  fc
    .tuple(fc.integer({ min: -28, max: -1 }), fc.integer({ min: -28, max: -1 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
);

const interval = fc.record(
  {
    times: fc.array(times, { minLength: 1, maxLength: 3 }),
    weekdays: fc.array(ranges(WEEK), { minLength: 1, maxLength: 2 }),
    days_of_month: fc.array(
      days.map((ends) => ends.join(":")),
      { minLength: 1, maxLength: 2 },
    ),
    months: fc.array(ranges(MONTHS), { minLength: 1, maxLength: 2 }),
    years: fc.constantFrom(["2020:2100"], ["2020:2024"]),
    location: fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** Time intervals of any shape, none of which is empty. */
export const timeIntervals = fc.array(fc.array(interval, { minLength: 1, maxLength: 2 }), {
  minLength: 60,
  maxLength: 60,
});
