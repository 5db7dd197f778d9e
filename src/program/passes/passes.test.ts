import { describe, expect, test } from "vitest";
import { base, compiled, type Data, organisation, requestsFail, shared } from "../../../test/properties/declared.ts";
import { print } from "../../promql/syntax/print.ts";
import { dashboardUid } from "./dashboards.ts";

const DAY = 86_400_000;

describe("an alert", () => {
  test("has the tenant's label on every selector, and on itself", () => {
    const { alert, promql, found } = compiled();
    expect(found).toEqual([]);
    expect(promql("RequestsFail")).toBe(
      'sum by (service) (rate(http_requests_total{status=~"5..", tenant="acme"}[5m])) / sum by (service) (rate(http_requests_total{tenant="acme"}[5m])) > 0.01',
    );
    expect(alert("RequestsFail")).toMatchObject({
      labels: { tenant: "acme", severity: "page", team: "music" },
      conditionLabels: ["service"],
      unit: "ratio",
      for: 0,
      keepFiringFor: 0,
      runbook: "",
      runbookUrl: "https://runbooks.example.com/acme/RequestsFail",
      dashboardUrl: "https://grafana.example.com",
      group: "alerts",
    });
  });

  test("can't take the labels that say whose it is", () => {
    const labels = { tenant: "globex", severity: "info", team: "theirs", area: "search" };
    const { alert } = compiled({ alerts: { RequestsFail: { ...requestsFail, labels } } });
    expect(alert("RequestsFail").labels).toEqual({ tenant: "acme", severity: "page", team: "music", area: "search" });
  });

  test("stands with what it reads: the job that exposes it", () => {
    const scrapes = { api: { targets: ["api:9100"], metrics: ["http_requests_total"] } };
    expect(compiled({ scrapes }).alert("RequestsFail").group).toBe("api");
    const pinned = { ...requestsFail, when: 'up{job="probes"} < 1' };
    expect(compiled({ alerts: { Down: pinned } }).alert("Down").group).toBe("probes");
    const odd = { ...requestsFail, when: 'up{job="../x"} < 1' };
    expect(compiled({ alerts: { Down: odd } }).alert("Down").group).toBe("alerts");
  });

  test("leads to the system overview, or else to the first dashboard", () => {
    const panels = [{ title: "Memory", show: "memory_used_ratio" }];
    const business = { type: "panels", title: "Business", panels };
    const url = (dashboards: Data) => compiled({ dashboards }).alert("RequestsFail").dashboardUrl;
    expect(url({ business })).toBe("https://grafana.example.com/d/acme--business");
    expect(url({ business, "the-whole": { type: "system-overview" } })).toBe(
      "https://grafana.example.com/d/acme--the-whole",
    );
  });

  test("fills in labels that its condition keeps, its own, and the value", () => {
    const description = "${service} ${value} ${area} ${severity} ${team} ${tenant}";
    const { found } = compiled({ alerts: { RequestsFail: { ...requestsFail, labels: { area: "x" }, description } } });
    expect(found).toEqual([]);
  });

  test.each([["host"], ["status"], ["nothing"], [""]])("doesn't know ${%s}", (label) => {
    const { findings } = compiled({ alerts: { RequestsFail: { ...requestsFail, summary: `a \${${label}}` } } });
    expect(findings.map(({ kind, data }) => [kind.name, data])).toMatchObject([
      ["text/unknown-placeholder", { label, declared: label === "host" || label === "status" }],
    ]);
  });

  test("that beats is always there, in a group of its own", () => {
    const { alert, promql } = compiled({ alerts: { Watchdog: { heartbeat: true, severity: "info", owner: "music" } } });
    expect(promql("Watchdog")).toBe("vector(1)");
    expect(alert("Watchdog")).toMatchObject({ kind: "heartbeat", group: "heartbeat", conditionLabels: [] });
    expect(alert("Watchdog").summary).toEqual([{ literal: "Alerting works" }]);
  });

  test("of another tenant's series is told at the matcher", () => {
    const when = 'sum(rate(http_requests_total{tenant="globex"}[5m])) > 5';
    const { findings } = compiled({ alerts: { RequestsFail: { ...requestsFail, when } } });
    const [first] = findings;
    expect(first?.place).toEqual({ path: ["alerts", "RequestsFail", "when"], span: { start: 29, end: 44 } });
    const whole = { ...requestsFail, when: 'disk_free_bytes{tenant="acme"} < 5' };
    expect(compiled({ alerts: { Whole: whole } }).findings.map(({ kind }) => kind.severity)).not.toContain("error");
  });

  test("of a team that isn't declared is told once, and not where the team is broken", () => {
    const alerts = { RequestsFail: { ...requestsFail, owner: "nobody" } };
    expect(compiled({ alerts }).found).toEqual(["team/undeclared alerts/RequestsFail/owner"]);
    const teams = { ...base.teams, nobody: { page: "nowhere", ticket: "room" } };
    expect(compiled({ alerts, teams }).found).toEqual(["channel/undeclared teams/nobody/page"]);
  });
});

