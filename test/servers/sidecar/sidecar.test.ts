import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../scripts/steps/run-command.ts";
import { missing, promtool } from "../../judges/tools.ts";
import { output } from "../../output/files.ts";
import { instant } from "../prometheus/ask.ts";
import { freePort } from "../start/port.ts";
import { type RunningPrometheus, startPrometheus } from "../start/prometheus.ts";
import { until } from "../until.ts";
import { type Conduct, type Door, openDoor } from "./door.ts";
import { buildSidecar, type Sidecar, savedState, startSidecar } from "./process.ts";
import { type Injection, startWorld, type World } from "./world.ts";

/**
 * The declared interval is 30 s: ten minutes are twenty evaluations. Here the sidecar asks every second, the queries and
 * their windows of minutes being the declared ones, over a quarter of an hour of history.
 */
// Prometheus takes up to five seconds from its start until it scrapes: more than the two intervals of a minute's pace.
const SETTINGS = { intervalSeconds: 1, settlingIntervals: 10, timeoutSeconds: 2, saveIntervalSeconds: 1 };
const CLEAN_EVALUATIONS = Number(process.env["MONITORGEN_CLEAN_EVALUATIONS"] ?? 60);
const HISTORY_SECONDS = 900;
const REGIONS = 3;
/** Long enough to lower a rate over five minutes by more than its usual ups and downs. */
const OUTAGE_MILLISECONDS = 20_000;
/** After an outage, a window of five minutes begins in its hole five minutes later. */
const LEAVES_WINDOW_SECONDS = 330;

/** What is injected, which detector must see it, and in which series. */
const injections: readonly (readonly [Injection, string, Readonly<Record<string, string>>])[] = [
  ["revenue jumps", "RevenueUnusual", { product: "family" }],
  ["player is slow", "LatencyUnusual", { service: "player" }],
  ["logins fail", "LoginsUnusual", {}],
  ["plays stop", "PlaysUnusual", { region: "asia" }],
];
const WATCHED = { LatencyUnusual: 4, LoginsUnusual: 1, PlaysUnusual: 3, RevenueUnusual: 3 };
const ALL_SERIES = 11;

let folder: string;
let world: World;
let prometheus: RunningPrometheus;
let door: Door;
let sidecar: Sidecar;
let port: number;
/** When Prometheus was back after its outage. */
let back: number;

const anomalies = () => sidecar.log().filter(({ message }) => message === "anomaly");
const own = (name: string, labels = "") => `acme_monitoring_${name}{tenant="acme"${labels}`;
const seen = async (expression: string) =>
  (await instant(prometheus, expression)).map(({ metric, value }) => ({ metric, value: Number(value?.[1]) }));
const evaluations = () => sidecar.metric(own("polls_total", ',detector="PlaysUnusual"'));
const judgedValues = async () =>
  (await sidecar.metric(own("samples_total", ',detector="PlaysUnusual",outcome="scored"'))) ?? 0;
const warming = async (): Promise<string[]> =>
  (await sidecar.metrics()).split("\n").filter((line) => line.includes('outcome="warming_up"'));

/** The emitted rules at the sidecar's pace: what it reports for a second would fall between two evaluations. */
function rulesAtPace(): string {
  const rules = readFileSync(join(output, "acme/prometheus/rules/detectors.yaml"), "utf8");
  const file = join(folder, "detectors.yaml");
  writeFileSync(file, rules.replace("interval: 30s", `interval: ${SETTINGS.intervalSeconds}s`));
  return file;
}

async function prometheusAt(at?: number): Promise<RunningPrometheus> {
  const labels = { tenant: "acme" };
  const job = (job_name: string, target: string) => ({ job_name, static_configs: [{ targets: [target], labels }] });
  return startPrometheus({
    data: join(folder, "data"),
    ...(at === undefined ? {} : { port: at }),
    configuration: {
      global: { scrape_interval: "1s", scrape_timeout: "1s" },
      rule_files: [rulesAtPace()],
      scrape_configs: [job("world", world.address), job("monitorgen-sidecar", `127.0.0.1:${port}`)],
    },
  });
}

const isReady = () =>
  until(
    "the sidecar is ready",
    () => sidecar.ready(),
    (ready) => ready,
  );

