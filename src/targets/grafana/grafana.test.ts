import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { apiDashboard, metricOf, program } from "../../../test/fixtures/dashboards.ts";
import { alertOf, promql, program as small } from "../../../test/fixtures/program.ts";
import type { Dashboard, Program } from "../../program/program.ts";
import { verifyEnforced } from "../../promql/enforce/enforce.ts";
import { substituteGrafana } from "../../promql/syntax/grafana.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Artifact } from "../artifact.ts";
import { grafana } from "./index.ts";

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly interval?: string;
  readonly instant?: boolean;
  readonly format: string;
  readonly legendFormat: string;
  readonly datasource: { readonly uid: string };
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly transformations?: readonly { readonly options: object }[];
  readonly options: { readonly alertInstanceLabelFilter?: string; readonly calculate?: boolean };
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit?: string;
      readonly min?: number;
      readonly max?: number;
      readonly custom?: { readonly axisLabel?: string };
      readonly mappings?: readonly object[];
      readonly thresholds: { readonly steps: readonly object[] };
    };
    readonly overrides: readonly object[];
  };
}

interface Drawn {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly refresh: string;
  readonly time: object;
  readonly links: readonly { readonly title: string; readonly url?: string; readonly tags: readonly string[] }[];
  readonly tags: readonly string[];
  readonly annotations: {
    readonly list: readonly { readonly name: string; readonly iconColor: string; readonly target: Target }[];
  };
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: { readonly query: string } }[];
  };
}

const artifacts = await grafana(program);

function dashboardsIn(files: readonly Artifact[]): ReadonlyMap<string, Drawn> {
  const dashboards = files.filter(({ kind }) => kind === "grafana-dashboard");
  return new Map(dashboards.map(({ path, content }) => [/([^/]+)\.json$/.exec(path)?.[1] ?? "", JSON.parse(content)]));
}

function find<T>(list: Iterable<T>, matches: (one: T) => boolean): T {
  for (const one of list) if (matches(one)) return one;
  throw new Error("not found");
}

const dashboards = dashboardsIn(artifacts);
const named = (name: string, among = dashboards): Drawn => find(among, ([key]) => key === name)[1];
const panel = (dashboard: Drawn, title: string): Panel => find(dashboard.panels, (one) => one.title === title);
const titles = ({ panels }: Drawn): readonly string[] =>
  panels.map(({ type, title }) => (type === "row" ? `# ${title}` : title));
const exprs = ({ targets = [] }: Panel): readonly string[] => targets.map(({ expr }) => expr);
const stepsIn = ({ fieldConfig }: Panel) => fieldConfig.defaults.thresholds.steps;

async function drawn(change: Partial<Program>, name = "system-overview"): Promise<Drawn> {
  return named(name, dashboardsIn(await grafana({ ...program, ...change })));
}

/** Every PromQL text that Grafana would send for a dashboard: panels, annotations, variables. */
function queriesOf({ panels, annotations, templating }: Drawn): readonly string[] {
  const variables = templating.list.map(
    ({ query }) => /^label_values\((.*), \w+\)$/.exec(query.query)?.[1] ?? query.query,
  );
  return [...panels.flatMap(exprs), ...annotations.list.map(({ target }) => target.expr), ...variables];
}

