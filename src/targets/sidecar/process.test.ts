import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { bundleSidecar } from "./bundle.ts";

const INTERVAL_SECONDS = 0.05;
const HOSTILE = '"}\n# HELP x\\ \u2028\u0000{';

let program: string;
let folder: string;
let source: Server;
let sourcePort: number;
let sidecar: ChildProcess | undefined;
let log: string;
let answer: (response: ServerResponse) => void;
let value: number | undefined;
let asked: number;

function sample(labels: object, one: number): object {
  return { metric: labels, value: [1_700_000_000 + asked * 30, String(one)] };
}

function vector(response: ServerResponse): void {
  asked += 1;
  const usual = 1000 + 10 * Math.sin(asked * 2.4);
  const result = [
    sample({ __name__: "listeners", region: "eu" }, value ?? usual),
    sample({ __name__: "listeners", region: HOSTILE, "odd.name": "x", tenant: "globex" }, usual),
  ];
  response.end(JSON.stringify({ status: "success", data: { resultType: "vector", result } }));
}

beforeAll(async () => {
  program = join(await mkdtemp(join(tmpdir(), "program-")), "detector.mjs");
  await writeFile(
    program,
    await bundleSidecar(["adaptive-z-score", "grubbs", "iqr", "modified-z-score"], { version: "1.0.0" }),
  );
});

afterAll(() => rm(join(program, ".."), { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "process-"));
  [answer, value, asked, log] = [vector, undefined, 0, ""];
  source = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve));
  const address = source.address();
  sourcePort = typeof address === "object" ? (address?.port ?? 0) : 0;
});

afterEach(async () => {
  if (sidecar?.exitCode === null) await ended("SIGKILL");
  source.closeAllConnections();
  source.close();
  await rm(folder, { recursive: true });
});

const declared = (detector: string, parameters: object = {}) => ({
  name: `${detector}-odd`,
  detector,
  query: "listeners",
  severity: "page",
  parameters: { warmUpSamples: 10, ...parameters },
});

function configuration(more: object = {}): object {
  return {
    tenant: "acme",
    prefix: "spotify_ai_monitoring",
    host: "127.0.0.1",
    port: 0,
    intervalSeconds: INTERVAL_SECONDS,
    timeoutSeconds: 0.2,
    maximumResponseBytes: 100_000,
    prometheusUrl: `http://127.0.0.1:${sourcePort}`,
    stateFile: "state.jsonl",
    detectors: [declared("adaptive-z-score")],
    ...more,
  };
}

async function run(config: object): Promise<void> {
  const file = join(folder, "config.json");
  await writeFile(file, JSON.stringify(config));
  sidecar = spawn(process.execPath, [program, "--config", file], { stdio: ["ignore", "ignore", "pipe"] });
  sidecar.stderr?.on("data", (data) => {
    log += String(data);
  });
}

async function started(config: object = configuration()): Promise<void> {
  log = "";
  await run(config);
  await until(() => expect(log).toContain('"started"'));
}

const lines = () => log.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
const until = (holds: () => unknown) => vi.waitFor(holds, { timeout: 8000, interval: 20 });

