import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDuration } from "../../src/values/duration.ts";
import { missing } from "../judges/tools.ts";
import { root } from "../output/files.ts";
import { type RunningAcme, startAcme } from "./acme.ts";
import { passwordGuessed, passwordsTried } from "./demo/incidents.ts";
import {
  type AskingDashboard,
  type DashboardQuery,
  emittedDashboards,
  prometheusSource,
} from "./grafana/dashboards.ts";
import { choices, type Filling, interpolate, labelValuesOf } from "./grafana/interpolate.ts";
import { type Answered, instant, labelValues, loadedRules, range, remarks, scrapedTargets } from "./prometheus/ask.ts";
import { until } from "./until.ts";

const dashboards = emittedDashboards("acme");
const source = prometheusSource("acme");

describe.skipIf(missing("prometheus"))("acme's output in a real Prometheus", () => {
  let acme: RunningAcme;
  let began = 0;
  let waysAsked = 0;
  beforeAll(async () => {
    acme = await startAcme();
    began = Date.now() / 1000;
    // Dashboards mark pages and tickets: there must be one of each.
    acme.demo.begin(passwordsTried);
    acme.demo.begin(passwordGuessed);
  });
  afterAll(() => acme?.stop());

  test("all targets are up, and no scrape has an error", { timeout: 120_000 }, async () => {
    const targets = await until(
      "all targets were scraped",
      () => scrapedTargets(acme.prometheus),
      (seen) => seen.length > 0 && seen.every(({ health }) => health !== "unknown"),
      { seconds: 100 },
    );
    expect(targets.filter(({ lastError }) => lastError !== "")).toEqual([]);
    expect(targets.map(({ labels }) => labels["instance"]).sort()).toEqual(
      acme.program.scrapes.flatMap((job) => job.targets).sort(),
    );
  });

  test("each metric that acme declares has been scraped", { timeout: 90_000 }, async () => {
    const names = acme.program.metrics
      .filter(({ job }) => job !== undefined)
      .map(({ name, type }) => ({
        name,
        series: type === "histogram" ? `${name}_bucket` : name,
      }));
    expect(names.length).toBeGreaterThan(30);
    const stale = await until(
      "each metric has a sample that is newer than the history",
      async () => {
        const fresh = await Promise.all(
          names.map(({ series }) => instant(acme.prometheus, `timestamp(${series}) > ${began}`)),
        );
        return names.filter((_, index) => fresh[index]?.length === 0);
      },
      (seen) => seen.length === 0,
      { seconds: 80, pause: 1000 },
    );
    expect(stale).toEqual([]);
  });

  test("all rules are healthy", { timeout: 120_000 }, async () => {
    const rules = await until(
      "all rules were evaluated",
      () => loadedRules(acme.prometheus),
      (seen) => seen.every(({ health }) => health !== "unknown"),
      { seconds: 100 },
    );
    expect(rules.filter(({ health }) => health !== "ok")).toEqual([]);
    const alerts = rules.filter(({ type }) => type === "alerting").map(({ name }) => name);
    expect(alerts.sort()).toEqual(acme.program.alerts.map(({ name }) => name).sort());
    expect(rules.length - alerts.length).toBe(acme.program.recordings.length);
  });

  test("Prometheus has nothing to remark on any rule", { timeout: 60_000 }, async () => {
    const found: string[] = [];
    for (const { name, query } of await loadedRules(acme.prometheus)) {
      for (const remark of await remarks(acme.prometheus, query)) found.push(`${name}: ${remark}`);
    }
    expect(found).toEqual([]);
  });

  test.for(dashboards.map((one) => [one.title, one] as const))(
    "each panel of %s shows something, whatever its reader chooses",
    { timeout: 200_000 },
    async ([, dashboard]) => {
      const scrapeInterval = parseDuration(source.interval) ?? 0;
      const span = parseDuration(dashboard.range) ?? 0;
      const fillings = (await chosen(acme, dashboard.variables)).map(
        (variables): Filling => ({ range: span, scrapeInterval, variables }),
      );
      const queries = [...dashboard.panels.flatMap((panel) => panel.queries), ...dashboard.annotations];
      const asked = queries.flatMap((query) =>
        fillings.map((filling) => ({ query, filling })).slice(0, query.expr.includes("$") ? undefined : 1),
      );
      const empty = await until(
        `each query of ${dashboard.title} has data`,
        () => withoutData(acme, asked),
        (seen) => seen.length === 0,
        { seconds: 150, pause: 3000 },
      ).catch(() => withoutData(acme, asked));
      expect(empty).toEqual([]);
      expect(dashboard.panels.filter((panel) => panel.queries.length === 0)).toEqual([]);
      waysAsked += asked.length;
    },
  );

  test.for(dashboards.flatMap((one) => one.alertLists.map((list) => [list.title, one.title, list] as const)))(
    "the list %s of %s shows alerts",
    async ([, , { datasource, filter, states }]) => {
      expect(datasource).toBe(source.name);
      const [, label = "", value = ""] = /^\{(\w+)="(\w+)"\}$/.exec(filter) ?? [];
      const alerts = (await loadedRules(acme.prometheus)).flatMap((rule) => rule.alerts ?? []);
      const shown = alerts.filter(({ labels, state }) => labels[label] === value && states.includes(state));
      const names = shown.map(({ labels }) => labels["alertname"]);
      expect(names).toEqual(expect.arrayContaining(["AccountUnderAttack", "AlertingWorks", "NetworkAttacks"]));
    },
  );

  test("docs/servers.md tells how much that was", () => {
    const count = (of: (dashboard: AskingDashboard) => readonly unknown[]): number => dashboards.flatMap(of).length;
    const { alerts, recordings } = acme.program;
    const figures = [
      `${alerts.length + recordings.length} rules (${alerts.length} alerts, ${recordings.length} recordings)`,
      `${count(({ panels }) => panels)} panels with ${count(({ panels }) => panels.flatMap(({ queries }) => queries))} queries`,
      `${count(({ annotations }) => annotations)} queries for annotations`,
      `in ${waysAsked} ways`,
    ];
    const page = readFileSync(join(root, "docs/servers.md"), "utf8").replaceAll(/\s+/g, " ");
    for (const figure of figures) expect(page).toContain(figure);
  });
});

