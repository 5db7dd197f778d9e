import { expect, test } from "vitest";
import type { Broken } from "../../diagnostics/codes/policy.ts";
import { findings } from "../checks/checked.ts";
import { policies } from "./index.ts";

const notice = { severity: "page", owner: "music", summary: "Memory is full" };
const FULL = {
  ...notice,
  when: "memory_used_ratio > 0.9",
  for: "5m",
  description: "It is.",
  runbook: "Restart it.",
  labels: { area: "hosts" },
};
const SHORT = { ...notice, severity: "ticket", when: "topk(3, memory_used_ratio) > 0.8" };
const TENANT = {
  alerts: { MemoryFull: FULL, MemoryHigh: SHORT, Works: { heartbeat: true, severity: "info", owner: "music" } },
  slos: {
    player: {
      objective: "99%",
      errors: 'http_requests_total{service="player",status=~"5.."}',
      total: 'http_requests_total{service="player"}',
      owner: "music",
      runbook: "Look.",
    },
  },
  dashboards: { overview: { type: "system-overview" } },
};

interface Kept {
  readonly at: string;
  readonly found: string;
  readonly code: string;
}

function brokenBy(policy: object, tenant: object = TENANT): readonly Kept[] {
  return findings(policies, { ...tenant, policies: { it: policy } }).map(({ place, data, kind }) => ({
    at: place.path.join("/"),
    found: (data as Broken).found,
    code: kind.code,
  }));
}

const page = { severity: "page" };

test.each<[string, object, readonly string[]]>([
  ["a runbook of pages", { require: ["runbook"], of: page }, []],
  [
    "a runbook of tickets",
    { require: ["runbook"], of: { severity: "ticket", kind: "threshold" } },
    ["alerts/MemoryHigh"],
  ],
  [
    "a description of anything but objectives",
    { require: ["description"], of: { kind: "threshold" } },
    ["alerts/MemoryHigh"],
  ],
  ["a wait of all; heartbeats have none", { require: ["for"], of: { named: "Memory.*|Works" } }, ["alerts/MemoryHigh"]],
  ["a dashboard", { require: ["dashboard"] }, []],
  ["a label that series have", { requireLabels: ["host"], of: { named: "Memory.*" } }, []],
  ["a label that an author gives", { requireLabels: ["area"], of: { named: "Memory.*" } }, ["alerts/MemoryHigh"]],
  ["five minutes", { minimumFor: "5m", of: { named: "Memory.*" } }, ["alerts/MemoryHigh"]],
  ["six minutes", { minimumFor: "6m", of: { named: "Memory.*" } }, ["alerts/MemoryFull", "alerts/MemoryHigh"]],
  ["no minutes of heartbeats", { minimumFor: "1h", of: { kind: "heartbeat" } }, []],
  ["names", { named: "Memory(High|Low)|Works|Player.*" }, ["alerts/MemoryFull"]],
  ["names as a whole", { named: "Memory", of: { kind: "threshold" } }, ["alerts/MemoryFull", "alerts/MemoryHigh"]],
  ["no topk", { forbidFunctions: ["topk", "rate"] }, ["alerts/MemoryHigh/when"]],
  ["no deriv", { forbidFunctions: ["deriv"] }, []],
  [
    "no host",
    { forbidLabels: ["host"] },
    ["metrics/disk_free_bytes/labels/host", "metrics/memory_used_ratio/labels/host"],
  ],
  ["no user", { forbidLabels: ["user"] }, []],
  ["an objective for each service", { sloForEach: "service" }, ["metrics/http_requests_total/labels/service"]],
  ["an objective for each host, of which no values are declared", { sloForEach: "host" }, []],
  ["enough alerts", { atMost: { alerts: 7 } }, []],
  ["fewer alerts", { atMost: { alerts: 1 } }, ["alerts/MemoryHigh"]],
  ["fewer pages than there are alerts", { atMost: { alerts: 4 }, of: page }, []],
  ["no alert of a kind", { atMost: { alerts: 0 }, of: { kind: "threshold" } }, ["alerts/MemoryFull"]],
  ["no recordings", { atMost: { recordings: 0 } }, ["slos/player"]],
  ["enough rules", { atMost: { rules: 100, dashboards: 1, metrics: 4 } }, []],
  ["no dashboards", { atMost: { dashboards: 0 } }, ["dashboards/overview"]],
  ["few metrics", { atMost: { metrics: 3 } }, ["metrics/memory_used_ratio"]],
  ["few series", { atMost: { series: 90 } }, ["metrics/http_requests_total"]],
  ["many series", { atMost: { series: 1000 } }, []],
  [
    "few series of each metric",
    { atMost: { seriesPerMetric: 11 } },
    ["metrics/http_requests_total", "metrics/http_request_duration_seconds"],
  ],
  [
    "few samples",
    { atMost: { samplesPerRule: 4 } },
    expect.arrayContaining(["alerts/MemoryFull", "alerts/MemoryHigh", "slos/player"]),
  ],
])("%s", (_, policy, places) => expect([...new Set(brokenBy(policy).map(({ at }) => at))]).toEqual(places));

test.each([
  [{ minimumFor: "6m" }, "let its condition hold for 6m at least"],
  [{ require: ["for"] }, "say for how long its condition must hold"],
])("%j of an objective's alerts is kept to by an override", (policy, instead) => {
  const found = findings(policies, { ...TENANT, policies: { it: policy } }).map(({ data }) => data as Broken);
  const of = (name: string) => found.find((one) => one.found.startsWith(name))?.instead;
  expect(of("PlayerBurn1h")).toBe(`${instead}, by an override of PlayerBurn1h`);
  expect(of("MemoryHigh")).toBe(instead);
});

test("nothing of another team's", () => {
  const teams = { music: { page: "oncall", ticket: "oncall" }, platform: { page: "oncall", ticket: "oncall" } };
  expect(brokenBy({ minimumFor: "9h", of: { owner: "platform" } }, { ...TENANT, teams })).toEqual([]);
  expect(brokenBy({ minimumFor: "9h", of: { owner: "music" } }, { ...TENANT, teams })).not.toEqual([]);
});

test("an objective that counts all services counts each", () => {
  const all = {
    player: { ...TENANT.slos.player, errors: 'http_requests_total{status=~"5.."}', total: "http_requests_total" },
  };
  expect(brokenBy({ sloForEach: "service" }, { ...TENANT, slos: all })).toEqual([]);
  const none = { ...TENANT, slos: {} };
  expect(brokenBy({ sloForEach: "service" }, none).map(({ found }) => found)).toEqual([
    'no objective counts service="player"',
    'no objective counts service="search"',
  ]);
});

test("what warns is another finding than what stops a build", () => {
  expect(brokenBy({ forbidFunctions: ["topk"] })[0]?.code).toBe("MG2740");
  expect(brokenBy({ forbidFunctions: ["topk"], severity: "warning" })[0]?.code).toBe("MG2741");
});

test("a finding says what was found, the author's words, and where the policy is", () => {
  const [found] = findings(policies, {
    ...TENANT,
    policies: { patient: { minimumFor: "5m", of: { kind: "threshold" }, message: "let it settle" } },
  });
  expect(found?.reason).toBe(
    "MemoryHigh (ticket) fires after no time: let it settle; the policy patient of the tenant",
  );
});
