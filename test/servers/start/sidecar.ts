import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { freePort } from "./port.ts";
import { answersAt, startProgram } from "./program.ts";

/** An emitted sidecar that runs. */
export interface RunningSidecar {
  readonly address: string;
  readonly printed: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the `detector.mjs` of an emitted folder (`output/acme/sidecar`) on a free port against a Prometheus that is told as an
 * operator would, by the environment. It asks each `seconds` instead of each half minute, so that it has soon warmed up.
 */
export async function startSidecar(emitted: string, prometheus: string, seconds: number): Promise<RunningSidecar> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-sidecar-"));
  cpSync(emitted, folder, { recursive: true });
  const configuration = z.looseObject({}).parse(JSON.parse(readFileSync(join(emitted, "config.json"), "utf8")));
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...configuration, intervalSeconds: seconds }));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = await startProgram({
    name: "detector.mjs",
    command: process.execPath,
    args: ["detector.mjs"],
    cwd: folder,
    env: { ...process.env, PROMETHEUS_URL: prometheus, PORT: String(port) },
    ready: answersAt(`${address}/healthz`),
  });
  return {
    address,
    printed: program.printed,
    stop: () => program.stop().finally(() => rmSync(folder, { recursive: true, force: true })),
  };
}
