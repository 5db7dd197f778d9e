import { describe, expect, test } from "vitest";
import { compiled, type Data, organisation as organisationBase } from "../../../test/properties/declared.ts";
import { evaluate } from "../../promql/evaluate/evaluate.ts";
import { Storage } from "../../promql/evaluate/storage.ts";
import { DEFAULT_TIERS } from "./slos.ts";

const availability = {
  objective: "99.9%",
  errors: 'http_requests_total{status=~"5..", service="player"}',
  total: 'http_requests_total{service="player"}',
  owner: "music",
};

const withSlo = (changes: Data = {}, rest: Data = {}, environment = "production") =>
  compiled({ alerts: {}, slos: { "player-availability": { ...availability, ...changes } }, ...rest }, { environment });

const HOUR = 3_600_000;

describe("an SLO over 30 days has the published tiers (The Site Reliability Workbook, table 5-8)", () => {
  test.each([
    { burn: 14.4, long: 1, short: 5, severity: "page", share: 2 },
    { burn: 6, long: 6, short: 30, severity: "page", share: 5 },
    { burn: 3, long: 24, short: 120, severity: "ticket", share: 10 },
    { burn: 1, long: 72, short: 360, severity: "ticket", share: 10 },
  ])("$burn times burns $share % of the budget within $long h", ({ burn, long, short, severity, share }) => {
    const tier = DEFAULT_TIERS.find((one) => one.burn === burn);
    expect(tier).toEqual({ burn, long: long * HOUR, short: (short / 60) * HOUR, severity });
    expect((burn * long * 100) / (30 * 24)).toBeCloseTo(share, 10);
  });

  test("and there are no others", () => expect(DEFAULT_TIERS).toHaveLength(4));

  test.each([
    ["PlayerAvailabilityBurn1h", "page", 0.0144, "1h", "5m", "14.4", "14.4 times as fast as", "2d2h"],
    ["PlayerAvailabilityBurn6h", "page", 0.006, "6h", "30m", "6", "6 times as fast as", "5d"],
    ["PlayerAvailabilityBurn1d", "ticket", 0.003, "1d", "2h", "3", "3 times as fast as", "10d"],
    ["PlayerAvailabilityBurn3d", "ticket", 0.001, "3d", "6h", "1", "faster than", "30d"],
  ])(
    "%s is a %s at an error ratio above %d over %s and %s",
    (name, severity, ratio, long, short, burn, speed, gone) => {
      const { alert, promql, found } = withSlo();
      expect(found).toEqual([]);
      const series = (window: string) =>
        `slo:player_availability_errors:ratio_rate${window}{slo="player-availability", tenant="acme"}`;
      expect(promql(name)).toBe(`${series(long)} > ${ratio} and on () ${series(short)} > ${ratio}`);
      const { labels, summary, description, unit, conditionLabels, group } = alert(name);
      expect(labels).toEqual({ tenant: "acme", severity, team: "music", burn });
      expect(summary).toEqual([{ literal: `player-availability burns its error budget ${speed} it may` }]);
      expect(description[0]).toEqual({ value: true });
      expect(description[1]).toEqual({
        literal: ` of the events of player-availability failed within ${long}; its objective is 99.9%. At this rate player-availability's error budget of 30d is gone ${gone} after the errors began.`,
      });
      expect({ unit, conditionLabels, group }).toEqual({
        unit: "ratio",
        conditionLabels: ["slo"],
        group: "slo-player-availability",
      });
    },
  );
});

