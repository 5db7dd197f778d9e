import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Verdict } from "./drive.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** Cases after which a process makes room for a new one. */
const MOST_CASES = 10_000;

/** Which cases are driven, and how long one may take. */
export interface Range {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  /** Seconds without a verdict after which a case is ended. */
  readonly deadline: number;
}

/** Drives cases one after the other in a process of low priority, which is ended and replaced where a case never ends. */
export async function* verdicts({ seed, from, count, deadline }: Range): AsyncGenerator<Verdict, void> {
  const end = from + count;
  for (let next = from; next < end; ) {
    const root = mkdtempSync(join(tmpdir(), "monitorgen-fuzz-"));
    const range = [seed, next, Math.min(MOST_CASES, end - next)].map(String);
    const process = fork(WORKER, [...range, root], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    if (process.pid !== undefined) setPriority(process.pid, 10);
    for await (const verdict of messagesOf(process, deadline)) {
      next = verdict.number + 1;
      yield verdict;
    }
    rmSync(root, { recursive: true, force: true });
    const isWhole = next >= end || process.exitCode === 0;
    if (!isWhole) yield { number: next, outcome: "refused", codes: [], complaints: [lastWords(process)], cpu: 0 };
    if (!isWhole) next++;
  }
}

function lastWords({ killed, exitCode, signalCode }: ReturnType<typeof fork>): string {
  return killed ? "no end within the deadline" : `the process died: ${exitCode ?? signalCode}`;
}

async function* messagesOf(process: ReturnType<typeof fork>, deadline: number): AsyncGenerator<Verdict, void> {
  const waiting: Verdict[] = [];
  let wake: () => void = () => undefined;
  process.on("message", (message: Verdict) => {
    waiting.push(message);
    wake();
  });
  const exit = once(process, "close");
  let isOver = false;
  exit.then(() => {
    isOver = true;
    wake();
  });
  while (!isOver || waiting.length > 0) {
    const timer = setTimeout(() => process.kill("SIGKILL"), deadline * 1000);
    while (waiting.length === 0 && !isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    clearTimeout(timer);
    yield* waiting.splice(0);
  }
}
