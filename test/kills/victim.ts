import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const sources = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** The command line: of the package where it has been bundled, else the sources. */
export const COMMAND = existsSync(dist) ? dist : sources;

/** What can be seen of a build from outside, in the order in which it happens. */
export type Sign = "start" | "lock" | "layout" | "first file" | "manifest";

/** When a signal is sent: so many milliseconds after a sign. */
export interface Moment {
  readonly sign: Sign;
  readonly delay: number;
}

/** A signal, and when it is sent. */
export interface Blow {
  readonly signal: NodeJS.Signals;
  readonly at: Moment;
}

/** How a build ended. */
export interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** When each sign was seen, in milliseconds from the start. */
  readonly seen: ReadonlyMap<Sign, number>;
}

const SIGNS: ReadonlyMap<string, Sign> = new Map([
  [".monitorgen.lock", "lock"],
  [".monitorgen-build", "layout"],
  ["README.md", "first file"],
  ["manifest.json", "manifest"],
]);

/** Runs `build` in a project; a blow is dealt at its moment. */
export async function build(root: string, blow?: Blow, args: readonly string[] = []): Promise<Ended> {
  const output = join(root, "output");
  mkdirSync(join(output, "acme"), { recursive: true });
  const env = { ...process.env, NO_COLOR: "1", MONITORING_ENV: "" };
  const child = spawn(process.execPath, [COMMAND, "build", ...args], { cwd: root, env });
  const started = performance.now();
  const seen = new Map<Sign, number>();
  const notice = (sign: Sign): void => {
    if (seen.has(sign)) return;
    seen.set(sign, performance.now() - started);
    if (blow?.at.sign === sign) strike(blow.at.delay, () => child.kill(blow.signal));
  };
  const watchers = [output, join(output, "acme")].map((folder) =>
    watch(folder, (_, name) => {
      const sign = SIGNS.get(name ?? "");
      if (sign !== undefined) notice(sign);
    }),
  );
  notice("start");
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => {
    stderr += data.toString();
  });
  child.stdout.resume();
  const [exit, signal] = await once(child, "close");
  for (const watcher of watchers) watcher.close();
  return { exit, signal, stderr, seen };
}

// Timers count in milliseconds, in which a hundred files can take their places.
function strike(delay: number, deal: () => void): void {
  if (delay > 20) {
    void sleep(delay).then(deal);
    return;
  }
  const end = performance.now() + delay;
  while (performance.now() < end);
  deal();
}