describe("an SLO records", () => {
  test("the error ratio over each window of its tiers, once", () => {
    const { program, promql } = withSlo();
    const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];
    expect(program.recordings.map(({ record }) => record)).toEqual([
      ...windows.map((window) => `slo:player_availability_errors:ratio_rate${window}`),
      "slo:player_availability:objective_ratio",
      "slo:player_availability_error_budget:remaining_ratio",
    ]);
    for (const window of windows) {
      expect(promql(`slo:player_availability_errors:ratio_rate${window}`)).toBe(
        `sum(rate(http_requests_total{service="player", status=~"5..", tenant="acme"}[${window}])) / sum(rate(http_requests_total{service="player", tenant="acme"}[${window}]))`,
      );
    }
    for (const { labels } of program.recordings) expect(labels).toEqual({ tenant: "acme", slo: "player-availability" });
  });

  test("its objective, and the share of the error budget that is left over its window", () => {
    const { promql } = withSlo({ window: "7d" });
    expect(promql("slo:player_availability:objective_ratio")).toBe("vector(0.999)");
    expect(promql("slo:player_availability_error_budget:remaining_ratio")).toBe(
      '1 - avg_over_time((slo:player_availability_errors:ratio_rate5m{slo="player-availability", tenant="acme"} > -Inf)[1w:5m]) / 0.001',
    );
  });

  test("the ratio over 5m for the budget even where no tier looks at it", () => {
    const tiers = [{ burn: 2, long: "3d", short: "6h", severity: "ticket" }];
    const { program } = withSlo({ tiers });
    expect([...(program.slos[0]?.ratios.keys() ?? [])]).toEqual([HOUR / 12, 6 * HOUR, 72 * HOUR]);
  });
});

test("what a dashboard shows of an SLO is what is recorded", () => {
  const { program } = withSlo({ description: "Music plays.", minimumEvents: 30 });
  const [slo] = program.slos;
  const recorded = new Set(program.recordings.map(({ record }) => record));
  expect(slo).toMatchObject({ objective: 0.999, budget: 0.001, window: 720 * HOUR, minimumEvents: 30 });
  expect(slo).toMatchObject({ description: "Music plays.", name: "player-availability" });
  expect(slo?.team.name).toBe("music");
  for (const series of [...(slo?.ratios.values() ?? []), slo?.objectiveSeries, slo?.budgetSeries]) {
    expect(recorded).toContain(series);
  }
});

test("few events raise no alert: the short window must have the minimum", () => {
  const { promql } = withSlo({ minimumEvents: 30 });
  const series = (window: string) =>
    `slo:player_availability_errors:ratio_rate${window}{slo="player-availability", tenant="acme"}`;
  expect(promql("PlayerAvailabilityBurn6h")).toBe(
    `${series("6h")} > 0.006 and on () ${series("30m")} > 0.006 and on () sum(increase(http_requests_total{service="player", tenant="acme"}[30m])) >= 30`,
  );
});

test("five minutes without any event don't make the budget of a month unknown", () => {
  const { program } = withSlo();
  const rule = program.recordings.find(
    ({ record }) => record === "slo:player_availability_error_budget:remaining_ratio",
  );
  const minutes = Array.from({ length: 121 }, (_, index) => index);
  const series = {
    labels: Object.entries({
      __name__: "slo:player_availability_errors:ratio_rate5m",
      slo: "player-availability",
      tenant: "acme",
    }),
    timestamps: Float64Array.from(minutes, (minute) => minute * 60_000),
    values: Float64Array.from(minutes, (minute) => (minute < 60 ? 0 : minute < 70 ? Number.NaN : 0.001)),
  };
  const outcome = evaluate(rule?.expr ?? { kind: "number", value: 0 }, new Storage([series]), 120 * 60_000);
  const [value] = outcome.kind === "vector" ? outcome.values : [];
  // Of 25 steps of five minutes two have no number, and in 11 all of the budget's share failed.
  expect(value).toBeCloseTo(1 - 11 / 23, 10);
});

test.each([
  [1, true],
  [0, false],
])("a minimum of %d is one: %s", (minimumEvents, asked) => {
  expect(withSlo({ minimumEvents }).promql("PlayerAvailabilityBurn1h").includes("increase")).toBe(asked);
});

