import { describe, expect, test } from "vitest";
import { fromDsl } from "../../test/properties/declared.ts";
import { framesOf } from "../load/recording.ts";
import * as dsl from "./index.ts";
import { keyed } from "./keyed.ts";

const { alert, channel, counter, dashboard, drift, environment, gauge, heartbeat, histogram, latencySlo, logs } = dsl;
const { organisation, override, panel, psi, ks, recording, schedule, scrape, secret, security, slo, team, tenant } =
  dsl;

const requests = counter("requests_total", { help: "Requests.", unit: "requests", labels: { service: ["a", "b"] } });
const latency = histogram("latency_seconds", { help: "Latency.", unit: "seconds", buckets: [0.1, 1] });
const memory = gauge("memory_ratio", { help: "Memory.", unit: "ratio", range: { from: "0%", to: "90%" } });
const oncall = channel.pagerDuty("oncall", { routingKey: secret("pagerduty/acme") });
const room = channel.slack("room", { webhook: secret("slack/acme"), room: "#music" });
const mail = channel.email("mail", { to: ["a@example.com"] });
const hook = channel.webhook("hook", { url: secret("hook/acme") });
const office = schedule("office", { weekdays: ["monday:friday"], times: ["09:00-17:30"], zone: "Europe/Berlin" });
const music = team("music", { page: { to: oncall, during: office, otherwise: mail }, ticket: room, info: hook });
const notice = { severity: "page", owner: music, summary: "Requests fail" } as const;
const fails = alert("RequestsFail", { ...notice, when: requests.rate("5m").sum().above("5/s") });

/** What the declaration holds of something, alone. */
const held = (value: object) => fromDsl(value).declaration;