describe("a cause", () => {
  const second = { ...requestsFail, when: "sum by (host) (memory_used_ratio) > 0.9", causedBy: ["RequestsFail"] };

  test("holds back what it explains, for the labels that both have", () => {
    const third = {
      ...requestsFail,
      when: "sum by (service) (rate(http_requests_total[5m])) < 1",
      causedBy: ["RequestsFail"],
    };
    const { program } = compiled({ alerts: { RequestsFail: requestsFail, Full: second, Idle: third } });
    expect(program.inhibitions.map(({ target, equal }) => [target.alertname, equal])).toEqual([
      ["Full", ["tenant"]],
      ["Idle", ["service", "tenant"]],
    ]);
    expect(program.inhibitions[0]).toMatchObject({
      source: { alertname: "RequestsFail" },
      origin: { name: "alerts/Full" },
    });
  });

  test("that isn't declared is told", () => {
    expect(compiled({ alerts: { Full: second } }).found).toEqual(["alert/undeclared alerts/Full/causedBy/0"]);
  });

  test("that is broken, or switched off here, isn't", () => {
    const broken = { ...requestsFail, severity: "loud" };
    expect(compiled({ alerts: { RequestsFail: broken, Full: second } }).found).toEqual([
      "declaration/unknown-choice alerts/RequestsFail/severity",
    ]);
    const off = compiled({
      alerts: { RequestsFail: requestsFail, Full: second },
      overrides: { RequestsFail: { enabled: false } },
    });
    expect([off.found, off.program.inhibitions]).toEqual([[], []]);
  });

  test("of an alert that didn't come to be is forgotten", () => {
    const alerts = { RequestsFail: requestsFail, Full: { ...second, when: "nothing(" } };
    expect(compiled({ alerts }).program.inhibitions).toEqual([]);
  });
});

describe("security events", () => {
  const guessing = { events: "failed_logins_total", by: ["account"], severity: "page", owner: "music" };

  test("are an incident after five within five minutes, unless said otherwise", () => {
    const { promql, alert, found } = compiled({ security: { Guessing: guessing } });
    expect(found).toEqual([]);
    expect(promql("Guessing")).toBe('sum by (account) (increase(failed_logins_total{tenant="acme"}[5m])) >= 5');
    expect(alert("Guessing")).toMatchObject({ kind: "security", unit: "logins", conditionLabels: ["account"] });
    expect(alert("Guessing").summary).toEqual([{ literal: "5 logins or more within 5m" }]);
    expect(alert("Guessing").description).toEqual([
      { literal: "account " },
      { label: "account" },
      { literal: ": " },
      { value: true },
      { literal: " logins within 5m." },
    ]);
    const other = { ...guessing, atLeast: 20, within: "1h" };
    expect(compiled({ security: { Guessing: other } }).promql("Guessing")).toBe(
      'sum by (account) (increase(failed_logins_total{tenant="acme"}[1h])) >= 20',
    );
  });

  test("of no unit are events", () => {
    const metrics = {
      ...base.metrics,
      tries_total: { type: "counter", help: "T.", unit: "", labels: { account: ["a"] } },
    };
    const { alert } = compiled({ metrics, security: { Guessing: { ...guessing, events: "tries_total" } } });
    expect(alert("Guessing").summary).toEqual([{ literal: "5 events or more within 5m" }]);
  });

  test.each<[string, Data, string]>([
    ["labels that the events don't have", { by: ["account", "country"] }, "label/undeclared security/Guessing/by/1"],
    ["events that aren't declared", { events: "nothing_total" }, "metric/undeclared security/Guessing/events"],
    ["events that are computed", { events: "sum(failed_logins_total)" }, "security/Guessing/events"],
    ["an owner that isn't declared", { owner: "nobody" }, "team/undeclared security/Guessing/owner"],
  ])("with %s are told", (_, changes, expected) => {
    expect(compiled({ security: { Guessing: { ...guessing, ...changes } } }).found.join()).toContain(expected);
  });
});

