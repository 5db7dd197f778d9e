import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sidecar } from "../../../src/targets/sidecar/sidecar.ts";
import { acmeProgram } from "../demo/program.ts";
import { answersAt, startProgram } from "../start/program.ts";

/** acme's sidecar at work in a folder, which keeps its state from one start to the next. */
export interface Sidecar {
  readonly address: string;
  readonly pid: number;
  /** The lines of its log until now. */
  log(): readonly LogLine[];
  /** The value of a line of `/metrics` that begins so; undefined where there is none. */
  metric(line: string): Promise<number | undefined>;
  metrics(): Promise<string>;
  ready(): Promise<boolean>;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** A line of the log. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Builds acme's sidecar from the sources into a folder, as `build` emits it, with these settings changed. */
export async function buildSidecar(folder: string, settings: object): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { path, content } of await sidecar(await acmeProgram())) {
    const name = path.slice("sidecar/".length);
    const changed = name === "config.json" ? JSON.stringify({ ...JSON.parse(content), ...settings }) : content;
    writeFileSync(join(folder, name), changed);
  }
}

/** Starts the sidecar that was built into a folder. */
export async function startSidecar(folder: string, prometheus: string, port: number): Promise<Sidecar> {
  const address = `http://127.0.0.1:${port}`;
  const program = await startProgram({
    name: "detector.mjs",
    command: process.execPath,
    args: [join(folder, "detector.mjs")],
    env: { ...process.env, PROMETHEUS_URL: prometheus, PORT: String(port) },
    ready: answersAt(`${address}/healthz`),
  });
  const metrics = async () => (await fetch(`${address}/metrics`)).text();
  return {
    address,
    pid: program.pid,
    log: () => linesOf(program.printed()),
    metrics,
    metric: async (line) => {
      const found = (await metrics()).split("\n").find((one) => one.startsWith(line));
      return found === undefined ? undefined : Number(found.slice(found.lastIndexOf(" ")));
    },
    ready: async () => (await fetch(`${address}/readyz`)).ok,
    stop: program.stop,
    kill: program.kill,
  };
}

/** What the sidecar of a folder has saved. */
export function savedState(folder: string): string {
  return readFileSync(join(folder, "state/detector.jsonl"), "utf8");
}

function linesOf(printed: string): readonly LogLine[] {
  return printed.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
}