describe.each([...dashboards])("dashboard %s", (_name, dashboard) => {
  const panels = dashboard.panels.filter(({ type }) => type !== "row");

  test("asks only queries that parse, each selector limited to the tenant", () => {
    const variables = { service: ".*" };
    const pin = { label: "tenant", value: "acme" };
    for (const query of queriesOf(dashboard)) {
      const { text, unknown } = substituteGrafana(query, { variables });
      const { expr, errors } = parse(text);
      expect([query, errors, unknown]).toEqual([query, undefined, []]);
      if (expr !== undefined) expect([query, verifyEnforced(expr, pin)]).toEqual([query, []]);
    }
    expect(queriesOf(dashboard).length).toBeGreaterThan(10);
  });

  test("asks for nothing that the tenant does not declare", () => {
    const declared = program.metrics.flatMap(({ name }) => [name, `${name}_bucket`]);
    const recorded = program.slos.flatMap((slo) => [...slo.ratios.values(), slo.budgetSeries, slo.objectiveSeries]);
    const drift = program.drifts.flatMap(({ statistics }) => statistics.map(({ series }) => series));
    const known = new Set([
      ...declared,
      ...recorded,
      ...drift,
      "ALERTS",
      "up",
      "failed_logins_total",
      "acme_anomaly",
      "acme_anomaly_expected",
    ]);
    const asked = queriesOf(dashboard).map(
      (query) => parse(substituteGrafana(query, { variables: { service: "x" } }).text).expr,
    );
    const names = asked.flatMap((expr) => (expr === undefined ? [] : selectors(expr).map(({ metric }) => metric)));
    expect(names.filter((name) => name === undefined || !known.has(name))).toEqual([]);
  });

  test("gives each panel a number of its own, a title, a description and a unit", () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { title, description, fieldConfig } of panels) {
      expect([title, (description ?? "").length > 10, title !== "", typeof fieldConfig.defaults.unit]).toEqual([
        title,
        true,
        true,
        "string",
      ]);
    }
  });

  test("places panels within 24 columns, none on another", () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => [x + (index % w), y + Math.floor(index / w)]),
    );
    expect(cells.every(([x = 99]) => x < 24)).toBe(true);
    expect(new Set(cells.map(String)).size).toBe(cells.length);
  });

  test("asks the provisioned data source, each query by its own letter", () => {
    for (const { targets = [] } of panels) {
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      for (const { datasource } of targets) expect(datasource.uid).toBe("acme--prometheus");
    }
  });

  test("leads to the tenant's other dashboards, runbooks, alerts and logs", () => {
    expect(dashboard.links.map(({ title }) => title)).toEqual([
      "Acme Music dashboards",
      "Runbooks",
      "Alertmanager",
      "Logs",
    ]);
    expect(dashboard.links[0]?.tags.every((tag) => dashboard.tags.includes(tag))).toBe(true);
    expect(dashboard.links[1]?.url).toBe("https://runbooks.acme.example/acme");
    const filter = new URL((dashboard.links[2]?.url ?? "").replace("/#", "")).searchParams.get("filter");
    expect(filter).toBe('{tenant="acme"}');
    const panes = JSON.parse(new URL(dashboard.links[3]?.url ?? "").searchParams.get("panes") ?? "");
    expect(panes.logs.datasource).toBe("acme--elasticsearch");
  });

  test("marks when alerts of the tenant fired, in the colour of their severity", () => {
    expect(dashboard.annotations.list.map(({ name, iconColor }) => [name, iconColor])).toEqual([
      ["Pages", "red"],
      ["Tickets", "orange"],
    ]);
  });

  test("is of the form that was asked for", () => {
    expect([dashboard.schemaVersion, dashboard.refresh, dashboard.time]).toEqual([
      42,
      "30s",
      { from: "now-6h", to: "now" },
    ]);
  });
});

