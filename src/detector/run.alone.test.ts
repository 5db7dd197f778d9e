import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { detectors } from "./detectors/index.ts";
import { launch } from "./launch.ts";
import { type Run, run } from "./run.ts";

let folder: string;
let lines: string[];
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "run-"));
  lines = [];
  printed = "";
});

afterEach(() => rm(folder, { recursive: true }));

const sound = {
  tenant: "acme",
  prefix: "acme",
  host: "127.0.0.1",
  port: 0,
  prometheusUrl: "http://127.0.0.1:1",
  detectors: [{ name: "odd", detector: "iqr", query: "x", severity: "page" }],
};

const world = (more: Partial<Run> = {}): Run => ({
  argv: [],
  environment: {},
  directory: folder,
  definitions: detectors,
  version: "1",
  stop: AbortSignal.abort(),
  streams: {
    async *read() {
      yield "timestamp,value\n1,2\n";
    },
    async write(text) {
      printed += text;
    },
  },
  out: (text) => {
    printed += text;
  },
  log: (line) => lines.push(line),
  ...more,
});

const config = (content: unknown) =>
  writeFile(join(folder, "config.json"), typeof content === "string" ? content : JSON.stringify(content));
const logged = () => lines.map((line) => JSON.parse(line));

describe("a run", () => {
  it("starts from config.json beside the program, and ends with 0 when stopped", async () => {
    await config(sound);
    const stopping = new AbortController();
    const code = run(world({ stop: stopping.signal }));
    await vi.waitFor(() => expect(lines.join("")).toContain('"started"'));
    stopping.abort();
    expect(await code).toBe(0);
    expect(logged().filter(({ level }) => level === "info")).toMatchObject([
      { message: "started", tenant: "acme", detectors: 1 },
      { message: "stopped" },
    ]);
  });

  it("takes another configuration, logs more, and obeys the environment", async () => {
    const file = join(folder, "other.json");
    const secret = join(folder, "password");
    const paths = { stateFile: "state.jsonl", basicAuth: { username: "u", passwordFile: secret } };
    await writeFile(file, JSON.stringify({ ...sound, ...paths, prometheusUrl: undefined }));
    const environment = { PROMETHEUS_URL: "http://127.0.0.1:2", PORT: "0" };
    expect(await run(world({ argv: ["--config", file, "--verbose"], environment }))).toBe(0);
    expect(logged()).toMatchObject([
      { message: "state restored", file: join(folder, "state.jsonl") },
      { message: "started", prometheusUrl: "http://127.0.0.1:2" },
      { level: "debug", message: "state saved" },
      { message: "stopped" },
    ]);
  });

  it("lists all mistakes of a configuration and ends with 2", async () => {
    await config({ ...sound, prometheusUrl: "http://u:hunter2@p", bearerTokenFile: "", port: "x" });
    expect(await run(world({ environment: { PORT: "80x" } }))).toBe(2);
    expect(logged().map(({ path, problem }) => `${path} ${problem}`)).toStrictEqual([
      "port must be a number",
      "prometheusUrl holds credentials: use bearerTokenFile or basicAuth",
      "bearerTokenFile must not be empty",
    ]);
    expect(lines.join("")).not.toContain("hunter2");
  });

  it.each([
    ["{", "is no JSON"],
    ["[]", "must be an object"],
    ["null", "must be an object"],
  ])("refuses the configuration %s", async (content, problem) => {
    await config(content);
    expect(await run(world())).toBe(2);
    expect(logged()).toMatchObject([{ path: "", problem }]);
  });

  it("names the configuration that it can't read", async () => {
    expect(await run(world())).toBe(2);
    expect(logged()).toMatchObject([{ file: join(folder, "config.json"), problem: expect.stringContaining("ENOENT") }]);
  });

  it("ends with 1 where its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    await config({ ...sound, port: typeof address === "object" ? address?.port : 0 });
    expect(await run(world())).toBe(1);
    expect(logged()).toMatchObject([{ message: "could not start", reason: expect.stringContaining("EADDRINUSE") }]);
    other.close();
  });

  it("explains itself", async () => {
    expect(await run(world({ argv: ["--help"] }))).toBe(0);
    expect(printed).toContain("node detector.mjs [--config FILE]");
    expect(await run(world({ argv: ["--confg", "x"] }))).toBe(2);
    expect(lines.join("")).toMatch(/Unknown option '--confg'[\s\S]*Exit codes/);
  });
});

describe("the launch", () => {
  it("stops at SIGTERM, and ends at once at a second one", async () => {
    const file = join(folder, "config.json");
    await config({ ...sound, intervalSeconds: 1000 });
    const errors: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => errors.push(String(line)) > 0);
    const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const exit = vi.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("exit");
    });
    const [argv, listeners] = [process.argv, process.listeners("SIGTERM")];
    process.argv = ["node", "detector.mjs", "--config", file];
    const launched = launch(detectors, "1");
    await vi.waitFor(() => expect(errors.join("")).toContain('"started"'));
    process.emit("SIGTERM");
    expect(() => process.emit("SIGTERM")).toThrow("exit");
    expect(exit).toHaveBeenCalledWith(1);
    await launched;
    expect([process.exitCode, errors.join("").includes('"stopped"')]).toStrictEqual([0, true]);
    process.argv = ["node", "detector.mjs", "--help"];
    await launch(detectors, "1");
    expect(out).toHaveBeenCalled();
    process.exitCode = undefined;
    process.argv = argv;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      for (const one of process.listeners(signal)) if (!listeners.includes(one)) process.off(signal, one);
    }
    vi.restoreAllMocks();
  });
});