describe("a detector", () => {
  const odd = { detector: "iqr", watch: "memory_used_ratio", severity: "ticket", owner: "music" };

  test("watches limited to the tenant, and its alert reads what the sidecar says", () => {
    const { program, promql, alert, found } = compiled({ detectors: { Odd: { ...odd, for: "5m" } } });
    expect(found).toEqual([]);
    const [one] = program.detectors;
    expect(one && print(one.watch)).toBe('memory_used_ratio{tenant="acme"}');
    expect(one).toMatchObject({ method: "iqr", direction: "both", sensitivity: 1, unit: "ratio", severity: "ticket" });
    expect(promql("Odd")).toBe('acme_monitoring_anomaly{detector="Odd", tenant="acme"} > 0');
    expect(alert("Odd")).toMatchObject({ for: 300_000, group: "detectors", kind: "detector" });
    expect(alert("Odd").conditionLabels).toEqual(["detector", "host", "instance", "job"]);
  });

  test("has a sidecar, whose metrics begin with the tenant's name, and which is scraped", () => {
    const { program } = compiled({ tenant: "acme-eu", detectors: { Odd: odd } }, { folder: "acme-eu" });
    expect(program.sidecar).toEqual({ prefix: "acme_eu_monitoring", port: 8000, address: "localhost:8000", batch: [] });
    expect(program.scrapes).toMatchObject([{ name: "monitorgen-sidecar", targets: ["localhost:8000"] }]);
    const own = compiled({ detectors: { Odd: odd }, sidecar: { port: 9000, prefix: "odd", address: "detector:1" } });
    expect(own.program.sidecar).toEqual({ prefix: "odd", port: 9000, address: "detector:1", batch: [] });
    expect(own.promql("Odd")).toContain("odd_anomaly{");
    expect(compiled().program.scrapes).toEqual([]);
  });

  test("can be read by an author's alert, score included", () => {
    const when = 'acme_monitoring_anomaly_score{detector="Odd"} > 5';
    const { found } = compiled({ detectors: { Odd: odd }, alerts: { VeryOdd: { ...requestsFail, when } } });
    expect(found).toEqual([]);
  });

  test("of a team or a metric that isn't declared isn't there", () => {
    const { program, found } = compiled({
      detectors: { Odd: { ...odd, owner: "nobody" }, Odder: { ...odd, watch: { op: "metric", metric: "nothing" } } },
    });
    expect(found).toEqual(["metric/undeclared detectors/Odder/watch", "team/undeclared detectors/Odd/owner"]);
    expect([program.detectors, program.alerts.map(({ name }) => name)]).toEqual([[], ["RequestsFail"]]);
  });
});

describe("a dashboard's uid", () => {
  const environment = (isDefault: boolean, name = "production") => ({
    ...(shared().environments.get("staging") ?? expect.fail()),
    isDefault,
    name,
  });

  test("is made of names, with the environment unless it is the default", () => {
    expect(dashboardUid("acme", environment(true), "overview")).toBe("acme--overview");
    expect(dashboardUid("acme", environment(false, "staging"), "overview")).toBe("acme--staging--overview");
  });

  test("has at most 40 characters, and differs for each tenant, environment and name", () => {
    const names = ["a", "a-b", "b", "b-c", "x".repeat(60), `${"x".repeat(59)}y`, `a-${"b".repeat(40)}`];
    const uids = names.flatMap((tenant) =>
      names.flatMap((name) => [
        dashboardUid(tenant, environment(true), name),
        ...names.map((other) => dashboardUid(tenant, environment(false, other), name)),
      ]),
    );
    expect(new Set(uids).size).toBe(uids.length);
    for (const uid of uids) expect(uid).toMatch(/^[a-z0-9-]{1,40}$/);
  });

  test("stays what it was", () => {
    expect(dashboardUid("x".repeat(30), environment(true), "y".repeat(30))).toBe(
      "xxxxxxxxxxxxxxxxxxxxxxxxxxx-1b08a2eb7827",
    );
  });
});