describe("a tenant is plain data: each list by its names, each reference a name", () => {
  const acme = tenant("acme", {
    title: "Acme",
    metrics: [requests, latency, memory],
    recordings: [recording("service:requests:rate5m", requests.rate("5m").by("service"))],
    scrapes: [
      scrape("api", { targets: ["api:9100"], metrics: [requests, latency], bearerToken: secret("scrape/api") }),
    ],
    teams: [music],
    alerts: [
      fails,
      alert("SearchFails", {
        ...notice,
        when: requests.where({ service: "a" }).rate("5m").sum().above("5/s"),
        causedBy: [fails],
        for: "5m",
        keepFiringFor: "10m",
        labels: { area: "search" },
        runbook: ["Look.", "Roll back."],
      }),
      heartbeat("Watchdog", { severity: "info", owner: music }),
    ],
    slos: [
      slo("availability", {
        objective: "99.9%",
        errors: requests.where({ service: "a" }),
        total: requests,
        owner: music,
      }),
      latencySlo("speed", { objective: "99%", of: latency, within: "100ms", owner: music }),
    ],
    drift: [
      drift("speed", {
        of: latency,
        current: "1d",
        reference: "14d",
        tests: [psi({ page: 0.2 }), ks({ info: 0.1 })],
        owner: music,
      }),
    ],
    security: [security("Guessing", { ...notice, events: requests, by: ["service"], atLeast: 3, within: "10m" })],
    detectors: [
      dsl.detector.adaptiveZScore("Odd", { ...notice, watch: memory, direction: "above", sensitivity: 2 }),
      dsl.detector.iqr("OddByQuartiles", { ...notice, watch: memory }),
      dsl.detector.modifiedZScore("OddByMedian", { ...notice, watch: memory }),
      dsl.detector.grubbs("OddByGrubbs", { ...notice, watch: memory }),
    ],
    sidecar: { port: 8001 },
    dashboards: [
      dsl.systemOverview(),
      dsl.apiPerformance({ requests, errors: requests.where({ service: "a" }), latency, by: "job" }),
      dashboard("business", { title: "Business", panels: [panel("Memory", { show: memory, alert: fails })] }),
    ],
    logs: [logs("api", { retention: "30d", fields: { track: "keyword" } })],
    overrides: [override(fails, { for: "2h" }), override("AvailabilityBurn1h", { enabled: false })],
    environments: [
      environment("staging", { mostUrgent: "ticket", overrides: [override(fails, { severity: "info" })] }),
    ],
  });
  const { declaration, mistakes } = fromDsl(acme);
  const failing = { op: "rate", of: { op: "metric", metric: "requests_total" }, window: "5m" };
  const errors = { op: "metric", metric: "requests_total", where: { service: "a" } };

  test("without mistakes", () => expect(mistakes).toEqual([]));

  test.each<[string, object]>([
    [
      "metrics",
      {
        requests_total: { type: "counter", help: "Requests.", unit: "requests", labels: { service: ["a", "b"] } },
        latency_seconds: { type: "histogram", help: "Latency.", unit: "seconds", buckets: [0.1, 1] },
        memory_ratio: { type: "gauge", help: "Memory.", unit: "ratio", range: { from: "0%", to: "90%" } },
      },
    ],
    [
      "recordings",
      { "service:requests:rate5m": { expr: { op: "aggregate", how: "sum", of: failing, by: ["service"] } } },
    ],
    [
      "scrapes",
      {
        api: {
          targets: ["api:9100"],
          metrics: ["requests_total", "latency_seconds"],
          bearerToken: { secret: "scrape/api" },
        },
      },
    ],
    [
      "channels",
      {
        oncall: { type: "pagerduty", routingKey: { secret: "pagerduty/acme" } },
        mail: { type: "email", to: ["a@example.com"] },
        room: { type: "slack", webhook: { secret: "slack/acme" }, room: "#music" },
        hook: { type: "webhook", url: { secret: "hook/acme" } },
      },
    ],
    ["schedules", { office: { weekdays: ["monday:friday"], times: ["09:00-17:30"], zone: "Europe/Berlin" } }],
    ["teams", { music: { page: { to: "oncall", during: "office", otherwise: "mail" }, ticket: "room", info: "hook" } }],
    [
      "slos",
      {
        availability: { objective: "99.9%", errors, total: { op: "metric", metric: "requests_total" }, owner: "music" },
        speed: { objective: "99%", of: { op: "metric", metric: "latency_seconds" }, within: "100ms", owner: "music" },
      },
    ],
    [
      "drift",
      {
        speed: {
          of: { op: "metric", metric: "latency_seconds" },
          current: "1d",
          reference: "14d",
          tests: [
            { test: "psi", page: 0.2 },
            { test: "ks", info: 0.1 },
          ],
          owner: "music",
        },
      },
    ],
    ["logs", { api: { retention: "30d", fields: { track: "keyword" } } }],
    ["overrides", { RequestsFail: { for: "2h" }, AvailabilityBurn1h: { enabled: false } }],
    ["environments", { staging: { mostUrgent: "ticket", overrides: { RequestsFail: { severity: "info" } } } }],
    [
      "dashboards",
      {
        "system-overview": { type: "system-overview" },
        "api-performance": {
          type: "api-performance",
          requests: { op: "metric", metric: "requests_total" },
          errors,
          latency: { op: "metric", metric: "latency_seconds" },
          by: "job",
        },
        business: {
          type: "panels",
          title: "Business",
          panels: [{ title: "Memory", show: { op: "metric", metric: "memory_ratio" }, alert: "RequestsFail" }],
        },
      },
    ],
    ["sidecar", { port: 8001 }],
  ])("%s", (list, expected) => expect(declaration).toMatchObject({ [list]: expected }));

  test("alerts", () => {
    expect(declaration).toMatchObject({
      tenant: "acme",
      title: "Acme",
      alerts: {
        RequestsFail: { severity: "page", owner: "music", summary: "Requests fail" },
        SearchFails: {
          causedBy: ["RequestsFail"],
          for: "5m",
          keepFiringFor: "10m",
          labels: { area: "search" },
          runbook: ["Look.", "Roll back."],
        },
        Watchdog: { heartbeat: true, severity: "info", owner: "music" },
      },
      security: { Guessing: { by: ["service"], atLeast: 3, within: "10m" } },
      detectors: {
        Odd: { detector: "adaptive-z-score", direction: "above", sensitivity: 2 },
        OddByQuartiles: { detector: "iqr" },
        OddByMedian: { detector: "modified-z-score" },
        OddByGrubbs: { detector: "grubbs" },
      },
    });
  });

  test("nothing of the DSL's own marks is left", () => {
    expect(JSON.stringify(declaration)).not.toMatch(/"[~$]/);
  });
});

describe("what the loader needs to find a place:", () => {
  test("each call keeps its stack, innermost first", () => {
    for (const one of [fails, requests.toJSON(), requests.rate("5m").toJSON(), office, music]) {
      expect("$at" in one && typeof one.$at === "string" && one.$at.includes("dsl.test.ts")).toBe(true);
    }
    expect(framesOf("at f (tenant.js:12:34)\nat g (tenant.js:5:6)")).toBe("12:34;5:6");
  });

  test.each<[string, object, readonly string[]]>([
    ["a declaration", fails, ["name", "..."]],
    ["a metric's definition", requests["~definition"], ["name", "..."]],
    ["a where", requests.where({ service: "a" }).toJSON(), ["where"]],
    ["a rate", requests.rate("5m").toJSON(), ["window"]],
    ["labels", requests.rate("5m").by("service").toJSON(), ["by[]"]],
    ["a sum", requests.rate("5m").sum().toJSON(), []],
    ["a percentile", latency.percentile(95, "5m", "job").toJSON(), ["percentile", "window", "by[]"]],
    ["a mean", latency.mean("5m").toJSON(), ["window", "by[]"]],
    ["a share", latency.within("100ms", "5m").toJSON(), ["bound", "window", "by[]"]],
    ["a prediction", memory.predicted("4h", "1h").toJSON(), ["ahead", "window"]],
    ["a bound", memory.above("5%").toJSON(), ["bound"]],
    ["an offset", memory.offset("1h").toJSON(), ["ago"]],
    ["a quotient", memory.dividedBy(memory).toJSON(), ["right"]],
    ["a combination", memory.above("5%").and(memory.below("9%")).toJSON(), ["right"]],
    ["PromQL", dsl.promql("up").toJSON(), ["text"]],
    ["a tenant", tenant("acme", { teams: [] }), ["tenant", "..."]],
    ["a system overview", dsl.systemOverview(), ["..."]],
    ["a test of drift", psi({ page: 1 }), ["..."]],
    ["a recording's definition", recording("a:b:c", memory)["~definition"], ["name", "expr"]],
  ])("%s says which argument is which property", (_, one, args) => expect(one).toMatchObject({ $args: args }));
});

describe("names that are there twice", () => {
  test("are noted at the second, with where it was made", () => {
    const { mistakes } = fromDsl(tenant("acme", { teams: [music], alerts: [fails, fails], metrics: [memory, memory] }));
    expect(mistakes).toMatchObject([
      { path: [], name: "duplicate", property: "alerts", data: { name: "RequestsFail", index: 1 } },
      { path: [], name: "duplicate", property: "metrics", data: { name: "memory_ratio", index: 1 } },
    ]);
  });

  test("in an environment are noted there", () => {
    const twice = environment("staging", { overrides: [override(fails, {}), override(fails, {})] });
    const { mistakes } = fromDsl(tenant("acme", { teams: [], environments: [twice] }));
    expect(mistakes).toMatchObject([{ path: ["environments", "staging"], name: "duplicate", property: "overrides" }]);
  });

  test("keep the first", () => {
    const [record] = keyed(
      "alerts",
      [
        { name: "A", for: "1m" },
        { name: "A", for: "2m" },
      ],
      ["alert"],
    );
    expect(record).toEqual({ A: { for: "1m" } });
  });

  test("may be names that every object has", () => {
    const [record, mistakes] = keyed(
      "metrics",
      [
        { name: "constructor", a: 1 },
        { name: "__proto__", b: 2 },
      ],
      [],
    );
    expect(mistakes).toEqual([]);
    expect(Object.entries(Object(record))).toEqual([
      ["constructor", { a: 1 }],
      ["__proto__", { b: 2 }],
    ]);
    expect(Object.getPrototypeOf(record)).toBeNull();
  });
});

test("what is in the wrong list is noted, and left out", () => {
  const { declaration, mistakes } = fromDsl(Reflect.apply(tenant, undefined, ["acme", { alerts: [fails, requests] }]));
  expect(mistakes).toMatchObject([
    { name: "misplaced", property: "alerts", data: { name: "requests_total", index: 1 } },
  ]);
  expect(Object.keys(Object(declaration).alerts)).toEqual(["RequestsFail"]);
});

describe("channels and schedules that teams mention are declared with them", () => {
  const lists = (options: dsl.TenantOptions) => held(tenant("acme", options));

  test("once, though two teams mention them and the author lists them, too", () => {
    const other = team("other", { page: oncall, ticket: room });
    const { declaration, mistakes } = fromDsl(
      tenant("acme", { teams: [music, other], channels: [room], schedules: [office] }),
    );
    expect(mistakes).toEqual([]);
    expect(Object.keys(Object(declaration).channels)).toEqual(["room", "oncall", "mail", "hook"]);
    expect(Object.keys(Object(declaration).schedules)).toEqual(["office"]);
  });

  test("and two different ones of one name are a mistake", () => {
    const another = channel.email("oncall", { to: ["b@example.com"] });
    const { mistakes } = fromDsl(tenant("acme", { teams: [music, team("other", { page: another, ticket: room })] }));
    expect(mistakes).toMatchObject([{ name: "duplicate", property: "channels", data: { name: "oncall" } }]);
  });

  test("but what isn't a list is left to the schema", () => {
    expect(Reflect.apply(lists, undefined, [{ teams: 5, channels: 7 }])).toMatchObject({ teams: 5, channels: 7 });
    expect(Reflect.apply(lists, undefined, [{ teams: [music], channels: 7 }])).toMatchObject({ channels: 7 });
    expect(Reflect.apply(lists, undefined, [{ teams: [5, null] }])).toMatchObject({ teams: [5, null], channels: {} });
  });
});

test("an organisation declares the channel of its fallback with it", () => {
  const servers = { grafana: "https://g", prometheus: "https://p", alertmanager: "https://a", runbooks: "https://r" };
  const prometheus = { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "30d" } as const;
  const one = organisation("meridian", {
    environments: { production: servers },
    defaultEnvironment: "production",
    prometheus,
    alertmanager: { fallback: hook, groupWait: "30s" },
  });
  expect(held(one)).toMatchObject({
    organisation: "meridian",
    channels: { hook: { type: "webhook", url: { secret: "hook/acme" } } },
    alertmanager: { fallback: "hook", groupWait: "30s" },
  });
});

describe("labels", () => {
  test("may be counted instead of listed", () => expect(dsl.upTo(200)).toEqual({ upTo: 200 }));

  test.each<[string, unknown, unknown]>([
    ["a value", "a", "a"],
    ["values", ["a", "b"], ["a", "b"]],
    ["a pattern", /5../, { regex: "5.." }],
    ["a pattern with flags", /get/i, { regex: "get", flags: "i" }],
    ["a pattern with slashes", /\/v1\/[/]/, { regex: "/v1/[/]" }],
    ["a pattern with a backslash before a slash", /[\\/]/, { regex: "[\\\\/]" }],
    ["not a value", dsl.not("a"), { not: "a" }],
    ["not a pattern", dsl.not(/a/), { not: { regex: "a" } }],
    ["something else", 5, 5],
  ])("%s", (_, where, expected) => {
    const narrowed = Reflect.apply(requests.where, requests, [{ service: where }]);
    expect(held(narrowed.toJSON())).toEqual({ op: "metric", metric: "requests_total", where: { service: expected } });
  });

  test("of something that isn't a record are left to the schema", () => {
    expect(held(Reflect.apply(requests.where, requests, [5]).toJSON())).toMatchObject({ where: 5 });
    const again = Reflect.apply(requests.where, requests, [5]).where({ service: "a" });
    expect(held(again.toJSON())).toMatchObject({ where: { service: "a" } });
  });
});

test("what Prometheus knows of every scrape job can be read", () => {
  expect(held(dsl.up.where({ job: "api" }).below("100%").toJSON())).toMatchObject({
    op: "below",
    left: { op: "metric", metric: "up", where: { job: "api" } },
    bound: "100%",
  });
});
