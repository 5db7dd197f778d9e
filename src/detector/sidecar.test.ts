import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkConfiguration } from "./check-configuration.ts";
import { detectors } from "./detectors/index.ts";
import { jsonLines } from "./log.ts";
import { type Sidecar, startSidecar } from "./sidecar.ts";
import { type Source, SourceError } from "./sources/source.ts";

let folder: string;
let lines: string[];
let sidecar: Sidecar | undefined;
let value: number | undefined;
let time = 0;
let silent = false;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sidecar-"));
  lines = [];
  value = undefined;
  silent = false;
});

afterEach(async () => {
  await sidecar?.stop();
  sidecar = undefined;
  await rm(folder, { recursive: true });
});

/** A source that gives three series with a small wave, or what the test sets. */
const source: Source = async (query) => {
  if (silent || query === "broken") throw new SourceError("refused", "parse error");
  time += 30;
  const labels = (zone: string) => [["zone", zone]] as const;
  return ["a", "b", 'c"\n\\'].map((zone) => ({
    labels: labels(zone),
    value: zone === "a" ? (value ?? 10 + ((time / 30) % 3)) : 10 + ((time / 30) % 3),
    timestampSeconds: time,
  }));
};

const declared = { name: "odd", detector: "iqr", query: "x", severity: "page", parameters: { warmUpSamples: 5 } };

async function start(more: object = {}): Promise<void> {
  const given = {
    tenant: "acme",
    prefix: "acme",
    host: "127.0.0.1",
    port: 0,
    intervalSeconds: 0.05,
    prometheusUrl: "http://127.0.0.1:1",
    detectors: [declared],
    ...more,
  };
  const { mistakes, value: configuration } = checkConfiguration(given, detectors);
  if (mistakes !== undefined) throw new Error(JSON.stringify(mistakes));
  const log = jsonLines((line) => lines.push(line), false);
  sidecar = await startSidecar({ configuration, definitions: detectors, source, log, version: "1.2.3" });
}