describe("dashboards", () => {
  const panel = { title: "Memory", show: "avg(memory_used_ratio)" };
  const drawn = (panels: readonly Data[], more: Data = {}) =>
    compiled({ dashboards: { business: { type: "panels", title: "Business", panels } }, ...more });

  test("of panels show what is limited to the tenant, explained by what its metric is", () => {
    const { program, found } = drawn([panel, { ...panel, description: "Mine.", as: "stat", alert: "RequestsFail" }]);
    expect(found).toEqual([]);
    const [one] = program.dashboards;
    const panels = one?.type === "panels" ? one.panels : [];
    expect(panels.map(({ expr }) => print(expr))).toEqual(Array(2).fill('avg(memory_used_ratio{tenant="acme"})'));
    expect(panels).toMatchObject([
      {
        title: "Memory",
        description: "Memory in use.",
        kind: "timeseries",
        unit: "ratio",
        range: { from: 0, to: 1 },
        labels: [],
      },
      { description: "Mine.", kind: "stat", alert: { name: "RequestsFail" } },
    ]);
    expect(panels[0]).not.toHaveProperty("alert");
  });

  test("say what all their metrics are, and the title where there is none", () => {
    const { program } = drawn([
      { title: "Both", show: "disk_free_bytes * memory_used_ratio" },
      { title: "Up", show: "up" },
    ]);
    const [one] = program.dashboards;
    expect(one?.type === "panels" && one.panels.map(({ description }) => description)).toEqual([
      "Memory in use. Free space.",
      "Up",
    ]);
  });

  test("name alerts that are there, also those that an environment switches off", () => {
    const off = {
      overrides: { RequestsFail: { enabled: false } },
      alerts: { RequestsFail: requestsFail, Other: { ...requestsFail, when: "up < 1" } },
    };
    expect(drawn([{ ...panel, alert: "RequestsFail" }], off).found).toEqual([]);
    expect(drawn([{ ...panel, alert: "Nothing" }]).found).toEqual([
      "alert/undeclared dashboards/business/panels/0/alert",
    ]);
  });

  test("leave out a panel that can't be read", () => {
    const { program, findings } = drawn([{ ...panel, show: "avg(" }, panel]);
    const [one] = program.dashboards;
    expect(findings.length).toBeGreaterThan(0);
    expect(one?.type === "panels" && one.panels).toHaveLength(1);
  });

  const api = {
    type: "api-performance",
    requests: "http_requests_total",
    errors: 'http_requests_total{status=~"5.."}',
    latency: "latency_seconds",
    by: "service",
  };

  test("of an API read its three metrics", () => {
    const { program, found } = compiled({ dashboards: { api } });
    expect(found).toEqual([]);
    const [one] = program.dashboards;
    if (one?.type !== "api-performance") throw new Error("another dashboard");
    expect([one.requests, one.errors, one.latency].map(print)).toEqual([
      'http_requests_total{tenant="acme"}',
      'http_requests_total{status=~"5..", tenant="acme"}',
      'latency_seconds_bucket{tenant="acme"}',
    ]);
    expect([one.title, one.latencyMetric.name, one.by]).toEqual(["API performance", "latency_seconds", "service"]);
  });

  test.each<[string, Data, string]>([
    ["a latency that is no histogram", { latency: "memory_used_ratio" }, "dashboards/api/latency"],
    ["a label that the latency hasn't", { by: "status" }, "label/undeclared dashboards/api/by/0"],
    ["requests that aren't declared", { requests: "nothing_total" }, "metric/undeclared dashboards/api/requests"],
  ])("of an API with %s are told", (_, changes, expected) => {
    expect(compiled({ dashboards: { api: { ...api, ...changes } } }).found.join()).toContain(expected);
  });

  test("have titles of their own", () => {
    const dashboards = {
      "system-overview": { type: "system-overview" },
      mine: { type: "system-overview", title: "Mine" },
    };
    expect(compiled({ dashboards }).program.dashboards.map(({ title }) => title)).toEqual(["Mine", "System overview"]);
  });
});

describe("logs stay hot for a tenth of their retention", () => {
  test.each([
    ["30d", undefined, 3],
    ["365d", undefined, 37],
    ["7d", undefined, 1],
    ["12h", undefined, 0.5],
    ["30d", "10d", 10],
    ["30d", "30d", 30],
  ])("kept %s, asked %s: %d days", (retention, hot, days) => {
    const { program, found } = compiled({ logs: { api: { retention, hot } } });
    expect(found).toEqual([]);
    expect(program.logs).toMatchObject([{ name: "api", hot: days * DAY, ecs: [], fields: {}, description: "" }]);
  });

  test("and no longer than they are kept", () => {
    expect(compiled({ logs: { api: { retention: "5d", hot: "6d" } } }).found).toEqual([
      "logs/hot-beyond-retention logs/api/hot",
    ]);
  });
});