interface Asked {
  readonly query: DashboardQuery;
  readonly filling: Filling;
}

/** The combinations of what a reader can choose; acme's dashboards have one variable at most. */
async function chosen(acme: RunningAcme, variables: (typeof dashboards)[number]["variables"]) {
  let all: ReadonlyMap<string, string>[] = [new Map()];
  for (const variable of variables) {
    const { selector, label } = labelValuesOf(variable);
    const values = await until(
      `$${variable.name} has values`,
      () => labelValues(acme.prometheus, selector, label),
      (seen) => seen.length > 0,
    );
    const texts = choices(variable, values);
    all = all.flatMap((one) => texts.map((text) => new Map([...one, [variable.name, text]])));
  }
  return all;
}

/** What of these shows nothing in its range, or nothing of the last five minutes, or makes Prometheus remark something. */
async function withoutData(acme: RunningAcme, asked: readonly Asked[]): Promise<string[]> {
  const empty: string[] = [];
  for (const { query, filling } of asked) {
    const { expr, step } = interpolate(query, filling);
    const end = Math.floor(Date.now() / 1000);
    const times = { start: end - filling.range / 1000, end, step: step / 1000 };
    const drawn = query.instant ? [] : await range(acme.prometheus, expr, times);
    const newest = await instant(acme.prometheus, expr);
    for (const remark of await remarks(acme.prometheus, expr)) empty.push(`${query.place}: ${expr}: ${remark}`);
    if (!newest.some(hasNumber) || !(query.instant || drawn.some(hasNumber))) empty.push(`${query.place}: ${expr}`);
  }
  return empty;
}

function hasNumber({ value, values = [] }: Answered): boolean {
  return [...values, ...(value ? [value] : [])].some(([, text]) => Number.isFinite(Number(text)));
}
