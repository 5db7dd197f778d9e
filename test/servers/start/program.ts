import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A program to start, and how to see that it is ready. */
export interface ProgramOptions {
  /** What messages call it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The number of the user and group that it runs as; ours unless told. */
  readonly user?: number;
  /** Asked every 50 ms until it says yes; one that throws has said no. */
  readonly ready: () => Promise<boolean>;
  /** Seconds until a program that isn't ready is given up; 60 unless told. */
  readonly patience?: number;
  /** What ends it well; SIGTERM unless told. */
  readonly stopSignal?: NodeJS.Signals;
}

/** A program that was started and is ready. */
export interface RunningProgram {
  readonly pid: number;
  /** All that it has printed until now. */
  readonly printed: () => string;
  /** Ends it and waits for its end; kills it after ten seconds. May be called twice. */
  readonly stop: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
}

// Without this a signal ends us before anybody is told that we exit, and servers outlive their test.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

const isReady = (ready: () => Promise<boolean>): Promise<boolean> => ready().catch(() => false);

/** Starts a program and waits until it is ready; throws with what it printed when it ends before or is never ready. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { name, command, args, cwd, env = process.env, user, patience = 60, stopSignal = "SIGTERM" } = options;
  const as = user === undefined ? {} : { uid: user, gid: user };
  const child = spawn(command, args, { cwd, env, ...as, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  let isAtWork = true;
  const ended = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      printed += why;
      isAtWork = false;
      resolve();
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (status, signal) => end(`\n${name} ended with ${status ?? signal}\n`));
  });
  const killAtOurEnd = (): boolean => child.kill("SIGKILL");
  process.once("exit", killAtOurEnd);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    process.removeListener("exit", killAtOurEnd);
    if (isAtWork) child.kill(signal);
    const overdue = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(overdue);
  };
  const deadline = Date.now() + patience * 1000;
  while (isAtWork && Date.now() < deadline && !(await isReady(options.ready))) await sleep(50);
  if (!isAtWork || !(await isReady(options.ready))) {
    await end("SIGKILL");
    throw new Error(`${name} did not become ready:\n${printed.slice(-4000)}`);
  }
  return { pid: child.pid ?? 0, printed: () => printed, stop: () => end(stopSignal), kill: () => end("SIGKILL") };
}

/** A `ready` for servers that answer 200 at an address. */
export function answersAt(url: string): () => Promise<boolean> {
  return async () => (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
}