async function get(path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${sidecar?.port}${path}`)).text();
}

const shows = (pattern: RegExp) =>
  vi.waitFor(async () => expect(await get("/metrics")).toMatch(pattern), { timeout: 5000 });
const logged = (message: string) => lines.map((line) => JSON.parse(line)).filter((line) => line.message === message);

describe("the sidecar", () => {
  it("shows what it does under the declared prefix, each line with its tenant", async () => {
    await start({ detectors: [{ ...declared, labels: { team: "music" } }] });
    await shows(/acme_anomaly\{team="music",tenant="acme",detector="odd",zone="c\\"\\n\\\\"\} 0/);
    const metrics = await get("/metrics");
    for (const line of metrics.split("\n").filter((one) => one !== "" && !one.startsWith("#"))) {
      expect(line).toMatch(/^acme_[a-z_]+\{(team="music",)?tenant="acme"/);
    }
    for (const name of [
      "alerts_total",
      "detection_time_seconds",
      "system_health_score",
      "processing_rate_per_second",
    ]) {
      expect(metrics).toContain(`# TYPE acme_${name} `);
    }
    expect(metrics).toContain('acme_active_detectors{tenant="acme"} 1\n');
    expect(metrics).toContain('acme_alerts_total{tenant="acme",severity="page",type="odd"} 0\n');
    expect(metrics).toContain('acme_series{tenant="acme",detector="odd"} 3\n');
    expect(metrics).toContain('acme_build_info{tenant="acme",version="1.2.3"');
    expect(metrics).toContain('acme_system_health_score{tenant="acme",component="source"} 1\n');
    // They need the feedback of people, and nobody has given any.
    expect(metrics).not.toMatch(/false_positive_rate|detection_accuracy/);
  });

  it("reports an anomaly on the metrics and in the log, and its end", async () => {
    await start();
    await shows(/acme_anomaly\{tenant="acme",detector="odd",zone="a"\} 0/);
    value = 90;
    await shows(/acme_anomaly\{tenant="acme",detector="odd",zone="a"\} 1/);
    const metrics = await get("/metrics");
    expect(metrics).toContain('acme_alerts_total{tenant="acme",severity="page",type="odd"} 1\n');
    expect(metrics).toContain('acme_anomaly{tenant="acme",detector="odd",zone="b"} 0\n');
    expect(logged("anomaly")).toMatchObject([
      { detector: "odd", detector_type: "iqr", severity: "page", series: { zone: "a" }, is_anomaly: true, seen: 90 },
    ]);
    value = undefined;
    await shows(/acme_anomaly\{tenant="acme",detector="odd",zone="a"\} 0/);
  });

  it("is ready from the first answer of any query, and says which queries fail", async () => {
    await start({ detectors: [{ ...declared, name: "bad", query: "broken" }, declared] });
    await vi.waitFor(async () => expect(await get("/readyz")).toBe("ready\n"));
    await shows(/acme_poll_errors_total\{tenant="acme",detector="bad",reason="refused"\} [1-9]/);
    expect(await get("/metrics")).toMatch(/component="source"\} 0\.\d/);
    expect(logged("poll failed").length).toBeGreaterThan(0);
  });

  it("isn't ready without any answer, and shows no verdicts", async () => {
    await start({ detectors: [{ ...declared, query: "broken" }] });
    await shows(/poll_errors_total/);
    expect(await get("/readyz")).toBe("not ready: no recent answer from the source\n");
    expect(await get("/healthz")).toBe("alive\n");
    expect(await get("/metrics")).toContain('acme_active_detectors{tenant="acme"} 0\n');
    expect(await get("/metrics")).not.toContain("acme_anomaly");
  });

  it("says nothing of series whose source has fallen silent, until it is back", async () => {
    await start();
    await shows(/acme_anomaly\{/);
    silent = true;
    await vi.waitFor(async () => expect(await get("/metrics")).not.toMatch(/acme_anomaly/), { timeout: 5000 });
    expect(await get("/metrics")).toContain('acme_active_detectors{tenant="acme"} 0\n');
    expect(await get("/readyz")).toBe("not ready: no recent answer from the source\n");
    silent = false;
    await shows(/acme_anomaly\{/);
  });

  it("counts and logs series beyond the limit", async () => {
    await start({ detectors: [{ ...declared, maximumSeries: 2 }] });
    await shows(/acme_samples_total\{tenant="acme",detector="odd",outcome="dropped"\} [1-9]/);
    expect(logged("series dropped")[0]).toMatchObject({ detector: "odd", dropped: 1, maximumSeries: 2 });
    expect(await get("/metrics")).toMatch(/component="series"\} 0\.6/);
  });

  it("asks a query once that several detectors watch", async () => {
    time = 0;
    await start({ detectors: [declared, { ...declared, name: "odd-too", detector: "grubbs" }], intervalSeconds: 1000 });
    await shows(/acme_polls_total\{tenant="acme",detector="odd-too"\} 1/);
    expect(time).toBe(30);
  });

  it("saves its state now and then and when it stops, and restores it", async () => {
    const stateFile = join(folder, "state.jsonl");
    await start({ stateFile, saveIntervalSeconds: 0.05 });
    await shows(/acme_state_saves_total\{tenant="acme",outcome="succeeded"\} [1-9]/);
    await shows(/acme_active_detectors\{tenant="acme"\} 1/);
    await sidecar?.stop();
    const saved = await readFile(stateFile, "utf8");
    expect(saved.split("\n")).toHaveLength(6);
    await start({ stateFile, intervalSeconds: 1000, detectors: [declared, { ...declared, name: "new" }] });
    expect(logged("state restored").at(-1)).toMatchObject({ restored: 3, unusable: 0 });
    await shows(/acme_anomaly\{tenant="acme",detector="odd",zone="a"\} 0/);
    await sidecar?.stop();
    await start({ stateFile, intervalSeconds: 1000, detectors: [{ ...declared, query: "y" }] });
    expect(logged("state restored").at(-1)).toMatchObject({ restored: 0, unusable: 6 });
  });

  it("names a damaged state file, sets it aside and starts afresh", async () => {
    const stateFile = join(folder, "state.jsonl");
    await writeFile(stateFile, "nonsense");
    await start({ stateFile });
    expect(logged("state file unusable, starting afresh")).toMatchObject([
      { file: stateFile, setAside: `${stateFile}.rejected` },
    ]);
    expect(await readFile(`${stateFile}.rejected`, "utf8")).toBe("nonsense");
    await shows(/acme_anomaly/);
  });

  it("goes on where the state can't be saved, and says so", async () => {
    await writeFile(join(folder, "file"), "");
    const stateFile = join(folder, "file", "state.jsonl");
    await start({ stateFile, saveIntervalSeconds: 0.05 });
    await shows(/acme_state_saves_total\{tenant="acme",outcome="failed"\} [1-9]/);
    expect(await get("/metrics")).toContain('acme_system_health_score{tenant="acme",component="state"} 0\n');
    expect(logged("state not saved")[0]).toMatchObject({ reason: expect.stringMatching(/ENOTDIR|EEXIST/) });
  });

  it("leaves alone what it can't read as a state file", async () => {
    await start({ stateFile: folder, intervalSeconds: 1000 });
    expect(logged("state file unusable, starting afresh")).toMatchObject([{ setAside: null }]);
    await sidecar?.stop();
    expect(await readdir(folder)).toStrictEqual([]);
  });
});
