import { Worker } from "node:worker_threads";
import type { Job, Limits, Outcome } from "./evaluate.ts";

/** Bounds that no honest tenant comes near: evaluation takes milliseconds and a few MiB. */
export const DEFAULT_LIMITS: Limits = { deadline: 5000, memory: 96 * 1024 * 1024, output: 32 * 1024 * 1024 };

/** How long after the deadline the interpreter's own interrupt, which knows its line, may still answer. */
const GRACE = 1000;

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/**
 * Runs tenants' code, one after another, in a worker thread that ends with whatever overruns its deadline; each in a
 * fresh QuickJS. The thread doesn't keep the process alive.
 */
export class Sandbox {
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Starts the thread ahead of the first evaluation. */
  start(): void {
    this.#running().catch(() => {});
  }

  /** Runs one tenant's code. Never rejects: whatever goes wrong is an outcome. */
  evaluate(job: Omit<Job, keyof Limits> & Partial<Limits>): Promise<Outcome> {
    const next = this.#last.then(() => this.#evaluate({ ...DEFAULT_LIMITS, ...job }));
    this.#last = next;
    return next;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#last;
    const running = this.#worker;
    this.#worker = undefined;
    await (await running?.catch(() => undefined))?.terminate();
  }

  async #evaluate(job: Job): Promise<Outcome> {
    try {
      const thread = await this.#running();
      const outcome = await answer(thread, job);
      if (outcome.kind === "deadline" || outcome.kind === "crashed") await this.#replace(thread);
      return outcome;
    } catch (error) {
      this.#worker = undefined;
      return { kind: "crashed", message: String(error) };
    }
  }

  #running(): Promise<Worker> {
    this.#worker ??= startWorker();
    return this.#worker;
  }

  async #replace(thread: Worker): Promise<void> {
    this.#worker = undefined;
    await thread.terminate();
  }
}

function startWorker(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stdin: false,
    });
    thread.once("message", () => {
      thread.off("error", reject);
      thread.unref();
      resolve(thread);
    });
    thread.once("error", reject);
  });
}

function answer(thread: Worker, job: Job): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish({ kind: "deadline" }), job.deadline + GRACE);
    const onError = (error: Error) => finish({ kind: "crashed", message: error.message });
    const onExit = () => finish({ kind: "crashed", message: "its thread ended" });
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      thread.off("message", finish).off("error", onError).off("exit", onExit);
      resolve(outcome);
    };
    thread.once("message", finish).once("error", onError).once("exit", onExit);
    thread.postMessage(job);
  });
}
