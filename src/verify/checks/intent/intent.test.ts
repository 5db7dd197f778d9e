import { describe, expect, test } from "vitest";
import type { Check } from "../check.ts";
import { findings } from "../checked.ts";
import { alertLabels } from "./alert-labels.ts";
import { directions } from "./directions.ts";
import { percentSlips } from "./percent-slips.ts";
import { placeholders } from "./placeholders.ts";
import { recordedWindows } from "./recorded-windows.ts";
import { statedBoundsAgree } from "./stated-bounds.ts";
import { tiers } from "./tiers.ts";
import { waits } from "./waits.ts";

const NOTICE = { severity: "page", owner: "music", summary: "S" };
const SHARE = 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))';
const P95 = "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))";

type Declared = Readonly<Record<string, object>>;

/** What a check finds in alerts: codes and places. */
function codes(check: Check, alerts: Declared, more: object = {}): readonly string[] {
  const declared = Object.fromEntries(Object.entries(alerts).map(([name, one]) => [name, { ...NOTICE, ...one }]));
  return findings(check, { alerts: declared, ...more }).map(
    ({ kind, place }) => `${kind.code} ${place.path.slice(1).join("/")}`,
  );
}

describe("the number that a text names", () => {
  const lag = { type: "gauge", help: "Lag.", unit: "seconds" };
  const jobs = { type: "gauge", help: "Jobs.", unit: "jobs" };
  const metrics = {
    memory_used_ratio: { type: "gauge", help: "Memory.", unit: "ratio", labels: { host: { upTo: 5 } } },
    lag_seconds: lag,
    jobs_waiting: jobs,
    disk_free_bytes: { type: "gauge", help: "Disk.", unit: "bytes" },
    http_requests_total: { type: "counter", help: "Requests.", unit: "requests" },
  };
  const said = (when: string, description: string, more: object = {}) =>
    codes(statedBoundsAgree, { A: { when, description, ...more } }, { metrics });

  test.each([
    ["memory_used_ratio > 0.5", "${host} uses more than 5% of its memory"],
    ["lag_seconds > 30000", "It lags longer than 30 seconds behind"],
    ["lag_seconds > 30", "It lags more than 300ms behind"],
    ["jobs_waiting > 100", "More than 1,000 jobs wait"],
    ["disk_free_bytes < 1000", "Less than 1GB is free"],
    ["rate(http_requests_total[5m]) > 5", "There are more than 50 requests per second"],
  ])("%s isn't %s", (when, text) => expect(said(when, text)).toEqual(["MG2136 A/description"]));

  test.each([
    ["memory_used_ratio > 0.9", "${host} uses more than 90 % of its memory"],
    ["memory_used_ratio > 0.9", "Less than 10% of ${host} is left"],
    ["memory_used_ratio * 100 > 90", "more than 90 percent are used"],
    ["lag_seconds > 30", "It lags more than 30s behind for more than 10 minutes"],
    ["avg_over_time(lag_seconds[5m]) > 30", "Over 5 minutes it lagged"],
    ["disk_free_bytes < 1e9", "Less than 1GB is free"],
    ["disk_free_bytes < 5 * 1024 ^ 3", "Less than 5GiB is free"],
    ["jobs_waiting > 100", "More than 3 of us have to look"],
    ["rate(http_requests_total[5m]) > 5", "There are more than 5 requests per second"],
    ["memory_used_ratio > 0.9", "It takes more than ${value}"],
  ])("%s is %s", (when, text) => expect(said(when, text, { for: "10m" })).toEqual([]));

  test("a bound that is said with the opposite word is the other way round", () => {
    const found = codes(statedBoundsAgree, {
      A: { when: "memory_used_ratio < 0.9", summary: "More than 90% is used" },
    });
    expect(found).toEqual(["MG2137 A/summary"]);
  });

  test("is shown where it is written, behind a placeholder, too", () => {
    const description = "${host} uses more than 5% of it";
    const alerts = { A: { ...NOTICE, when: "memory_used_ratio > 0.5", description } };
    const [found] = findings(statedBoundsAgree, { alerts });
    expect(description.slice(found?.place.span?.start, found?.place.span?.end)).toBe("more than 5%");
  });
});

