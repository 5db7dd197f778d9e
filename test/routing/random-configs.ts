import fc from "fast-check";
import type { Labels } from "../../src/routing/matchers.ts";
import { labelName, labelSet, matcherLine } from "./random-matchers.ts";

/** A configuration as data, and alerts for it. */
export interface RandomCase {
  readonly document: object;
  readonly alerts: readonly Labels[];
}

const DEPTH = 4;
const RECEIVERS = Array.from({ length: 8 }, (_, index) => `r${index}`);
const INTERVALS = Array.from({ length: 6 }, (_, index) => `t${index}`);
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"];

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const times = fc
  .tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 200, max: 1000 }))
  .map(([start, length]) => ({ start_time: clock(start), end_time: clock(Math.min(1440, start + length)) }));

const interval = fc.record(
  {
    times: fc.array(times, { minLength: 1, maxLength: 2 }),
    weekdays: fc.constantFrom(["monday:wednesday"], ["thursday:saturday"], ["sunday", "friday"]),
    days_of_month: fc.constantFrom(["1:15"], ["-16:-1"]),
    location: fc.constantFrom(...ZONES),
  },
  { requiredKeys: ["location"], noNullPrototype: true },
);

const hours = fc.uniqueArray(fc.constantFrom(...INTERVALS), { minLength: 1, maxLength: 2 });

const routeHours = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: hours.map((names) => ({ mute_time_intervals: names })) },
  { weight: 1, arbitrary: hours.map((names) => ({ active_time_intervals: names })) },
  { weight: 1, arbitrary: fc.record({ mute_time_intervals: hours, active_time_intervals: hours }) },
);

function routes(depth: number): fc.Arbitrary<readonly object[]> {
  if (depth === 0) return fc.constant([]);
  const told = fc.record(
    {
      receiver: fc.constantFrom(...RECEIVERS),
      matchers: fc.array(matcherLine, { maxLength: 2 }),
      continue: fc.boolean(),
      group_by: fc.oneof(fc.constant(["..."]), fc.uniqueArray(labelName, { maxLength: 3 })),
      routes: routes(depth - 1),
    },
    { requiredKeys: ["matchers", "continue", "routes"], noNullPrototype: true },
  );
  const route = fc.tuple(told, routeHours).map(([one, when]) => ({ ...one, ...when }));
  return fc.array(route, { minLength: depth > 2 ? 2 : 0, maxLength: 3 });
}

const side = fc.array(matcherLine, { minLength: 2, maxLength: 3 });
const rule = fc.record({
  source_matchers: side,
  target_matchers: side,
  equal: fc.uniqueArray(labelName, { maxLength: 2 }),
});

/** Whole configurations with their alerts: trees, groups, hours in several zones, inhibitions. */
export const randomCases: fc.Arbitrary<RandomCase> = fc
  .record({
    children: routes(DEPTH),
    group_by: fc.uniqueArray(labelName, { maxLength: 2 }),
    inhibit_rules: fc.array(rule, { minLength: 2, maxLength: 4 }),
    intervals: fc.array(fc.array(interval, { minLength: 1, maxLength: 2 }), { minLength: 6, maxLength: 6 }),
    alerts: fc.array(labelSet, { minLength: 400, maxLength: 400 }),
  })
  .map(({ children, group_by, inhibit_rules, intervals, alerts }) => ({
    document: {
      route: {
        receiver: "rest",
        group_by,
        group_wait: "0s",
        group_interval: "1s",
        repeat_interval: "1h",
        routes: children,
      },
      receivers: ["rest", ...RECEIVERS].map((name) => ({ name })),
      inhibit_rules,
      time_intervals: intervals.map((time_intervals, index) => ({ name: INTERVALS[index], time_intervals })),
    },
    alerts: distinct(alerts),
  }));

// To Alertmanager, a label that is empty isn't there.
function distinct(alerts: readonly Labels[]): readonly Labels[] {
  const present = alerts.map((labels) =>
    Object.entries(labels)
      .filter(([, value]) => value !== "")
      .sort(),
  );
  const some = present.filter((pairs) => pairs.length > 0);
  return [...new Map(some.map((pairs) => [JSON.stringify(pairs), Object.fromEntries(pairs)])).values()];
}