describe("a scrape job", () => {
  test("has the organisation's interval and the usual path, unless said otherwise", () => {
    const api = { targets: ["api:9100"], metrics: Object.keys(base.metrics) };
    const own = { ...api, path: "/m", scheme: "https", interval: "1m", bearerToken: { secret: "scrape/api" } };
    const { program, found } = compiled({ scrapes: { api, own } });
    expect(found).toEqual([]);
    expect(program.scrapes).toEqual([
      {
        name: "api",
        targets: ["api:9100"],
        path: "/metrics",
        scheme: "http",
        interval: 30_000,
        origin: expect.anything(),
      },
      {
        name: "own",
        targets: ["api:9100"],
        path: "/m",
        scheme: "https",
        interval: 60_000,
        bearerToken: "scrape/api",
        origin: expect.anything(),
      },
    ]);
  });

  test("of a metric that isn't declared is told, of a broken one it isn't", () => {
    const scrapes = { api: { targets: ["api:9100"], metrics: ["http_requests_total", "nothing"] } };
    expect(compiled({ scrapes }).found).toEqual(["metric/undeclared scrapes/api/metrics/1"]);
    const metrics = { ...base.metrics, nothing: { type: "gauge", help: 5 } };
    expect(compiled({ scrapes, metrics }).found).toContain("declaration/wrong-type metrics/nothing/help");
    expect(compiled({ scrapes, metrics }).found).not.toContain("metric/undeclared scrapes/api/metrics/1");
  });

  test("that lists what it exposes shows which metrics nobody scrapes", () => {
    const [first = "", second = "", ...rest] = Object.keys(base.metrics);
    const [api, hosts] = [first, second].map((metric) => ({ targets: ["a:9100"], metrics: [metric] }));
    expect(compiled({ scrapes: { api, hosts } }).found).toEqual(
      rest.sort().map((name) => `metric/unscraped metrics/${name}`),
    );
    expect(compiled({ scrapes: { api, all: { targets: ["b:9100"] } } }).found).toEqual([]);
    expect(compiled({ scrapes: { api, broken: { targets: [] } } }).found).toEqual([
      "declaration/wrong-length scrapes/broken/targets",
    ]);
    expect(compiled({ scrapes: {} }).found).toEqual([]);
  });
});