describe("the system overview", () => {
  const overview = named("system-overview");

  test("shows everything that the tenant declares", () => {
    expect(titles(overview)).toEqual([
      "# Alerts",
      "Pages",
      "Tickets",
      "Notices",
      "Alerts that want somebody",
      "Firing alerts over time",
      "What fired when",
      "# Services",
      "Services now",
      "Services over time",
      "# Objectives",
      "player-availability: objective",
      "player-availability: budget left",
      "player-availability: error ratio",
      "# Load and forecast",
      "Disk free",
      "Host memory used",
      "# Watched by alerts",
      "FailedLogins",
      "# Anomalies",
      "listeners",
      "listeners: unusual",
      "# Drift",
      "tempo: population stability index",
    ]);
  });

  test("shows nothing that the tenant does not declare", async () => {
    const empty = { metrics: [], scrapes: [], alerts: [], slos: [], drifts: [], detectors: [], recordings: [] };
    const bare = await drawn(empty);
    expect([bare.panels, bare.annotations.list]).toEqual([[], []]);
    expect(titles(await drawn({ ...empty, scrapes: program.scrapes }))).toEqual([
      "# Services",
      "Services now",
      "Services over time",
    ]);
  });

  test("limits Grafana's alert list to the tenant", () => {
    expect(panel(overview, "Alerts that want somebody").options.alertInstanceLabelFilter).toBe('{tenant="acme"}');
  });

  test("calls a gauge by its name, without the base unit at its end", async () => {
    const used = [metricOf("disk_used_ratio", { unit: "ratio" }), metricOf("db_connections", { unit: "connections" })];
    const alerts = [alertOf({ name: "Many", expr: "db_connections > 9", unit: "connections" })];
    const shown = titles(await drawn({ metrics: used, alerts }));
    expect(shown.slice(shown.indexOf("# Load and forecast") + 1).slice(0, 2)).toEqual(["Disk used", "Db connections"]);
  });

  test("draws the limits of all alerts on a gauge", () => {
    expect(stepsIn(panel(overview, "Host memory used"))).toEqual([
      { color: "transparent", value: null },
      { color: "orange", value: 0.85 },
      { color: "red", value: 0.95 },
    ]);
  });

  test("draws the forecast that an alert makes, dashed", () => {
    const disk = panel(overview, "Disk free");
    expect(exprs(disk)).toEqual([
      'bottomk(10, min by (host, mount) (disk_free_bytes{tenant="acme"}))',
      'bottomk(10, min by (host, mount) (predict_linear(disk_free_bytes{tenant="acme"}[6h], 14400)))',
    ]);
    expect(disk.targets?.[1]?.legendFormat).toBe("{{host}} · {{mount}} in 4h");
    expect(JSON.stringify(disk.fieldConfig.overrides)).toContain(
      '"options":"B"},"properties":[{"id":"custom.lineStyle"',
    );
  });

  test("draws a forecast without labels or with a computed horizon too", async () => {
    const free = metricOf("free", {});
    const forecasts = ["60 * 60", "scalar(horizon)"].map((ahead, index) =>
      alertOf({ name: `Full${index}`, expr: `predict_linear(free{tenant="acme"}[1h], ${ahead}) < 0` }),
    );
    const overview = await drawn({ metrics: [free], alerts: forecasts });
    expect(panel(overview, "Free").targets?.map(({ legendFormat }) => legendFormat)).toEqual([
      "free",
      "in 1h",
      "forecast",
    ]);
  });

  test("knows which conditions are on the scale of their gauge", async () => {
    const names = ["plain", "averaged", "deviating", "sub", "single", "several"];
    const labels = [{ name: "host", cardinality: 2 }];
    const metrics = names.map((name) => metricOf(name, name.startsWith("s") ? { labels } : {}));
    const conditions = [
      "plain > 1",
      "avg(avg_over_time(averaged[5m])) > 1",
      "stddev(deviating) > 1",
      "max_over_time(sub[1h:5m]) > 1",
      "sum by (host) (single) > 1",
      "sum(several) > 1",
      "sum without (host) (several) > 2",
      "plain / averaged > 3",
    ];
    const alerts = conditions.map((expr, index) => alertOf({ name: `A${index}`, expr }));
    const shown = titles(await drawn({ metrics, alerts, slos: [], drifts: [], detectors: [], scrapes: [] }));
    expect(shown.slice(shown.indexOf("# Load and forecast"))).toEqual([
      "# Load and forecast",
      "Plain",
      "Averaged",
      "Sub",
      "Single",
      "# Watched by alerts",
      "A2",
      "A5",
      "A6",
      "A7",
    ]);
  });

  test("shows one panel for two alerts on one value", async () => {
    const alerts = (["page", "ticket"] as const).map((severity, index) =>
      alertOf({ name: `Errors${severity}`, expr: `sum(rate(errors_total[5m])) > ${10 - index}`, severity }),
    );
    const errors = panel(await drawn({ alerts }), "Errorspage, Errorsticket");
    expect(stepsIn(errors)).toEqual([
      { color: "transparent", value: null },
      { color: "orange", value: 9 },
      { color: "red", value: 10 },
    ]);
    expect(errors.links?.map(({ title }) => title)).toContain("Runbook of Errorsticket");
  });

  test("shows conditions that no other dashboard shows, and links to the runbook and the dashboard of their alert", async () => {
    const alone = await drawn({ dashboards: program.dashboards.filter(({ type }) => type === "system-overview") });
    const shown = titles(alone);
    expect(shown.slice(shown.indexOf("# Watched by alerts"), shown.indexOf("# Anomalies"))).toEqual([
      "# Watched by alerts",
      "ErrorRatioHigh",
      "FailedLogins",
      "LatencyHigh",
      "RevenueOff",
      "ThroughputLow",
    ]);
    expect(panel(alone, "LatencyHigh").links?.map(({ url }) => url)).toEqual([
      "https://runbooks.acme.example/acme/LatencyHigh",
      "https://grafana.acme.example/d/acme-production-api",
    ]);
    expect(panel(named("api"), "Latency p95 by service").links?.map(({ url }) => url)).toEqual([
      "https://runbooks.acme.example/acme/LatencyHigh",
    ]);
  });

  test("tells series apart by labels that the condition keeps", async () => {
    const alert = alertOf({
      name: "Silent",
      expr: 'sum(rate(logins_total{service="a"}[5m])) < 1',
      conditionLabels: ["service"],
    });
    expect(panel(await drawn({ alerts: [alert] }), "Silent").targets?.[0]?.legendFormat).toBe("Silent");
  });

  test("draws the slowest burn that wakes somebody, and reads recorded series by their rule's labels", async () => {
    const ratio = panel(overview, "player-availability: error ratio");
    expect(stepsIn(ratio)).toEqual([
      { color: "transparent", value: null },
      { color: "orange", value: 0.001 },
      { color: "red", value: 0.0144 },
    ]);
    expect([ratio.fieldConfig.defaults.min, ratio.fieldConfig.defaults.max]).toEqual([0, undefined]);
    const recordings = program.recordings.map((rule) => ({ ...rule, labels: { ...rule.labels, slo: "player" } }));
    const apart = panel(await drawn({ recordings }), "player-availability: error ratio");
    expect(exprs(apart)[0]).toBe('slo:player_availability_errors:ratio_rate5m{slo="player", tenant="acme"}');
  });

  test("describes an objective by itself where its author did not", async () => {
    const slos = program.slos.map((slo) => ({ ...slo, description: "" }));
    expect(panel(await drawn({ slos }), "player-availability: objective").description).toBe(
      "99.9% of all events over 30d are to be good.",
    );
  });

  test("shows anomalies apart by the detector's labels", async () => {
    const detectors = program.detectors.map((one) => ({
      ...one,
      labels: ["region"],
      direction: "both" as const,
      severity: "page" as const,
    }));
    const overview = await drawn({ detectors });
    expect(panel(overview, "listeners").targets?.map(({ legendFormat }) => legendFormat)).toEqual([
      "{{region}}",
      "{{region}} expected",
    ]);
    expect(panel(overview, "listeners: unusual").description).toContain("above or below");
    expect(JSON.stringify(panel(overview, "listeners: unusual").fieldConfig)).toContain('"color":"red"');
  });

  test("tells two declarations of one recorded series apart", async () => {
    const [rule] = program.recordings;
    if (rule === undefined) throw new Error("no recording");
    const of = (name: string) => ({
      ...rule,
      labels: { slo: name },
      origin: { path: ["slos", name], name: `slos/${name}` },
    });
    const overview = await drawn({ recordings: [of("search"), of("player-availability")] });
    expect(exprs(panel(overview, "player-availability: error ratio"))[0]).toContain(
      '{slo="player-availability", tenant="acme"}',
    );
  });

  test("asks for what fires, for the worst instance, and for the verdicts of the detector", () => {
    expect(exprs(panel(overview, "Pages"))).toEqual([
      'count(ALERTS{alertstate="firing", severity="page", tenant="acme"}) or vector(0)',
    ]);
    expect(exprs(panel(overview, "Services now"))).toEqual(['min by (job) (up{tenant="acme"})']);
    expect(exprs(panel(overview, "listeners: unusual"))).toEqual(['acme_anomaly{detector="listeners", tenant="acme"}']);
  });

  test("asks for now where only now is shown", () => {
    const isInstant = (title: string, among = overview) => panel(among, title).targets?.map(({ instant }) => instant);
    expect([isInstant("Services now"), isInstant("Services over time"), isInstant("Pages")]).toEqual([
      [true],
      [false],
      [false],
    ]);
    expect(isInstant("Busiest routes", named("api"))).toEqual([true]);
  });

  test("draws each statistic with its own limit", async () => {
    const statistics = [
      ...(program.drifts[0]?.statistics ?? []),
      { test: "ks" as const, series: "tempo:track_tempo_bpm:ks1d" },
    ];
    const overview = await drawn({ drifts: program.drifts.map((drift) => ({ ...drift, statistics })) });
    expect(stepsIn(panel(overview, "tempo: Kolmogorov–Smirnov distance"))).toEqual([
      { color: "transparent", value: null },
    ]);
  });

  test("draws a drift's own limit", () => {
    expect(stepsIn(panel(overview, "tempo: population stability index"))[1]).toEqual({ color: "orange", value: 0.2 });
  });
});