describe("how long something has been so, by a text", () => {
  const waits = (description: string, more: object = {}) =>
    codes(statedBoundsAgree, { A: { when: "avg_over_time(up[1h]) < 0.5", for: "15m", description, ...more } });

  test.each([
    "It is down for ten hours and for 10 hours",
    "Down for a quarter of an hour",
    "For more than half an hour",
  ])("%s, is how long the alert waits, or isn't", (text) =>
    expect(waits(text).length).toBe(text.includes("quarter") ? 0 : 1),
  );

  test("may be its window, and is nothing where it doesn't wait", () => {
    expect(waits("Down for an hour")).toEqual([]);
    expect(codes(statedBoundsAgree, { A: { when: "up == 0", description: "Down for 3 days" } })).toEqual([]);
  });
});

test("a share isn't compared with many times its whole", () => {
  const metrics = Object.fromEntries(
    ["used_bytes", "size_bytes"].map((name) => [name, { type: "gauge", help: "Bytes.", unit: "bytes" }]),
  );
  const slip = (when: string, more: object = {}) => codes(percentSlips, { A: { when } }, { metrics, ...more });
  expect(slip("used_bytes / size_bytes > 85")).toEqual(["MG2146 A/when"]);
  expect(slip("100 * max(used_bytes / size_bytes) > 8500")).toEqual(["MG2146 A/when"]);
  const recordings = { "job:used:ratio": { expr: "used_bytes / size_bytes" } };
  expect(slip("job:used:ratio > 85", { recordings })).toEqual(["MG2146 A/when"]);
  expect(slip("used_bytes / size_bytes > 2")).toEqual([]);
  expect(slip("100 * used_bytes / size_bytes > 85")).toEqual([]);
  expect(slip("used_bytes / used_bytes offset 1w > 10")).toEqual([]);
  expect(slip("used_bytes > 85")).toEqual([]);
});

describe("the direction of a comparison", () => {
  test.each([
    ["ErrorRatioHigh", `${SHARE} < 0.01`, "MG2138"],
    ["Fails", `max(${SHARE}) <= 0.01 and on () up == 1`, "MG2138"],
    ["TargetDown", "up == 1", "MG2138"],
    ["TargetDown", "up > 0", "MG2138"],
    ["DatabaseDown", "min by (role) (database_up) == 1", "MG2138"],
    ["CertificateEnds", "min(certificate_remaining_seconds) > 604800", "MG2137"],
    ["DatabaseDown", "sum(database_up) > 1", "MG2137"],
    ["InvoicesPileUp", "sum(invoices_waiting) < 20000", "MG2137"],
    ["MemoryShort", "memory_used_ratio < 0.9", "MG2137"],
    ["ReadingsLost", 'rate(http_requests_total{status=~"late|lost"}[5m]) < 1', "MG2137"],
    ["LatencyHigh", `${P95} < 0.2`, "MG2137"],
    ["DiskSpaceLow", "disk_free_bytes > 1000", "MG2137"],
    ["DiskWillFill", "predict_linear(disk_free_bytes[6h], 3600) > 0", "MG2137"],
    ["MemoryHigh", "memory_used_ratio < 0.9", "MG2137"],
    ["MemoryLow", "1 - memory_used_ratio > 0.1", "MG2137"],
    ["NobodyCalls", "sum(increase(http_requests_total[5m])) > 1", "MG2137"],
    ["TargetsDown", "avg by (job) (up) > 0.6", "MG2138"],
    ["RequestsMissing", "sum(rate(http_requests_total[5m])) > 1", "MG2137"],
  ])("%s with %s is the wrong one", (name, when, code) => {
    expect(codes(directions, { [name]: { when } })).toEqual([`${code} ${name}/when`]);
  });

  test.each([
    ["ErrorRatioHigh", `${SHARE} > 0.01`],
    ["TargetDown", "up == 0"],
    ["DatabaseDown", "database_up < 1"],
    ["CertificateEnds", "min(certificate_remaining_seconds) < 604800"],
    ["Lineup", "lineup == 1"],
    ["ReplicasDown", "count(database_up == 0) > 2"],
    ["InvoicesPileUp", "sum(invoices_waiting) > 20000"],
    ["Both", "up == 1 and on (instance) memory_used_ratio > 0.9"],
    ["MemoryHigh", "1 - memory_used_ratio < 0.1"],
    ["MemoryLow", "memory_used_ratio > 0.9"],
    ["MemoryUnused", "memory_used_ratio < 0.1"],
    ["PacketsLost", "increase(http_requests_total[5m]) > 1"],
    ["NothingIdle", "memory_used_ratio > 0.5"],
    ["CapacityLow", "sum(rate(http_requests_total[5m])) > 100"],
    ["FewRequestsOfMany", "sum(rate(http_requests_total[5m])) < 100"],
    ["Odd", "memory_used_ratio < 0.9"],
    ["ServiceLow", "count(up == 0) > 3"],
    ["SuccessShareLow", 'sum(rate(http_requests_total{status="200"}[5m])) / sum(rate(http_requests_total[5m])) < 0.9'],
  ])("%s with %s may be meant", (name, when) => expect(codes(directions, { [name]: { when } })).toEqual([]));

  test("recordings are looked through", () => {
    const recordings = { "job:errors:ratio": { expr: SHARE } };
    expect(codes(directions, { Odd: { when: "job:errors:ratio < 0.01" } }, { recordings })).toEqual([
      "MG2138 Odd/when",
    ]);
  });
});