describe("a metric", () => {
  const declared = (metric: Data, name = "one") => {
    const { program, found } = compiled({ metrics: { ...base.metrics, [name]: { help: "One.", ...metric } } });
    return { found, metric: program.metrics.find((one) => one.name === name) };
  };

  test.each<[Data, string, number, number]>([
    [{ type: "counter" }, "events", 0, Number.POSITIVE_INFINITY],
    [{ type: "gauge" }, "", Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [{ type: "gauge", unit: "ratio" }, "ratio", 0, 1],
    [{ type: "gauge", unit: "bytes" }, "bytes", 0, Number.POSITIVE_INFINITY],
    [{ type: "gauge", unit: "ratio", range: { from: "5%" } }, "ratio", 0.05, 1],
    [{ type: "gauge", unit: "EUR", range: { from: -5, to: "10 EUR" } }, "EUR", -5, 10],
    [{ type: "histogram", unit: "seconds", buckets: [1] }, "seconds", 0, Number.POSITIVE_INFINITY],
  ])("%j counts %j from %d to %d", (metric, unit, from, to) => {
    const name = metric.type === "counter" ? "one_total" : "one";
    const result = declared(metric, name);
    expect(result.found).toEqual([]);
    expect(result.metric).toMatchObject({ unit, range: { from, to } });
  });

  test("has its own labels and those of every target", () => {
    const { metric } = declared({ type: "gauge", labels: { zone: ["a", "b"], host: { upTo: 7 } } });
    expect(metric?.labels).toEqual([
      { name: "host", cardinality: 7 },
      { name: "instance", cardinality: 1000 },
      { name: "job", cardinality: 100 },
      { name: "zone", values: ["a", "b"], cardinality: 2 },
    ]);
  });

  test("may have labels that are called like properties of every object", () => {
    const labels = { constructor: ["a"], valueOf: ["b"], toString: ["c"], hasOwnProperty: ["d"] };
    expect(declared({ type: "gauge", labels }).found).toEqual([]);
  });

  test.each<[string, string, Data, string]>([
    ["a counter without _total", "one", { type: "counter" }, "metric/naming metrics/one"],
    ["a gauge with _total", "one_total", { type: "gauge" }, "metric/naming metrics/one_total"],
    ["a histogram with _bucket", "one_bucket", { type: "histogram", buckets: [1] }, "metric/naming metrics/one_bucket"],
    [
      "the tenant's label",
      "one",
      { type: "gauge", labels: { tenant: ["a"] } },
      "label/reserved metrics/one/labels/tenant",
    ],
    ["a label of Prometheus", "one", { type: "gauge", labels: { le: ["a"] } }, "label/reserved metrics/one/labels/le"],
    ["a range downwards", "one", { type: "gauge", range: { from: 5, to: 1 } }, "metric/empty-range metrics/one/range"],
    ["a range below all", "one", { type: "gauge", unit: "bytes", range: { to: "-5B" } }, "metrics/one/range"],
    ["a range beyond all", "one", { type: "gauge", unit: "ratio", range: { from: "200%" } }, "metrics/one/range"],
    [
      "a range of one value",
      "one",
      { type: "gauge", range: { from: 5, to: 5 } },
      "metric/empty-range metrics/one/range",
    ],
    ["a range of another unit", "one", { type: "gauge", unit: "ratio", range: { to: "5m" } }, "metrics/one/range/to"],
    [
      "a bound twice",
      "one",
      { type: "histogram", buckets: [1, 2, 2] },
      "histogram/buckets-not-rising metrics/one/buckets/2",
    ],
    [
      "bounds that fall",
      "one",
      { type: "histogram", buckets: [2, 1, 3] },
      "histogram/buckets-not-rising metrics/one/buckets/1",
    ],
  ])("with %s is told", (_, name, metric, expected) => {
    expect(declared(metric, name).found.join()).toContain(expected);
  });

  test("whose bounds fall is looked at further as if they rose", () => {
    expect(declared({ type: "histogram", buckets: [2, 1, 2] }).metric?.buckets).toEqual([1, 2]);
  });
});

describe("recordings", () => {
  const recorded = (recordings: Data, rest: Data = {}) => compiled({ recordings, ...rest });
  const rate = "sum by (service) (rate(http_requests_total[5m]))";

  test("come after what they read, whatever their order is, else by name", () => {
    const all = {
      "c:second:x": { expr: "sum(\na:first:x\n)" },
      "b:third:x": { expr: "c:second:x * 2" },
      "a:first:xy": { expr: `2 * ${rate}` },
      "a:first:x": { expr: rate },
    };
    for (const order of [Object.entries(all), Object.entries(all).reverse()]) {
      const { program, found } = recorded(Object.fromEntries(order));
      expect(found).toEqual([]);
      expect(program.recordings.map(({ record }) => record)).toEqual([
        "a:first:x",
        "a:first:xy",
        "c:second:x",
        "b:third:x",
      ]);
    }
  });

  test("may have names of which one begins with another", () => {
    const all = { "a:b:cd": { expr: "a:b:c" }, "a:b:c": { expr: "vector(1)" }, "a:b:cde": { expr: "a:b:cd" } };
    expect(recorded(all).program.recordings.map(({ record }) => record)).toEqual(["a:b:c", "a:b:cd", "a:b:cde"]);
  });

  test("that read each other are still there, in the order of their names", () => {
    const all = { "b:b:b": { expr: "a:a:a + 1" }, "a:a:a": { expr: "b:b:b + 1" }, "c:c:c": { expr: "1" } };
    const names = recorded(all).program.recordings.map(({ record }) => record);
    expect(names).toEqual(["c:c:c", "a:a:a", "b:b:b"]);
  });

  test("carry the tenant, stand with what they read, and are read like a metric", () => {
    const scrapes = { api: { targets: ["api:9100"], metrics: Object.keys(base.metrics) } };
    const when = 'service:http_requests:rate5m{service="player"} > 5';
    const { program, found, alert } = recorded(
      { "service:http_requests:rate5m": { expr: rate } },
      { scrapes, alerts: { Busy: { ...requestsFail, when } } },
    );
    expect(found).toEqual([]);
    expect(program.recordings).toMatchObject([{ group: "api", labels: { tenant: "acme" } }]);
    expect(alert("Busy")).toMatchObject({ group: "api", unit: "requests/s", conditionLabels: ["service"] });
  });

  test("know the values of their labels by what they read", () => {
    const reading = (value: string) => ({
      alerts: { Busy: { ...requestsFail, when: `service:http_requests:rate5m{service="${value}"} > 5` } },
    });
    const one = { "service:http_requests:rate5m": { expr: rate } };
    expect(recorded(one, reading("playr")).found.join()).toContain("alerts/Busy/when");
    const metrics = { ...base.metrics, other_total: { type: "counter", help: "O.", labels: { service: ["playr"] } } };
    expect(recorded(one, { ...reading("playr"), metrics }).found.join()).toContain("alerts/Busy/when");
    const other = { "service:http_requests:rate5m": { expr: rate.replace("http_requests_total", "other_total") } };
    expect(recorded(other, { ...reading("playr"), metrics }).found).toEqual([]);
  });

  test("have no value where they would divide by zero, unless an author wrote so in PromQL", () => {
    const metric = (name: string) => ({
      op: "aggregate",
      how: "sum",
      by: ["host"],
      of: { op: "metric", metric: name },
    });
    const [left, right] = [metric("disk_free_bytes"), metric("disk_size_bytes")];
    const disk_size_bytes = {
      type: "gauge",
      help: "S.",
      unit: "bytes",
      labels: { host: ["a"] },
      range: { from: "0B" },
    };
    const { program, found } = recorded(
      {
        "host:built:ratio": { expr: { op: "arithmetic", how: "/", left, right } },
        "host:written:ratio": { expr: "sum by (host) (disk_free_bytes) / max by (host) (disk_size_bytes)" },
      },
      { metrics: { ...base.metrics, disk_size_bytes } },
    );
    expect(found).toEqual([]);
    expect(program.recordings.map(({ expr }) => print(expr))).toEqual([
      'sum by (host) (disk_free_bytes{tenant="acme"}) / (sum by (host) (disk_size_bytes{tenant="acme"}) > 0)',
      'sum by (host) (disk_free_bytes{tenant="acme"}) / max by (host) (disk_size_bytes{tenant="acme"})',
    ]);
  });

  const readers = {
    Busy: { ...requestsFail, when: "sum by (service) (a:broken:x) > 5", summary: "${service}" },
    BusyToo: { ...requestsFail, when: { op: "above", left: { op: "metric", metric: "a:broken:x" }, bound: 5 } },
  };

  test.each<[string, Data]>([
    ["can't be read", { expr: "sum(" }],
    ["read another tenant's series", { expr: 'up{tenant="globex"}' }],
    ["aren't given", {}],
  ])("that %s are told once, not again by what reads them", (_, recording) => {
    const { findings } = recorded({ "a:broken:x": recording }, { alerts: readers });
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map(({ place }) => place.path[0]))).toEqual(new Set(["recordings"]));
  });
});

