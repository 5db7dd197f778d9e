import { describe, expect, it } from "vitest";
import { parseAlertmanagerDuration } from "./duration.ts";
import { describeProblem } from "./problems.ts";
import { dayOfMonthRange, minuteOfDay, monthRange, type RangeReader, weekdayRange, yearRange } from "./ranges.ts";
import { readRouting } from "./read-config.ts";
import { VALID, WRONG } from "./wrong-configs.ts";

const texts = (document: unknown): readonly string[] =>
  readRouting(document).problems.map((problem) => `${problem.at.join(".")}: ${describeProblem(problem)}`);

describe("reading a configuration", () => {
  it("finds nothing wrong with a right one", () => {
    for (const [name, document] of Object.entries(VALID)) expect([name, texts(document)]).toEqual([name, []]);
  });

  it("says what is wrong and where", () => {
    expect(WRONG.map(([document]) => texts(document))).toEqual(WRONG.map(([, expected]) => expected));
  });

  it("has no configuration where there is no route", () => {
    expect(readRouting({ route: null })).toEqual({
      config: undefined,
      problems: [{ problem: "no route", at: [], found: "" }],
    });
    expect(readRouting("text").config).toBeUndefined();
  });

  it("says of a list or mapping where a text belongs, or of nothing where more belongs, what was expected", () => {
    const receivers = [{ name: "r" }];
    const intervals = (interval: object) => ({
      route: { receiver: "r" },
      receivers,
      time_intervals: [{ name: "t", time_intervals: [interval] }],
    });
    expect(texts({ route: { receiver: "r", routes: [null] }, receivers })).toEqual([
      "route.routes.0: expected a mapping",
    ]);
    expect(texts({ route: { receiver: "r", labels: { a: [] } }, receivers })).toEqual([
      "route.labels.a: expected a text",
    ]);
    expect(texts({ route: { receiver: "r", routes: [{ match: { a: {} } }] }, receivers })).toEqual([
      "route.routes.0.match.a: expected a text",
    ]);
    expect(texts(intervals({ weekdays: [[]] }))).toEqual([
      "time_intervals.0.time_intervals.0.weekdays.0: expected a text",
    ]);
    expect(texts(intervals({ times: [{ end_time: "10:00" }] }))).toEqual([
      expect.stringMatching(/^time_intervals\.0\.time_intervals\.0\.times\.0: "-10:00" is no range of times/),
    ]);
    expect(texts({ ...intervals({}), time_intervals: [{ name: "t" }] })).toEqual([]);
  });

  it("keeps the deprecated matchers' double anchoring where it matters", () => {
    const pairs = (match_re: object) =>
      readRouting({ route: { receiver: "r", routes: [{ match_re }] } }).config?.route.routes[0]?.matchers;
    expect(pairs({ a: "x|y" })).toEqual([{ name: "a", operator: "=~", value: "x|y" }]);
    expect(pairs({ a: "x)|(y" })).toEqual([{ name: "a", operator: "=~", value: "^(?:x)|(y)$" }]);
  });

  it("leaves objects alone that names of labels would reach", () => {
    const document: unknown = JSON.parse(
      '{"route":{"receiver":"r","labels":{"__proto__":"x"}},"receivers":[{"name":"r"}]}',
    );
    expect(Object.keys(readRouting(document).config?.route.labels ?? {})).toEqual(["__proto__"]);
  });
});

describe("a key that looks like a slip", () => {
  it.each([
    ["of a route", { route: { reciever: "a", receiver: "a" }, receivers: [{ name: "a" }] }, ["route", "reciever"]],
    ["at the top", { route: { receiver: "a" }, recievers: [], receivers: [{ name: "a" }] }, ["recievers"]],
    [
      "of a receiver",
      { route: { receiver: "a" }, receivers: [{ name: "a", slack_config: [] }] },
      ["receivers", 0, "slack_config"],
    ],
  ])("is told %s, with what was meant", (_, document, at) => {
    const [problem] = readRouting(document).problems;
    expect(problem).toMatchObject({ problem: "unknown key", at, known: expect.any(Array) });
    expect(problem?.known).toContain(problem?.found.replace(/^recie/, "recei").replace(/config$/, "configs"));
  });

  it("is none where nothing is like it, as newer servers may know it", () => {
    const document = { route: { receiver: "a" }, storage: {}, receivers: [{ name: "a", carrier_pigeons: [] }] };
    expect(readRouting(document).problems).toEqual([]);
  });
});

describe("a duration", () => {
  it.each([
    ["1h30m", 5_400_000],
    ["0", 0],
    ["0s", 0],
    ["1y2w3d4h5m6s7ms", 33_019_506_007],
    ["292y", 292 * 31_536_000_000],
    ["293y", undefined],
    ["", undefined],
    ["5", undefined],
    ["30m1h", undefined],
    ["1h1h", undefined],
    ["-5m", undefined],
    ["1.5h", undefined],
    ["5 m", undefined],
  ])("%j is %s ms", (text, expected) => {
    expect(parseAlertmanagerDuration(text)).toBe(expected);
  });
});

describe("a range", () => {
  const cases: readonly (readonly [RangeReader, string, readonly [number, number] | undefined])[] = [
    [weekdayRange, "Monday:FRIDAY", [1, 5]],
    [weekdayRange, "sunday", [0, 0]],
    [weekdayRange, "saturday:sunday", undefined],
    [weekdayRange, "mon", undefined],
    [weekdayRange, "1", undefined],
    [monthRange, "january:3", [1, 3]],
    [monthRange, "december:january", undefined],
    [monthRange, "", undefined],
    [yearRange, "2024:2026", [2024, 2026]],
    [yearRange, "2024:2025:2026", undefined],
    [yearRange, "99999999999999999999", undefined],
    [dayOfMonthRange, "+1:-1", [1, -1]],
    [dayOfMonthRange, "-3:-1", [-3, -1]],
    [dayOfMonthRange, "-1:1", undefined],
    [dayOfMonthRange, "0", undefined],
    [dayOfMonthRange, "1:32", undefined],
    [dayOfMonthRange, "28:-1", undefined],
    [dayOfMonthRange, "x", undefined],
  ];

  it.each(cases.map(([read, text, expected]) => ({ read, text, expected })))(
    "$text is $expected",
    ({ read, text, expected }) => {
      const range = read(text);
      expect(range.ok ? [range.value.begin, range.value.end] : undefined).toEqual(expected);
    },
  );

  it.each([
    ["00:00", 0],
    ["23:59", 1439],
    ["24:00", 1440],
    ["24:01", undefined],
    ["9:00", undefined],
    ["12:60", undefined],
  ])("has the time %s at minute %s", (text, expected) => {
    expect(minuteOfDay(text)).toBe(expected);
  });
});