describe("an API's dashboard", () => {
  const api = named("api");

  test("shows latency, errors, throughput and objectives", () => {
    expect(titles(api)).toEqual([
      "# Now",
      "Requests",
      "Error ratio",
      "Latency p95",
      "# Latency",
      "Latency p50 by service",
      "Latency p95 by service",
      "Latency p99 by service",
      "Latency distribution",
      "# Errors",
      "Error ratio by service",
      "Requests by status",
      "# Throughput",
      "Throughput by service",
      "Busiest routes",
      "# Objectives",
      "player-availability: objective",
      "player-availability: budget left",
      "player-availability: error ratio",
    ]);
  });

  test("looks over the window of the alert that owns a panel, otherwise over Grafana's own", () => {
    expect(exprs(panel(api, "Latency p95 by service"))).toEqual([
      'histogram_quantile(0.95, sum by (le, service) (rate(http_request_duration_seconds_bucket{service=~"$service", tenant="acme"}[10m])))',
    ]);
    expect(exprs(panel(api, "Busiest routes"))).toEqual([
      'topk(10, sum by (service, route) (rate(http_requests_total{service=~"$service", tenant="acme"}[$__rate_interval])))',
    ]);
  });

  test("draws the limits of the alerts on the same value", () => {
    const second = (title: string) => stepsIn(panel(api, title))[1];
    expect(second("Latency p95 by service")).toEqual({ color: "red", value: 0.2 });
    expect(second("Latency p99 by service")).toBeUndefined();
    expect(second("Error ratio by service")).toEqual({ color: "red", value: 0.01 });
    expect(stepsIn(panel(api, "Throughput by service"))[0]).toEqual({ color: "blue", value: null });
  });

  test("chooses among the tenant's own services", () => {
    expect(api.templating.list.map(({ name, query }) => [name, query.query])).toEqual([
      ["service", 'label_values(http_requests_total{tenant="acme"}, service)'],
    ]);
  });

  test("lists no routes and offers no choice where the labels do not allow it", async () => {
    const plain = program.metrics.map((metric) => ({ ...metric, labels: [], unit: "" }));
    const dashboard: Dashboard = { ...apiDashboard, by: "my.service" };
    const api = await drawn({ metrics: plain, alerts: [], slos: [], dashboards: [dashboard] }, "api");
    expect([api.templating.list, titles(api).filter((title) => /status|routes/.test(title))]).toEqual([[], []]);
    expect(exprs(panel(api, "Requests"))).toEqual(['sum(rate(http_requests_total{tenant="acme"}[$__rate_interval]))']);
    expect(panel(api, "Requests").fieldConfig.defaults.unit).toBe("reqps");
    expect(panel(api, "Error ratio by my.service").fieldConfig.defaults.max).toBeUndefined();
    const undeclared = await drawn({ metrics: [], alerts: [], dashboards: [apiDashboard] }, "api");
    expect(panel(undeclared, "Throughput by service").description).toBe("Requests. Per second.");
  });

  test("draws the percentile that an alert looks at", async () => {
    const p999 = alertOf({
      name: "Tail",
      unit: "seconds",
      expr: 'histogram_quantile(0.999, sum by (le) (rate(http_request_duration_seconds_bucket{tenant="acme"}[5m]))) > 1',
    });
    const api = await drawn({ alerts: [p999] }, "api");
    expect(stepsIn(panel(api, "Latency p99.9 by service"))[1]).toEqual({ color: "red", value: 1 });
  });

  test("leaves out objectives on other metrics", async () => {
    const recordings = program.recordings.map((rule) => ({ ...rule, expr: promql('daily_revenue{tenant="acme"}') }));
    expect(titles(await drawn({ recordings }, "api"))).not.toContain("# Objectives");
  });

  test("looks over the shortest window of several alerts, of thresholds only", async () => {
    const looking = (name: string, window: string, kind: "threshold" | "security") =>
      alertOf({ name, kind, expr: `sum(rate(http_requests_total{tenant="acme"}[${window}])) > 9`, unit: "requests/s" });
    const alerts = [
      looking("Slow", "30m", "threshold"),
      looking("Fast", "10m", "threshold"),
      looking("Attack", "1m", "security"),
    ];
    const throughput = panel(await drawn({ alerts }, "api"), "Throughput by service");
    expect(exprs(throughput)).toEqual([
      'sum by (service) (rate(http_requests_total{service=~"$service", tenant="acme"}[10m]))',
    ]);
    expect(throughput.links?.map(({ title }) => title)).toEqual(["Runbook of Slow", "Runbook of Fast"]);
  });

  test("finds owners behind recorded series, with the window that these look over", async () => {
    const rule = (record: string, expr: string) => ({
      record,
      expr: promql(expr),
      labels: {},
      group: "",
      origin: { path: [], name: "" },
    });
    const recordings = [
      rule("r:errors", 'sum by (service) (rate(http_requests_total{status=~"5..", tenant="acme"}[20m]))'),
      rule("r:all", 'sum by (service) (rate(http_requests_total{tenant="acme"}[20m]))'),
      rule("r:ratio", 'r:errors{tenant="acme"} / r:all{tenant="acme"}'),
    ];
    const alerts = [alertOf({ name: "Failing", expr: 'r:ratio{tenant="acme"} > 0.02' })];
    const errors = panel(await drawn({ recordings, alerts }, "api"), "Error ratio by service");
    expect([stepsIn(errors)[1], exprs(errors)[0]?.includes("[20m]")]).toEqual([{ color: "red", value: 0.02 }, true]);
  });

  test("draws no limit of something else: of one service, of last week, of another ratio", async () => {
    const rate = (matchers: string, shift = "") =>
      `sum(rate(http_requests_total{${matchers}tenant="acme"}[5m]${shift}))`;
    const alerts = [
      alertOf({ name: "Player", expr: `${rate('service="player", ')} < 1`, unit: "requests/s" }),
      alertOf({ name: "Past", expr: `${rate("", " offset 1w")} < 1`, unit: "requests/s" }),
      alertOf({ name: "Dropped", expr: `${rate("")} / ${rate("", " offset 1w")} < 0.5` }),
      alertOf({ name: "Share", expr: `${rate('service="player", ')} / ${rate("")} > 0.9` }),
      alertOf({ name: "Errors", expr: `${rate('status=~"5..", ')} / ${rate('service="player", ')} > 0.9` }),
      alertOf({ name: "Both", expr: `${rate("")} + ${rate('service="player", ')} < 1`, unit: "requests/s" }),
      alertOf({ name: "RecordedPlayer", expr: 'r:all{service="player", tenant="acme"} < 1', unit: "requests/s" }),
      alertOf({
        name: "RecordedPast",
        expr: 'r:all{tenant="acme"} offset 1w + r:all{tenant="acme"} offset 1w < 1',
        unit: "requests/s",
      }),
    ];
    const rule = { record: "r:all", expr: promql(rate("")), labels: {}, group: "", origin: { path: [], name: "" } };
    const api = await drawn({ alerts, recordings: [rule] }, "api");
    expect(api.panels.flatMap(({ links = [] }) => links)).toEqual([]);
  });

  test("says 0 where no request failed, nothing where there was none", () => {
    const all = 'sum by (service) (rate(http_requests_total{service=~"$service", tenant="acme"}[5m]))';
    const failed =
      'sum by (service) (rate(http_requests_total{service=~"$service", status=~"5..", tenant="acme"}[5m]))';
    expect(exprs(panel(api, "Error ratio by service"))).toEqual([`(${failed} or ${all} * 0) / ${all}`]);
  });

  test("by route lists no routes once more", async () => {
    const api = await drawn({ dashboards: [{ ...apiDashboard, by: "route" }] }, "api");
    expect(titles(api)).not.toContain("Busiest routes");
  });
});