describe("a latency SLO", () => {
  const latency = { objective: "99%", of: 'latency_seconds{service="player"}', within: "500ms", owner: "music" };
  const withLatency = (changes: Data = {}) =>
    compiled({ alerts: {}, slos: { "player-speed": { ...latency, ...changes } } });

  test("counts what is slower than a bucket as an error", () => {
    const { promql, found } = withLatency();
    expect(found).toEqual([]);
    expect(promql("slo:player_speed_errors:ratio_rate5m")).toBe(
      '1 - sum(rate(latency_seconds_bucket{le="0.5", service="player", tenant="acme"}[5m])) / sum(rate(latency_seconds_count{service="player", tenant="acme"}[5m]))',
    );
    expect(promql("PlayerSpeedBurn1h")).toContain("> 0.144 and");
  });

  test("writes a whole bound as the version of Prometheus stores it", () => {
    expect(withLatency({ within: "1s" }).promql("slo:player_speed_errors:ratio_rate5m")).toContain('le="1.0"');
    const organisation2 = {
      prometheus: { version: "2.55", scrapeInterval: "30s", evaluationInterval: "30s", retention: "45d" },
    };
    const old = compiled(
      { alerts: {}, slos: { "player-speed": { ...latency, within: "1s" } } },
      { organisation: { ...organisationBase, ...organisation2 } },
    );
    expect(old.promql("slo:player_speed_errors:ratio_rate5m")).toContain('le="1"');
  });

  test("has a minimum of events, too", () => {
    expect(withLatency({ minimumEvents: 5 }).promql("PlayerSpeedBurn1h")).toContain(
      'and on () sum(increase(latency_seconds_count{service="player", tenant="acme"}[5m])) >= 5',
    );
  });

  test.each([
    ["400ms", "bucket"],
    ["soon", "bucket"],
  ])("within %s, which is no bucket, is told", (within) => {
    expect(withLatency({ within }).found.join()).toContain("histogram/not-a-bucket slos/player-speed/within");
  });

  test("of a counter is told", () => {
    expect(withLatency({ of: "http_requests_total" }).found.join()).toContain("slos/player-speed/of");
  });

  test("of what isn't declared is told", () => {
    expect(withLatency({ of: "nothing_total" }).found.join()).toContain("metric/undeclared slos/player-speed/of");
  });
});

describe("inhibitions between tiers", () => {
  test("a faster burn holds back the slower ones of the same SLO, with the same labels", () => {
    const { program } = withSlo();
    const pairs = program.inhibitions.map(({ source, target }) => `${source.alertname} > ${target.alertname}`);
    expect(pairs).toEqual([
      "PlayerAvailabilityBurn1d > PlayerAvailabilityBurn3d",
      "PlayerAvailabilityBurn1h > PlayerAvailabilityBurn1d",
      "PlayerAvailabilityBurn1h > PlayerAvailabilityBurn3d",
      "PlayerAvailabilityBurn1h > PlayerAvailabilityBurn6h",
      "PlayerAvailabilityBurn6h > PlayerAvailabilityBurn1d",
      "PlayerAvailabilityBurn6h > PlayerAvailabilityBurn3d",
    ]);
    for (const { equal } of program.inhibitions) expect(equal).toEqual(["slo", "tenant"]);
  });

  const urgency = { page: 2, ticket: 1, info: 0 };
  const severities = ["page", "ticket", "info"] as const;
  const combinations = severities.flatMap((a) => severities.map((b) => [a, b] as const));

  test.each(combinations)("a fast %s and a slow %s: the less urgent never holds back the more urgent", (fast, slow) => {
    const tiers = [
      { burn: 10, long: "1h", short: "5m", severity: fast },
      { burn: 2, long: "1d", short: "2h", severity: slow },
    ];
    const { program } = withSlo({ tiers });
    expect(program.inhibitions).toHaveLength(urgency[slow] <= urgency[fast] ? 1 : 0);
  });

  test.each(combinations)("… nor after overrides to %s and %s", (fast, slow) => {
    const overrides = { PlayerAvailabilityBurn1h: { severity: fast }, PlayerAvailabilityBurn3d: { severity: slow } };
    const { program } = withSlo({}, { overrides });
    const bySeverity = new Map(program.alerts.map(({ name, severity }) => [name, urgency[severity]]));
    for (const { source, target } of program.inhibitions) {
      expect(bySeverity.get(target.alertname ?? "")).toBeLessThanOrEqual(bySeverity.get(source.alertname ?? "") ?? -1);
    }
    const pair = program.inhibitions.filter(
      ({ source, target }) =>
        `${source.alertname}${target.alertname}` === "PlayerAvailabilityBurn1hPlayerAvailabilityBurn3d",
    );
    expect(pair).toHaveLength(urgency[slow] <= urgency[fast] ? 1 : 0);
  });

  test("an alert that is switched off holds nothing back and isn't held back", () => {
    const { program } = withSlo({}, { overrides: { PlayerAvailabilityBurn6h: { enabled: false } } });
    const names = program.inhibitions.flatMap(({ source, target }) => [source.alertname, target.alertname]);
    expect(names).not.toContain("PlayerAvailabilityBurn6h");
    expect(program.inhibitions).toHaveLength(3);
  });
});

