import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one run of a process cost. */
export interface Cost {
  /** Seconds from its start to its end. */
  readonly wall: number;
  /** Seconds of CPU time, of all its threads. */
  readonly cpu: number;
  /** The most memory that it held, in MiB. */
  readonly peak: number;
}

/** Where and how a process runs. */
export interface Place {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end under GNU time, and says what it cost. Throws with what it printed where it fails. */
export async function cost(command: string, args: readonly string[], { cwd, env }: Place = {}): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const figures = join(folder, "time");
  try {
    const started = performance.now();
    const child = spawn("/usr/bin/time", ["-f", "%U %S %M", "-o", figures, command, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-4000);
    });
    const status = await new Promise<number | null>((resolve, reject) =>
      child.on("error", reject).on("close", resolve),
    );
    const wall = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${printed}`);
    const [user = 0, system = 0, kib = 0] = readFileSync(figures, "utf8").trim().split(" ").map(Number);
    return { wall, cpu: user + system, peak: kib / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The run in the middle, by wall time, of several. */
export async function median(count: number, run: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let index = 0; index < count; index++) costs.push(await run());
  const [middle] = costs.sort((a, b) => a.wall - b.wall).slice(Math.floor(count / 2));
  if (middle === undefined) throw new Error("nothing was run");
  return middle;
}