describe("an author's own panels", () => {
  const business = named("business");

  test("stand in their order: numbers of now, courses, details", () => {
    expect(titles(business)).toEqual([
      "# Now",
      "Revenue today",
      "Memory in use",
      "Revenue by region",
      "Always one",
      "Share of Europe",
      "Families",
      "# Over time",
      "Listeners",
      "Errors",
      "Latency",
      "Temperature",
      "Memory state",
      "# In detail",
      "Revenue in detail",
      "Revenue off",
    ]);
  });

  test("have the unit, the bounds and the axis of what they show", () => {
    const { unit, min, max, custom } = panel(business, "Listeners").fieldConfig.defaults;
    expect([unit, min, max, custom?.axisLabel]).toEqual(["short", 0, 1e9, "listeners"]);
    expect(panel(business, "Revenue today").fieldConfig.defaults.unit).toBe("currencyEUR");
    expect(panel(business, "Memory in use").fieldConfig.defaults.max).toBe(1);
    const { min: from, max: to } = panel(business, "Share of Europe").fieldConfig.defaults;
    expect([from, to]).toEqual([0, 1]);
  });

  test("are as high as their limits need, where the whole range would hide them", () => {
    expect(panel(business, "Errors").fieldConfig.defaults.max).toBeUndefined();
  });

  test("draw the limits of their alert on both sides", () => {
    expect(stepsIn(panel(business, "Revenue today"))).toEqual([
      { color: "orange", value: null },
      { color: "green", value: 1000 },
      { color: "orange", value: 1_000_000 },
    ]);
  });

  test("describe themselves by their metrics where the author did not", () => {
    expect(panel(business, "Listeners").description).toBe("active_listeners: What active_listeners says.");
    expect(panel(business, "Always one").description).toBe("A query of this tenant.");
    expect(panel(business, "Errors").description).toBe(
      "http_requests_total: Requests served.\n\nAbove 1% for 10m ErrorRatioHigh pages music.",
    );
  });

  test("have a column for each label and one with their title", () => {
    const { transformations = [] } = panel(business, "Revenue in detail");
    expect(transformations.map(({ options }) => options)).toEqual([
      {
        excludeByName: { Time: true },
        indexByName: { Value: 2, product: 1, region: 0 },
        renameByName: { Value: "Revenue in detail" },
      },
    ]);
  });

  test("show buckets as they are and make buckets of other values", () => {
    const [latency, temperature] = [panel(business, "Latency"), panel(business, "Temperature")];
    expect([latency.options.calculate, latency.targets?.[0]?.format]).toEqual([false, "heatmap"]);
    expect([temperature.options.calculate, temperature.targets?.[0]?.format]).toEqual([true, "time_series"]);
  });

  test("ask no more often than their job is scraped", async () => {
    const scrapes = program.scrapes.map((one) => ({ ...one, name: "billing", interval: 300_000 }));
    const metrics = program.metrics.map((metric) =>
      metric.name === "daily_revenue" ? { ...metric, job: "billing" } : metric,
    );
    const business = await drawn({ scrapes, metrics }, "business");
    expect(panel(business, "Revenue today").targets?.[0]?.interval).toBe("5m");
    expect(panel(business, "Listeners").targets?.[0]?.interval).toBeUndefined();
  });

  test("may be many in one panel's worth of queries", async () => {
    const ratios = new Map(Array.from({ length: 28 }, (_, index) => [(index + 1) * 60_000, `slo:x:ratio${index}`]));
    const slos = program.slos.map((slo) => ({ ...slo, ratios }));
    const ids = panel(await drawn({ slos }), "player-availability: error ratio").targets?.map(({ refId }) => refId);
    expect([ids?.[25], ids?.[26], new Set(ids).size]).toEqual(["Z", "Q26", 28]);
  });
});