describe("an SLO that can't work is told", () => {
  test.each<[string, Data, string]>([
    [
      "an objective of everything",
      { objective: "100%" },
      "slo/impossible-objective slos/player-availability/objective",
    ],
    ["an objective of nothing", { objective: "0%" }, "slo/impossible-objective slos/player-availability/objective"],
    [
      "an objective that its default tiers can't reach",
      { objective: "93%" },
      "slo/impossible-burn slos/player-availability/objective",
    ],
    [
      "a tier of its own that can't be reached",
      { tiers: [{ burn: 1000, long: "1h", short: "5m", severity: "page" }] },
      "slo/impossible-burn slos/player-availability/tiers/0/burn",
    ],
    [
      "windows the wrong way round",
      { tiers: [{ burn: 2, long: "5m", short: "1h", severity: "page" }] },
      "slo/tier-windows slos/player-availability/tiers/0/short",
    ],
    [
      "windows of one length",
      { tiers: [{ burn: 2, long: "1h", short: "1h", severity: "page" }] },
      "slo/tier-windows slos/player-availability/tiers/0/short",
    ],
    ["errors of another unit", { errors: "failed_logins_total" }, "units/unlike slos/player-availability/errors"],
    ["errors alone", { total: undefined }, "slo/incomplete-indicator slos/player-availability"],
    ["both forms", { of: "latency_seconds", within: "500ms" }, "slo/incomplete-indicator slos/player-availability"],
    ["errors that are no metric", { errors: "sum(http_requests_total)" }, "slos/player-availability/errors"],
    ["a total that isn't declared", { total: "nothing_total" }, "metric/undeclared slos/player-availability/total"],
  ])("%s", (_, changes, expected) => {
    expect(withSlo(changes).found.join("\n")).toContain(expected);
  });

  test("the tiers that can be reached are still there", () => {
    const { program } = withSlo({ objective: "93%" });
    expect(program.alerts.map(({ name }) => name)).not.toContain("PlayerAvailabilityBurn1h");
    expect(program.alerts).toHaveLength(3);
  });
});

test("a budget that is gone within the hour is told in minutes", () => {
  const tiers = [{ burn: 900, long: "1h", short: "5m", severity: "page" }];
  const { alert } = withSlo({ tiers, window: "7d" });
  expect(JSON.stringify(alert("PlayerAvailabilityBurn1h").description)).toContain("is gone 11m after the errors began");
});

test("an override's bound reaches both windows of a tier, and not the minimum of events", () => {
  const { promql, found } = withSlo(
    { minimumEvents: 30 },
    { overrides: { PlayerAvailabilityBurn1h: { bound: "2%" } } },
  );
  expect(found).toEqual([]);
  expect(promql("PlayerAvailabilityBurn1h").match(/> 0\.02/g)).toHaveLength(2);
  expect(promql("PlayerAvailabilityBurn1h")).toContain(">= 30");
});

test("the SLO of a team that isn't declared is told once for each tier's owner, at the same place", () => {
  const { found, program } = withSlo({ owner: "nobody" });
  expect(found).toEqual(["team/undeclared slos/player-availability/owner"]);
  expect(program.slos).toEqual([]);
});