describe("of two alerts on the same values, the more urgent", () => {
  const both = (page: string, ticket: string) =>
    codes(tiers, { A: { when: page }, B: { when: ticket, severity: "ticket" } });

  test.each([
    ["memory_used_ratio > 0.8", "memory_used_ratio > 0.9"],
    ["disk_free_bytes < 1000", "disk_free_bytes < 100"],
    ["memory_used_ratio > 0.8 and on () up == 1", "memory_used_ratio > 0.9 and on () up == 1"],
  ])("mustn't be %s beside %s", (page, ticket) => expect(both(page, ticket)).toEqual(["MG2139 A/when"]));

  test.each([
    ["memory_used_ratio > 0.9", "memory_used_ratio > 0.8"],
    ["memory_used_ratio > 0.9", "memory_used_ratio > 0.9"],
    ["memory_used_ratio > 0.5", "memory_used_ratio < 0.1"],
    ["memory_used_ratio > 0.8", "max(memory_used_ratio) > 0.9"],
    ["memory_used_ratio > 0.8 and on () up == 1", "memory_used_ratio > 0.9"],
  ])("may be %s beside %s", (page, ticket) => expect(both(page, ticket)).toEqual([]));

  test("is judged as the environment's overrides leave it", () => {
    const alerts = {
      A: { ...NOTICE, when: "memory_used_ratio > 0.9" },
      B: { ...NOTICE, when: "memory_used_ratio > 0.8", severity: "ticket" },
    };
    expect(findings(tiers, { alerts, overrides: { B: { bound: "95%" } } })).toHaveLength(1);
  });

  test("of an SLO and of drift, too", () => {
    const slo = {
      objective: "99%",
      errors: 'http_requests_total{status=~"5.."}',
      total: "http_requests_total",
      owner: "music",
      tiers: [
        { burn: 2, long: "1h", short: "5m", severity: "page" },
        { burn: 10, long: "6h", short: "30m", severity: "ticket" },
      ],
    };
    const drift = {
      of: "http_request_duration_seconds",
      current: "1d",
      reference: "7d",
      tests: [{ test: "psi", page: 0.2, ticket: 0.4 }],
      owner: "music",
    };
    expect(codes(tiers, {}, { slos: { a: slo }, drift: { b: drift } })).toEqual([
      "MG2139 a/tiers/0/burn",
      "MG2139 b/tests",
    ]);
  });
});