/** Everything is as it was: every query is answered, every series judged again, and none is said to be odd. */
async function recovered(): Promise<void> {
  const since = Date.now() / 1000;
  await until(
    "Prometheus sees that all queries were answered again",
    () => seen(`acme_monitoring_last_success_timestamp_seconds > ${since}`),
    (answered) => answered.length === Object.keys(WATCHED).length,
  );
  await until(
    "Prometheus sees all verdicts again",
    () => seen("acme_monitoring_anomaly"),
    (verdicts) => verdicts.length === ALL_SERIES,
  );
  expect(await sidecar.ready()).toBe(true);
  expect(anomalies()).toEqual([]);
}

describe.skipIf(missing("prometheus"))("acme's sidecar and a real Prometheus", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "monitorgen-watch-"));
    [world, port] = [await startWorld(HISTORY_SECONDS), await freePort()];
    prometheus = await prometheusAt();
    await until(
      "Prometheus has the history",
      () => seen("min(count_over_time(plays_total[15m]))"),
      ([least]) => (least?.value ?? 0) > 0.95 * HISTORY_SECONDS,
    );
    door = await openDoor(prometheus.address);
    await buildSidecar(join(folder, "sidecar"), SETTINGS);
    sidecar = await startSidecar(join(folder, "sidecar"), door.address, port);
  });

  afterAll(async () => {
    await sidecar?.stop();
    door?.stop();
    await prometheus?.stop();
    world?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it("is scraped by it, and judges every series of every detector once it has warmed up", async () => {
    await until(
      "all detectors judge",
      () => seen("acme_monitoring_anomaly"),
      (verdicts) => verdicts.length === ALL_SERIES,
      { seconds: 120 },
    );
    const counts = (await seen("count by (detector) (acme_monitoring_anomaly)")).map(({ metric, value }) => [
      metric["detector"],
      value,
    ]);
    expect(Object.fromEntries(counts)).toEqual(WATCHED);
    expect(await seen("acme_monitoring_active_detectors")).toMatchObject([{ value: 4 }]);
    expect(await seen("min(acme_monitoring_system_health_score)")).toMatchObject([{ value: 1 }]);
    const judged = await promtool(["check", "metrics", "--lint=all"], { stdin: await sidecar.metrics() });
    expect(judged).toMatchObject({ status: 0, stderr: "" });
  });

  it("says so when Prometheus goes away, speaks of nothing meanwhile, and goes on when it is back", async () => {
    const [at, before] = [prometheus.port, await warming()];
    await prometheus.kill();
    await until(
      "the sidecar isn't ready",
      () => sidecar.ready(),
      (ready) => !ready,
    );
    const metrics = await sidecar.metrics();
    expect(metrics).not.toContain("acme_monitoring_anomaly{");
    expect(metrics).toContain(`${own("active_detectors")}} 0\n`);
    expect(await sidecar.metric(own("system_health_score", ',component="source"'))).toBeLessThan(1);
    expect((await fetch(`${sidecar.address}/healthz`)).status).toBe(200);
    await sleep(OUTAGE_MILLISECONDS);
    prometheus = await prometheusAt(at);
    back = Date.now() / 1000;
    await recovered();
    expect(await warming()).toEqual(before);
    expect(await seen('sum(acme_monitoring_poll_errors_total{reason="unreachable"}) > 0')).toHaveLength(1);
  });

  const sends =
    (text: string, status = 200, headers: Record<string, string> = {}): Conduct =>
    (response) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  const withData = (data: object) => sends(JSON.stringify({ status: "success", data }));
  const withResult = (result: unknown) => withData({ resultType: "vector", result });
  const flood = (response: ServerResponse): void => {
    const part = `{"status":"success","data":"${"x".repeat(2 ** 20)}`;
    const more = () => response.writable && response.write(part, () => setTimeout(more, 5));
    more();
  };

  it.each<[string, string, Conduct]>([
    ["is slow", "timeout", (_, letThrough) => setTimeout(letThrough, 3000)],
    ["never answers", "timeout", () => undefined],
    ["trickles", "timeout", (response) => void response.write('{"status":')],
    ["hangs up", "unreachable", (response) => response.destroy()],
    [
      "hangs up in the middle",
      "unreachable",
      (response) => {
        response.writeHead(200, { "content-length": "1000" }).write('{"status":');
        setTimeout(() => response.destroy(), 50);
      },
    ],
    ["answers with HTML", "invalid", sends("<!doctype html><h1>It works!</h1>")],
    ["answers with half a body", "invalid", (_, letThrough) => letThrough((text) => text.slice(0, text.length / 2))],
    ["answers with nothing", "invalid", sends("")],
    ["answers 500", "http", sends("<h1>oops</h1>", 500)],
    ["answers 503 with what looks right", "http", sends('{"status":"success"}', 503)],
    [
      "refuses the query",
      "refused",
      sends('{"status":"error","errorType":"execution","error":"too many samples"}', 422),
    ],
    ["sends to another place", "unreachable", sends("", 302, { location: "http://127.0.0.1:1/" })],
    ["sends bytes without an end", "too_large", flood],
    ["sends broken gzip", "unreachable", sends("no gzip", 200, { "content-encoding": "gzip" })],
    ["sends brackets a hundred thousand deep", "invalid", sends("[".repeat(1e5))],
    ["sends a matrix", "invalid", withData({ resultType: "matrix", result: [{ metric: {}, values: [[1, "1"]] }] })],
    [
      "sends numbers as numbers",
      "invalid",
      withResult([{ metric: { region: "asia" }, value: [Date.now() / 1000, 5] }]),
    ],
    ["sends labels that are no texts", "invalid", withResult([{ metric: { region: 5 }, value: [1, "1"] }])],
    ["sends no result", "invalid", withData({})],
    ["sends times of next year", "invalid", withResult(futureSamples())],
    [
      "sends times in milliseconds",
      "invalid",
      (_, letThrough) =>
        letThrough((text) => text.replace(/"value":\[(\d+)(?:\.(\d+))?/g, (_, seconds) => `"value":[${seconds}000`)),
    ],
  ])("counts it as a failure when Prometheus %s (%s), and goes on", async (_, reason, conduct) => {
    const before = await warming();
    const line = own("poll_errors_total", `,detector="PlaysUnusual",reason="${reason}"`);
    const count = (await sidecar.metric(line)) ?? 0;
    door.behave(conduct);
    await until(
      `a poll failed: ${reason}`,
      async () => (await sidecar.metric(line)) ?? 0,
      (now) => now > count,
      { seconds: 20 },
    );
    expect((await fetch(`${sidecar.address}/healthz`)).status).toBe(200);
    expect(await sidecar.metric(own("system_health_score", ',component="source"'))).toBeLessThan(1);
    door.behave();
    await recovered();
    expect(await warming()).toEqual(before);
  });

  it.each(["NaN", "+Inf", "-Inf", "1e308", "many"])("makes nothing of the value %s", async (value) => {
    const before = await warming();
    const unusable = own("samples_total", ',detector="PlaysUnusual",outcome="unusable"');
    const count = (await sidecar.metric(unusable)) ?? 0;
    door.behave((_, letThrough) => letThrough((text) => text.replace(/,"[^"]*"\]/g, `,"${value}"]`)));
    await until(
      "unusable values were counted",
      async () => (await sidecar.metric(unusable)) ?? 0,
      (now) => now > count,
      { seconds: 20 },
    );
    expect(await sidecar.metrics()).not.toContain("NaN");
    door.behave();
    await recovered();
    expect(await warming()).toEqual(before);
  });

  it(`reports nothing in ${CLEAN_EVALUATIONS} evaluations of clean data, and while the outage leaves its windows`, async () => {
    const start = Date.now() / 1000;
    const before = await judgedValues();
    await until(
      "there were enough evaluations",
      judgedValues,
      (count) => count >= before + CLEAN_EVALUATIONS * REGIONS && Date.now() / 1000 > back + LEAVES_WINDOW_SECONDS,
      { seconds: 2 * (CLEAN_EVALUATIONS + LEAVES_WINDOW_SECONDS) },
    );
    expect(anomalies()).toEqual([]);
    const window = `[${Math.ceil(Date.now() / 1000 - start)}s]`;
    expect(await seen(`max(max_over_time(acme_monitoring_anomaly${window}))`)).toMatchObject([{ value: 0 }]);
    expect(await seen("sum(acme_monitoring_alerts_total)")).toMatchObject([{ value: 0 }]);
    expect(await seen('ALERTS{alertname!=""}')).toEqual([]);
    expect(await sidecar.metric(own("samples_total", ',detector="PlaysUnusual",outcome="unsettled"'))).toBeGreaterThan(
      0,
    );
  }, 1_800_000);

  it("has taken no more memory for all that", async () => {
    const { stdout } = await run("ps", ["-o", "rss=", "-p", String(sidecar.pid)]);
    expect(Number(stdout) / 1024).toBeLessThan(200);
  });

  it("killed, it goes on from what it has saved: the state is the same, the first verdict comes at once", async () => {
    await sidecar.kill();
    const before = savedState(join(folder, "sidecar"));
    expect(before.trim().split("\n")).toHaveLength(ALL_SERIES + 2);
    door.behave((response) => response.destroy());
    sidecar = await startSidecar(join(folder, "sidecar"), door.address, port);
    const restored = expect.objectContaining({ message: "state restored", restored: ALL_SERIES, unusable: 0 });
    expect(sidecar.log()).toContainEqual(restored);
    await sidecar.stop();
    expect(savedState(join(folder, "sidecar"))).toBe(before);
    door.behave();
    sidecar = await startSidecar(join(folder, "sidecar"), door.address, port);
    await isReady();
    await until(
      "all queries were polled once",
      () => sidecar.metrics(),
      (metrics) => metrics.match(/acme_monitoring_anomaly\{/g)?.length === ALL_SERIES,
      { seconds: 5, pause: 50 },
    );
    expect(await warming()).toEqual([]);
    expect(await evaluations()).toBeLessThan(4);
    await recovered();
  });

  it("killed at twenty random moments while it saves without pause, it never loses its state", async () => {
    await sidecar.stop();
    const busy = join(folder, "busy");
    await buildSidecar(busy, { ...SETTINGS, intervalSeconds: 0.1, saveIntervalSeconds: 0.05 });
    const at = await freePort();
    for (let kill = 0; kill < 20; kill += 1) {
      const one = await startSidecar(busy, door.address, at);
      const [restored] = one.log().filter(({ message }) => message === "state restored");
      expect(restored).toMatchObject({ restored: kill === 0 ? 0 : ALL_SERIES, unusable: 0 });
      if (kill === 0) {
        await until(
          "something was saved",
          () => one.metric(own("series", ',detector="LatencyUnusual"')),
          (count) => count === 4,
        );
        await until(
          "it was saved since",
          () => one.metric(own("state_saves_total", ',outcome="succeeded"')),
          (count) => (count ?? 0) > 5,
        );
      }
      await sleep(Math.random() * 60);
      await one.kill();
    }
    sidecar = await startSidecar(join(folder, "sidecar"), door.address, port);
    await recovered();
  });

  it.each(injections)("when %s, %s reports it within a minute, in that series only", async (what, detector, labels) => {
    expect(anomalies().filter((one) => one["detector"] === detector)).toEqual([]);
    world.inject(what);
    await until(
      "Prometheus sees the anomaly",
      () => seen(`acme_monitoring_anomaly{detector="${detector}"} == 1`),
      (found) => found.length > 0,
      { seconds: 60 },
    );
    const found = await seen(`max_over_time(acme_monitoring_anomaly{detector="${detector}"}[1m]) == 1`);
    expect(found).toMatchObject([{ metric: { ...labels, tenant: "acme", job: "monitorgen-sidecar" } }]);
    expect(await seen(`acme_monitoring_alerts_total{type="${detector}"}`)).toMatchObject([{ value: 1 }]);
    expect(anomalies().filter((one) => one["detector"] === detector)).toMatchObject([
      { series: labels, is_anomaly: true, severity: expect.stringMatching(/ticket|info/) },
    ]);
  });

  it("makes the alerts of acme's rules pending, one for each", async () => {
    const alerts = await until(
      "all alerts are pending",
      () => seen('max by (alertname, tenant) (max_over_time(ALERTS{alertstate="pending"}[5m]))'),
      (found) => found.length === injections.length,
      { seconds: 60 },
    );
    expect(alerts.map(({ metric }) => metric["alertname"]).sort()).toEqual(Object.keys(WATCHED));
    for (const { metric } of alerts) expect(metric["tenant"]).toBe("acme");
  });
});

/** Samples as Prometheus sends them, but a year ahead. */
function futureSamples(): object[] {
  return ["europe", "america", "asia"].map((region) => ({
    metric: { region },
    value: [Date.now() / 1000 + 31_536_000, "1"],
  }));
}