describe("provisioning", () => {
  const content = (kind: string, files = artifacts) => find(files, (one) => one.kind === kind).content;

  test("names the data sources that dashboards ask, without secrets", () => {
    const { datasources } = parseYaml(content("grafana-datasources"));
    expect(datasources.map(({ type, uid, url }: Record<string, string>) => [type, uid, url])).toEqual([
      ["alertmanager", "acme--alertmanager", "https://alertmanager.acme.example"],
      ["prometheus", "acme--prometheus", "https://prometheus.acme.example"],
      ["elasticsearch", "acme--elasticsearch", "https://logs.acme.example"],
    ]);
    expect(content("grafana-datasources")).not.toMatch(/secure|password|token/i);
  });

  test("has no Elasticsearch where no logs are declared or no server is known", async () => {
    const { elasticsearch: _none, ...environment } = program.environment;
    for (const change of [{ logs: [] }, { environment }]) {
      const files = await grafana({ ...program, ...change });
      expect(content("grafana-datasources", files)).not.toContain("elasticsearch");
      expect(named("api", dashboardsIn(files)).links.map(({ title }) => title)).not.toContain("Logs");
    }
  });

  test("keeps dashboards in the tenant's own folder, another one for each environment", async () => {
    expect(load(content("grafana-dashboard-provider"))).toMatchObject({
      providers: [{ folder: "Acme Music", folderUid: "acme--_folder" }],
    });
    const environment = { ...program.environment, name: "staging", isDefault: false };
    const files = await grafana({ ...program, environment });
    expect(load(content("grafana-dashboard-provider", files))).toMatchObject({
      providers: [{ folder: "Acme Music (staging)", folderUid: "acme--staging--_folder" }],
    });
  });
});

test("artifacts say where they come from: their dashboards, and the alerts whose limits they draw", () => {
  const origins = new Map(artifacts.map(({ path, origins }) => [path, origins]));
  expect(origins.get("grafana/dashboards/business.json")).toEqual([
    "dashboards/business",
    "alerts/ErrorRatioHigh",
    "alerts/HostMemoryFull",
    "alerts/HostMemoryHigh",
    "alerts/RevenueOff",
  ]);
});

test("the same program gives the same bytes", async () => {
  expect(await grafana(program)).toEqual(artifacts);
  expect((await grafana(small)).map(({ path }) => path)).toContain("grafana/dashboards/overview.json");
});

test("a dashboard that its author did not describe says what it is for", async () => {
  const dashboards = program.dashboards.map((dashboard) => ({ ...dashboard, description: "" }));
  for (const { description } of dashboardsIn(await grafana({ ...program, dashboards })).values()) {
    expect(description).toMatch(/^[A-Z].+\.$/);
  }
});

test("a tenant without dashboards has nothing in Grafana", async () => {
  expect(await grafana({ ...program, dashboards: [] })).toEqual([]);
});