async function get(path: string): Promise<string> {
  const { port } = lines().find(({ message }) => message === "started");
  return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

const shows = (pattern: RegExp) => until(async () => expect(await get("/metrics")).toMatch(pattern));

function ended(signal?: NodeJS.Signals): Promise<{ code: number | null; seconds: number }> {
  const start = performance.now();
  return new Promise((resolve) => {
    sidecar?.once("exit", (code) => resolve({ code, seconds: (performance.now() - start) / 1000 }));
    if (signal !== undefined) sidecar?.kill(signal);
  });
}

/** promtool where this machine has one: it judges the exposition. */
function promtool(): string | undefined {
  const cached = join(
    process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    "monitorgen/promtool/3.15.0/promtool",
  );
  return [process.env["MONITORGEN_PROMTOOL"], cached].find((path) => path !== undefined && existsSync(path));
}

describe("node detector.mjs", () => {
  it("finds an injected anomaly with each detector, and none in clean data before", async () => {
    const names = ["adaptive-z-score", "grubbs", "iqr", "modified-z-score"];
    await started(
      configuration({ detectors: names.map((name) => declared(name, name === "iqr" ? { sensitivity: 2 } : {})) }),
    );
    await until(() => expect(asked).toBeGreaterThan(40));
    for (const name of names) {
      expect(await get("/metrics")).toMatch(
        new RegExp(`_anomaly\\{tenant="acme",detector="${name}-odd",.*region="eu"\\} 0\n`),
      );
    }
    expect(lines().filter(({ message }) => message === "anomaly")).toStrictEqual([]);
    value = 1500;
    for (const name of names) {
      await shows(new RegExp(`_anomaly\\{tenant="acme",detector="${name}-odd",.*region="eu"\\} 1\n`));
    }
    const found = lines().filter(({ message }) => message === "anomaly");
    expect(found.map(({ detector_type }) => detector_type).sort()).toStrictEqual(names);
    for (const one of found) expect(one).toMatchObject({ seen: 1500, is_anomaly: true, series: { region: "eu" } });
    expect(await get("/metrics")).toContain(
      'spotify_ai_monitoring_alerts_total{tenant="acme",severity="page",type="iqr-odd"} 1\n',
    );
  });

  it("exposes what promtool accepts, also with hostile labels", async () => {
    await started();
    await shows(/_anomaly\{[^\n]*exported_tenant="globex"/);
    const metrics = await get("/metrics");
    expect(metrics).toContain('region="\\"}\\n# HELP x\\\\ \u2028\u0000{",exported_tenant="globex"');
    const judge = promtool();
    if (judge !== undefined) execFileSync(judge, ["check", "metrics", "--lint=all"], { input: metrics });
  });

  it("is ready once the source has answered, not while it is silent, and again when it is back", async () => {
    answer = (response) => response.destroy();
    await started();
    await until(() => expect(log).toContain("poll failed"));
    expect(await get("/readyz")).toMatch(/^not ready/);
    answer = vector;
    await until(async () => expect(await get("/readyz")).toBe("ready\n"));
    answer = (response) => response.destroy();
    await until(async () => expect(await get("/readyz")).toMatch(/^not ready/));
    expect(await get("/metrics")).not.toContain("_anomaly{");
    expect(await get("/healthz")).toBe("alive\n");
    answer = vector;
    await until(async () => expect(await get("/readyz")).toBe("ready\n"));
  });

  it("survives nonsense, silence and floods, counts each, and goes on", async () => {
    await started();
    const faults: readonly [string, (response: ServerResponse) => void][] = [
      ["invalid", (response) => response.end("<html>")],
      ["http", (response) => response.writeHead(503).end()],
      ["timeout", () => undefined],
      ["too_large", (response) => response.end("x".repeat(200_000))],
      ["unreachable", (response) => response.destroy()],
      ["refused", (response) => response.writeHead(422).end('{"status":"error","errorType":"execution","error":"no"}')],
    ];
    for (const [reason, fault] of faults) {
      answer = fault;
      await shows(
        new RegExp(`_poll_errors_total\\{tenant="acme",detector="adaptive-z-score-odd",reason="${reason}"\\} [1-9]`),
      );
    }
    answer = vector;
    await until(async () => expect(await get("/readyz")).toBe("ready\n"));
    expect(log).not.toMatch(/\n\s+at /);
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "saves its state at %s and ends with 0 within two seconds",
    async (signal) => {
      await started();
      await until(() => expect(asked).toBeGreaterThan(12));
      answer = () => undefined;
      const { code, seconds } = await ended(signal);
      expect([code, lines().at(-1)?.message]).toStrictEqual([0, "stopped"]);
      expect(seconds).toBeLessThan(2);
      expect((await readFile(join(folder, "state.jsonl"), "utf8")).split("\n")).toHaveLength(5);
    },
  );

  it("goes on after a restart as if there had been none", async () => {
    await started();
    await until(() => expect(asked).toBeGreaterThan(30));
    await ended("SIGTERM");
    const before = await readFile(join(folder, "state.jsonl"), "utf8");
    answer = (response) => response.destroy();
    await started();
    expect(lines()).toContainEqual(expect.objectContaining({ message: "state restored", restored: 2, unusable: 0 }));
    await ended("SIGTERM");
    expect(await readFile(join(folder, "state.jsonl"), "utf8")).toBe(before);
    [answer, value] = [vector, 5000];
    await started();
    await shows(/_anomaly\{tenant="acme",detector="adaptive-z-score-odd",.*region="eu"\} 1\n/);
  });

  it("loses no more than since the last save when it is killed", async () => {
    await started(configuration({ saveIntervalSeconds: 0.1 }));
    await until(() => expect(asked).toBeGreaterThan(15));
    await ended("SIGKILL");
    await started();
    expect(lines()).toContainEqual(expect.objectContaining({ message: "state restored", restored: 2 }));
  });

  it("lists all mistakes of its configuration, ends with 2 and shows no stack", async () => {
    await run(configuration({ port: -1, prefix: "", detectors: [declared("grubbs", { alpha: 2 })] }));
    expect((await ended()).code).toBe(2);
    await until(() => expect(lines().map(({ path }) => path)).toStrictEqual(["prefix", "port"]));
    log = "";
    await run(configuration({ detectors: [declared("grubbs", { alpha: 2 })] }));
    expect((await ended()).code).toBe(2);
    await until(() =>
      expect(lines()).toMatchObject([{ path: "detectors.0.parameters.alpha", problem: "must be at most 0.5" }]),
    );
    expect(log).not.toContain("    at ");
  });
});

describe("the bundle in batch mode", () => {
  const judge = (...args: readonly string[]) =>
    spawnSync(process.execPath, [program, "--mode", "batch", ...args], { encoding: "utf8" });

  it("gives rows back with their scores, and tells on stderr what it did", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `${index},${10 + (index % 3)}`);
    await writeFile(join(folder, "in.csv"), ["timestamp,value", ...rows, "40,90", "41,x", ""].join("\n"));
    const [input, output] = [join(folder, "in.csv"), join(folder, "out.csv")];
    const { status, stderr } = judge("--input", input, "--output", output, "--detector", "iqr");
    expect(status).toBe(0);
    const lines = (await readFile(output, "utf8")).split("\n");
    expect([lines[0], lines.length]).toStrictEqual(["timestamp,value,anomaly_score", 43]);
    expect(lines[41]).toMatch(/^40,90,0\.9\d+$/);
    const told = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(told).toMatchObject([
      { level: "warning", message: "line skipped", line: 43, problem: 'value is "x", which is no number' },
      { level: "info", message: "judged", detector: "iqr", judged: 41, anomalies: 1, bad: 1 },
    ]);
  });

  it("judges as its configuration declares it, and says what it lacks", async () => {
    const config = join(folder, "config.json");
    const declared = { name: "Odd", detector: "iqr", parameters: { warmUpSamples: 3 }, query: "x", severity: "page" };
    const rest = { tenant: "acme", prefix: "acme", prometheusUrl: "http://127.0.0.1:1" };
    await writeFile(config, JSON.stringify({ ...rest, detectors: [declared] }));
    await writeFile(join(folder, "in.csv"), "timestamp,value\n1,1\n2,1\n3,2\n4,1\n");
    const files = ["--input", join(folder, "in.csv"), "--output", "-", "--config", config];
    const { status, stderr, stdout } = judge(...files, "--detector", "Odd", "--verdicts");
    expect([status, stdout.trimEnd().split("\n").length]).toStrictEqual([0, 4]);
    expect(JSON.parse(stderr)).toMatchObject({ message: "judged", learning: 3 });
    const unknown = judge(...files, "--detector", "Strange");
    expect([unknown.status, unknown.stdout]).toStrictEqual([1, ""]);
    expect(JSON.parse(unknown.stderr).reason).toMatch(/^no detector "Strange": expected one of Odd, .*iqr/);
  });
});
