import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoutingConfig } from "../../../src/routing/config.ts";
import type { Labels } from "../../../src/routing/matchers.ts";
import { readRouting } from "../../../src/routing/read-config.ts";
import { missing } from "../../judges/tools.ts";
import { startAlertmanager } from "../start/alertmanager.ts";
import { emittedAlerts } from "./emitted-alerts.ts";
import { settled } from "./play.ts";
import { inhibitRules, labelSets, timeIntervals } from "./random-routing.ts";
import { compareAlerts, compareGroups } from "./same-answers.ts";
import { startScene } from "./scene.ts";

const SEED = 20261120;

/** Says what a sample was made of where one asks: `MONITORGEN_TELL=1`. */
function tell(what: object): void {
  if (process.env["MONITORGEN_TELL"] === "1") process.stderr.write(`${JSON.stringify(what)}\n`);
}

const unique = (all: readonly Labels[]): readonly Labels[] => [
  ...new Map(all.map((labels) => [JSON.stringify(Object.entries(labels).sort()), labels])).values(),
];

/** Alerts of all tenants, with other values here and there: another tenant, team or severity, a label less. */
function variedAlerts(count: number): readonly Labels[] {
  const alerts = ["acme", "globex", "initech"].flatMap(emittedAlerts).map(({ labels }) => labels);
  const varied = fc.record({
    labels: fc.constantFrom(...alerts),
    tenant: fc.option(fc.constantFrom("acme", "globex", "umbrella", ""), { freq: 3 }),
    team: fc.option(fc.constantFrom("music", "platform", "shop", "nobody"), { freq: 4 }),
    severity: fc.option(fc.constantFrom("page", "ticket", "info"), { freq: 4 }),
    which: fc.integer({ min: 0, max: 9 }),
  });
  return fc.sample(varied, { numRuns: count, seed: SEED }).map(({ labels, which, ...changed }) => {
    const values = Object.entries(labels).map(([name, value]) => [name, FIXED.has(name) ? value : `${value}-${which}`]);
    const others = Object.entries(changed).filter(([, value]) => value !== null);
    return Object.fromEntries([...values, ...others].filter(([, value]) => value !== ""));
  });
}

const FIXED = new Set(["alertname", "tenant", "team", "severity", "slo", "burn", "job"]);

describe.skipIf(missing("alertmanager"))("our routing engine and Alertmanager give the same answers", () => {
  test("to thousands of alerts of all tenants, in the configuration that they share", async () => {
    const scene = await startScene("organisation");
    try {
      const all = unique(variedAlerts(6000));
      const before = Date.now();
      await scene.alertmanager.post(all.map((labels) => ({ labels, startsAt: new Date().toISOString() })));
      const alerts = compareAlerts(scene.config.routing, await settled(scene.alertmanager));
      expect(alerts.differences.slice(0, 10)).toEqual([]);
      expect(alerts.alerts).toBe(all.length);
      expect(alerts.inhibited).toBeGreaterThan(500);
      expect(alerts.alerts - alerts.inhibited).toBeGreaterThan(500);
      await sleep(1500);
      const sent = (await scene.alertmanager.groups()).filter((group) =>
        group.alerts.some(({ status }) => status.inhibitedBy.length === 0),
      );
      const groups = compareGroups(scene.config.routing, sent, [before, Date.now()]);
      expect(groups.differences.slice(0, 10)).toEqual([]);
      expect(groups.groups).toBeGreaterThan(100);
      tell({ ...alerts, ...groups });
    } finally {
      await scene.stop();
    }
  });

  test.each([1, 2, 3])("to random inhibition rules and schedules, sample %i", async (sample) => {
    const [rules = []] = fc.sample(inhibitRules, { numRuns: 1, seed: SEED + sample });
    const [intervals = []] = fc.sample(timeIntervals, { numRuns: 1, seed: SEED + sample });
    const names = intervals.map((_, index) => `interval-${index}`);
    const document = {
      route: {
        receiver: "all",
        group_by: ["alertname"],
        group_wait: "0s",
        group_interval: "1s",
        routes: names.flatMap((name, index) => {
          const others = [name, names[(index * 7 + 1) % names.length] ?? name];
          return [
            { matchers: [`alertname="Muted${index}"`], mute_time_intervals: others },
            { matchers: [`alertname="Active${index}"`], active_time_intervals: others },
          ];
        }),
      },
      receivers: [{ name: "all" }],
      inhibit_rules: rules,
      time_intervals: intervals.map((time_intervals, index) => ({ name: names[index], time_intervals })),
    };
    const { config, problems } = readRouting(document);
    expect(problems).toEqual([]);
    const timed = names.flatMap((_, index) => [{ alertname: `Muted${index}` }, { alertname: `Active${index}` }]);
    const held = fc.sample(labelSets, { numRuns: 1500, seed: SEED + sample });
    const all = unique(held.map((labels) => ({ ...labels, alertname: "Held" })));
    await withAlertmanager(document, config ?? expect.fail(), all, timed);
  });
});

async function withAlertmanager(
  document: object,
  config: RoutingConfig,
  all: readonly Labels[],
  timed: readonly Labels[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-engine-"));
  writeFileSync(join(folder, "alertmanager.yaml"), JSON.stringify(document));
  const alertmanager = await startAlertmanager(folder);
  try {
    const before = Date.now();
    await alertmanager.post([...all, ...timed].map((labels) => ({ labels })));
    const alerts = compareAlerts(config, await settled(alertmanager));
    expect(alerts.differences.slice(0, 10)).toEqual([]);
    expect(alerts.alerts).toBe(all.length + timed.length);
    await sleep(1500);
    const groups = (await alertmanager.groups()).filter(({ labels }) => labels["alertname"] !== "Held");
    const muted = compareGroups(config, groups, [before, Date.now()]);
    expect(muted.differences.slice(0, 10)).toEqual([]);
    expect(muted.groups).toBe(timed.length);
    expect(muted.muted).toBeGreaterThan(10);
    expect(muted.groups - muted.muted).toBeGreaterThan(10);
    tell({ ...alerts, ...muted });
  } finally {
    await alertmanager.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
