import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Ran } from "../../cli/console.ts";

/** What a command did, and what it took. */
export interface Measured extends Ran {
  /** Seconds of processor time, of all threads. */
  readonly cpu: number;
  /** The most memory that the process had at one time, in MiB. */
  readonly memory: number;
}

const MAIN = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

// Written to a file when the process ends: its streams are what is tested.
const NOTE = `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(process.env.MEASURED, JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
});`;

/** Runs the command line as a process of its own. */
export async function measured(args: readonly string[], cwd: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-measured-"));
  const note = join(folder, "measured.json");
  const hook = `data:text/javascript,${encodeURIComponent(NOTE)}`;
  const env = { ...process.env, NO_COLOR: "1", MONITORING_ENV: "", MEASURED: note };
  const child = spawn(process.execPath, ["--import", hook, MAIN, ...args], { cwd, env });
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
    });
  }
  const [exit] = await once(child, "close");
  const [cpu = Number.NaN, memory = Number.NaN]: number[] = exit === null ? [] : JSON.parse(readFileSync(note, "utf8"));
  rmSync(folder, { recursive: true });
  const stderr = written.stderr.replaceAll(/^(?:reading|writing|proving) .*\n/gm, "");
  return { exit: exit ?? 4, stdout: written.stdout, stderr, cpu, memory };
}