test("a metric that is refused is told once, not again by what reads it", () => {
  const metrics = { ...base.metrics, latency_seconds: { type: "histo", help: "L." }, tempo_bpm: { type: "gauge" } };
  const alerts = {
    Slow: { ...requestsFail, when: "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 1" },
    Fast: { ...requestsFail, when: { op: "above", left: { op: "metric", metric: "latency_seconds" }, bound: 5 } },
  };
  const drift = {
    tempo: { of: "latency_seconds", current: "1d", reference: "2d", tests: [{ test: "ks" }], owner: "music" },
  };
  const { findings } = compiled({ metrics, alerts, drift });
  expect(new Set(findings.map(({ place }) => place.path.slice(0, 2).join("/")))).toEqual(
    new Set(["metrics/latency_seconds", "metrics/tempo_bpm"]),
  );
  const typo = { ...requestsFail, when: 'memory_used_ratio{hots="a"} > 0.5' };
  const mended = { ...base.metrics, memory_used_ratio: { ...base.metrics.memory_used_ratio, help: 5 } };
  expect(compiled({ metrics: mended, alerts: { Typo: typo } }).found.join()).toContain("alerts/Typo/when");
});

describe("people", () => {
  const schedules = { office: { weekdays: ["monday:friday"], times: ["09:00-17:00"], zone: "Europe/Berlin" } };

  test("hear of what is only shown where they hear of tickets, unless said otherwise", () => {
    const teams = {
      music: { page: { to: "oncall", during: "office", otherwise: "room" }, ticket: "room" },
      other: { page: "oncall", ticket: "room", info: "oncall" },
    };
    const { program } = compiled({ teams, schedules });
    const [music, other] = program.teams;
    expect(music?.destinations).toMatchObject({
      page: { channel: { name: "oncall" }, during: { name: "office" }, otherwise: { name: "room" } },
      ticket: { channel: { name: "room" } },
      info: { channel: { name: "room" } },
    });
    expect(other?.destinations.info).toMatchObject({ channel: { name: "oncall" } });
    expect(program.schedules[0]?.times).toEqual([{ start: "09:00", end: "17:00" }]);
  });

  test.each<[string, Data, readonly string[]]>([
    ["a channel", { page: "nowhere", ticket: "room" }, ["channel/undeclared teams/music/page"]],
    ["a ticket's channel, once", { page: "room", ticket: "nowhere" }, ["channel/undeclared teams/music/ticket"]],
    [
      "a channel within a schedule",
      { page: { to: "nowhere", during: "office" }, ticket: "room" },
      ["channel/undeclared teams/music/page/to"],
    ],
    [
      "a channel outside of it",
      { page: { to: "room", during: "office", otherwise: "nowhere" }, ticket: "room" },
      ["channel/undeclared teams/music/page/otherwise"],
    ],
    [
      "a schedule",
      { page: { to: "room", during: "never" }, ticket: "room" },
      ["schedule/undeclared teams/music/page/during"],
    ],
    [
      "channels called like properties of every object",
      { page: "constructor", ticket: "room" },
      ["channel/undeclared teams/music/page"],
    ],
  ])("can't use %s that isn't declared", (_, music, expected) => {
    expect(compiled({ teams: { music }, schedules }).found).toEqual(expected);
  });

  test("can't be sent mail without a server for it", () => {
    const channels = { ...base.channels, mail: { type: "email", to: ["a@example.com"] } };
    expect(compiled({ channels }).found).toEqual(["channel/no-mail-server channels/mail"]);
    const smtp = { smarthost: "mail.example.com:587", from: "monitoring@example.com" };
    const withServer = { ...organisation, alertmanager: { ...organisation.alertmanager, smtp } };
    expect(compiled({ channels }, { organisation: withServer }).found).toEqual([]);
  });
});