describe("an alert that waits", () => {
  const NEW = "memory_used_ratio > 0.9 unless memory_used_ratio offset 1h > 0.9";
  test.each([
    ["increase(http_requests_total[5m]) > 0", "16m", "MG2140"],
    ["sum(changes(memory_used_ratio[10m])) >= 3", "31m", "MG2140"],
    ["rate(http_requests_total[5m]) > 0", "16m", "MG2140"],
    ["rate(http_requests_total[5m]) > 3", "3h", "MG2140"],
    ["max(rate(http_requests_total[5m]) or increase(http_requests_total[5m])) > 3", "3h", "MG2140"],
    ["max_over_time(memory_used_ratio[10m]) > 0.9", "2d", "MG2140"],
    ["quantile_over_time(0.9, memory_used_ratio[10m]) > 0.9", "6h", "MG2140"],
    ["memory_used_ratio > 0.9 and on () hour() == 3", "1h", "MG2141"],
    ["memory_used_ratio > 0.9 and on () (hour() >= 22 or hour() < 2)", "9d", ""],
    ["memory_used_ratio > 0.9 and on () hour() > 8 < 18", "9h", "MG2141"],
    ["memory_used_ratio > 0.9 and on () hour() != 12", "23h", "MG2141"],
    ["memory_used_ratio > 0.9 and on () day_of_week() == 6", "1d", "MG2141"],
    [NEW, "1h", "MG2141"],
  ])("%s for %s", (when, wait, code) => {
    const alert = { when, for: wait, severity: "ticket" };
    expect(codes(waits, { A: alert })).toEqual(code === "" ? [] : [`${code} A/for`]);
  });

  test.each([
    ["increase(http_requests_total[5m]) > 0", "15m"],
    ["increase(http_requests_total[1h]) < 10", "6h"],
    ["rate(http_requests_total[2m]) > 3", "1h"],
    ["max_over_time(memory_used_ratio[10m]) > 0.9", "2h"],
    ["max(rate(http_requests_total[5m]) or memory_used_ratio) > 3", "3h"],
    ["memory_used_ratio > 0.9 and on () hour() > 8 < 18", "8h"],
    ["memory_used_ratio > 0.9 and on () hour() >= 0", "9d"],
    ["memory_used_ratio > 0.9 unless disk_free_bytes offset 1h > 0.9", "2h"],
    [NEW, "59m"],
    ["memory_used_ratio > 0.9", "3d"],
  ])("%s for %s may come", (when, wait) => {
    expect(codes(waits, { A: { when, for: wait, severity: "ticket" } })).toEqual([]);
  });

  test("looks through recordings for windows", () => {
    const recordings = { "job:errors:increase5m": { expr: "sum(increase(http_requests_total[5m]))" } };
    const alert = { when: "job:errors:increase5m > 3", for: "1h", severity: "ticket" };
    expect(codes(waits, { A: alert }, { recordings })).toEqual(["MG2140 A/for"]);
  });

  test("wakes nobody after hours", () => {
    const page = (wait: string) => codes(waits, { A: { when: "memory_used_ratio > 0.9", for: wait } });
    expect(page("15h")).toEqual(["MG2145 A/for"]);
    expect(page("2h")).toEqual([]);
  });
});

test("an alert's label that would replace one of its series is found", () => {
  const own = (when: string, label: string) => codes(alertLabels, { A: { when, labels: { [label]: "x" } } });
  expect(own("memory_used_ratio > 0.9", "host")).toEqual(["MG2142 A/labels/host"]);
  expect(own('memory_used_ratio{host="a"} > 0.9', "host")).toEqual([]);
  expect(own("max(memory_used_ratio) > 0.9", "host")).toEqual([]);
  expect(own('absent(memory_used_ratio{host="a"})', "host")).toEqual([]);
  expect(own('absent(memory_used_ratio{host=~"a|b"})', "host")).toEqual([]);
  expect(own("memory_used_ratio > 0.9", "area")).toEqual([]);
});

test("placeholders that nothing fills in are found", () => {
  const of = (more: object) => codes(placeholders, { A: { when: "memory_used_ratio > 0.9", ...more } });
  expect(of({ summary: "{{ $labels.host }} is full" })).toEqual(["MG2143 A/summary"]);
  expect(of({ description: "It is {{ $value | humanize }}" })).toEqual(["MG2143 A/description"]);
  expect(of({ runbook: "Restart ${host}" })).toEqual(["MG2143 A/runbook"]);
  expect(of({ summary: "${host} is at ${value}", runbook: "echo $HOME; jq '{a: {b: 1}}'" })).toEqual([]);
});

test("a recording's name says the window of its expression, or of what it reads", () => {
  const recording = (name: string, expr: string) =>
    findings(recordedWindows, { recordings: { [name]: { expr } } }).map(({ kind }) => kind.code);
  const rate = "sum(rate(http_requests_total[10m]))";
  expect(recording("job:http:rate5m", rate)).toEqual(["MG2144"]);
  expect(recording("job:http:rate10m", rate)).toEqual([]);
  expect(recording("job:http:rate600s", rate)).toEqual([]);
  expect(recording("job:http:sum", rate)).toEqual([]);
  expect(recording("job:memory:avg5m", "avg(memory_used_ratio)")).toEqual([]);
});