describe("an organisation", () => {
  test("has defaults", () => {
    const { organisation: one, tenantLabel, environments, defaultEnvironment } = shared();
    const HOUR = 3_600_000;
    expect(one.alertmanager).toMatchObject({
      groupWait: 30_000,
      groupInterval: 300_000,
      repeat: { page: 4 * HOUR, ticket: 24 * HOUR, info: 72 * HOUR },
      fallback: { name: "operations", type: "webhook", url: "operations/hook" },
    });
    expect(tenantLabel).toBe("tenant");
    expect([...environments.values()].map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ["staging", false],
      ["production", true],
    ]);
    expect(defaultEnvironment.grafana).toBe("https://grafana.example.com");
    expect(one.alertmanager).not.toHaveProperty("smtp");
  });

  test("may say otherwise", () => {
    const alertmanager = { fallback: "operations", groupWait: "1m", groupInterval: "2m", repeat: { page: "1h" } };
    const { organisation: one, tenantLabel } = shared({ ...organisation, alertmanager, tenantLabel: "customer" });
    expect(one.alertmanager).toMatchObject({ groupWait: 60_000, groupInterval: 120_000, repeat: { page: 3_600_000 } });
    expect(tenantLabel).toBe("customer");
    expect(
      compiled({}, { organisation: { ...organisation, tenantLabel: "customer" } }).promql("RequestsFail"),
    ).toContain('{customer="acme"}');
  });

  test.each<[string, Data, RegExp]>([
    ["its default environment", { defaultEnvironment: "testing" }, /'testing'/],
    ["its fallback", { alertmanager: { fallback: "nobody" } }, /'nobody'/],
    [
      "a fallback called like a property of every object",
      { alertmanager: { fallback: "constructor" } },
      /'constructor'/,
    ],
  ])("must have %s", (_, changes, expected) => {
    expect(() => shared({ ...organisation, ...changes })).toThrow(expected);
  });

  test("needs a server for mail of its own, too", () => {
    const channels = { operations: { type: "email", to: ["a@example.com"] } };
    const mail = { ...organisation, channels };
    expect(compiled({}, { organisation: mail }).found).toEqual([]);
  });
});
