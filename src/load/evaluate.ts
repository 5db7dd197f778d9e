import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import { ENTRY_MODULE, GUEST, MOST_DEPTH, TENANT_MODULE } from "./guest.ts";

// Node has these; its types and the library es2023 don't say so.
declare global {
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
    class Memory {
      constructor(limits: { initial: number; maximum: number });
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
  }
}

// The package's types describe its CommonJS form only.
const require = createRequire(import.meta.url);
const { default: variant }: { default: QuickJSSyncVariant } = require("@jitl/quickjs-wasmfile-release-sync");

/** What bounds one evaluation. */
export interface Limits {
  /** Milliseconds until the tenant's code is interrupted. */
  readonly deadline: number;
  /** Bytes of memory that QuickJS may have, its own start (about 1 MiB) included. */
  readonly memory: number;
  /** Characters of the declaration as JSON. */
  readonly output: number;
}

/** One tenant's code to be run. */
export interface Job extends Limits {
  readonly code: string;
  /** Modules that the code may import, by name. */
  readonly modules: Readonly<Record<string, string>>;
  /** Whether `$probe(receiver)` is there, which notes the receiver's property names. */
  readonly probing: boolean;
}

/** How an evaluation ended. */
export type Outcome =
  | { readonly kind: "value"; readonly json: string }
  | { readonly kind: "thrown"; readonly thrown: Thrown; readonly probe: readonly string[] | string | undefined }
  | { readonly kind: "deadline" | "memory" | "large" | "unsettled" }
  | { readonly kind: "crashed"; readonly message: string };

/** What a tenant's code threw; all texts come from the tenant and are bounded in length, nothing else. */
export interface Thrown {
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

const PAGE = 64 * 1024;

/** The module's first memory; it declares this much. */
const FIRST_MEMORY = 16 * 1024 * 1024;

/** QuickJS checks its stack against this; more of it lets recursion overflow the host's stack first. */
const STACK = 64 * 1024;

// QuickJS's own limit counts almost nothing in WebAssembly, where it can't ask how large an allocation is.
class BoundedMemory extends WebAssembly.Memory {
  /** Whether more was asked for than there is. */
  isRefused = false;

  constructor(bytes: number) {
    super({ initial: FIRST_MEMORY / PAGE, maximum: Math.ceil(Math.max(bytes, FIRST_MEMORY) / PAGE) });
  }

  override grow(pages: number): number {
    try {
      return super.grow(pages);
    } catch (error) {
      this.isRefused = true;
      throw error;
    }
  }
}

let compiled: Promise<WebAssembly.Module> | undefined;

function wasm(): Promise<WebAssembly.Module> {
  compiled ??= readFile(require.resolve("@jitl/quickjs-wasmfile-release-sync/wasm")).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return compiled;
}

/** Compiles the engine ahead of the first evaluation. */
export async function prepareEngine(): Promise<void> {
  await wasm();
}

/**
 * Runs a tenant's code in a QuickJS of its own. Bounded in memory and by QuickJS's own interrupts, which a single
 * native call doesn't poll: whoever calls this ends the whole thread at the deadline.
 */
export async function evaluate(job: Job): Promise<Outcome> {
  const memory = new BoundedMemory(job.memory);
  const engine = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmModule: await wasm(), wasmMemory: memory }),
  );
  const atEnd = (outcome: Outcome): Outcome => (memory.isRefused ? { kind: "memory" } : outcome);
  try {
    const ended = run(engine.newRuntime(), job) ?? { kind: "unsettled" };
    return isTelling(ended) ? ended : atEnd(ended);
  } catch (error) {
    return atEnd({ kind: "crashed", message: String(error) });
  }
}

// Without memory for an error, the engine throws nothing that has a stack.
function isTelling(outcome: Outcome): boolean {
  return outcome.kind === "thrown" ? outcome.thrown.stack !== "" : outcome.kind !== "unsettled";
}

// Nothing is disposed of: the instance and its memory are dropped as a whole.
function run(runtime: QuickJSRuntime, job: Job): Outcome | undefined {
  runtime.setMaxStackSize(STACK);
  runtime.setModuleLoader((name) => moduleSource(name, job) ?? { error: new Error(`no module ${name}`) });
  const context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false } });
  let settled: string | undefined;
  provideHost(context, job, (text) => {
    settled ??= text;
  });
  const begin = context.unwrapResult(context.evalCode(GUEST, "guest.js"));
  const end = performance.now() + job.deadline;
  const isLate = () => performance.now() > end;
  runtime.setInterruptHandler(isLate);
  context.unwrapResult(context.callFunction(begin, context.undefined));
  while (settled === undefined && runtime.hasPendingJob()) {
    runtime.executePendingJobs(1000);
    if (isLate()) return interrupted(settled);
  }
  return settled === undefined ? undefined : outcome(settled);
}

// The interrupt itself arrives as an exception with a stack, which tells more than that time ran out.
function interrupted(settled: string | undefined): Outcome {
  return settled === undefined ? { kind: "deadline" } : outcome(settled);
}

function moduleSource(name: string, job: Job): string | undefined {
  if (name === ENTRY_MODULE) return `export * as tenant from ${JSON.stringify(TENANT_MODULE)};`;
  if (name === TENANT_MODULE) return job.code;
  return Object.hasOwn(job.modules, name) ? job.modules[name] : undefined;
}

function provideHost(context: QuickJSContext, job: Job, settle: (text: string) => void): void {
  const host = context.newObject();
  const settleFunction = context.newFunction("settle", (text) => settle(context.getString(text)));
  context.setProp(host, "settle", settleFunction);
  context.setProp(host, "mostLength", context.newNumber(job.output));
  context.setProp(host, "mostDepth", context.newNumber(MOST_DEPTH));
  context.setProp(host, "probing", job.probing ? context.true : context.false);
  context.setProp(context.global, "$host", host);
}

interface Report {
  readonly large?: boolean;
  readonly thrown?: Thrown;
  readonly probe?: readonly string[] | string;
}

function outcome(settled: string): Outcome {
  if (settled.startsWith('{"exports":')) return { kind: "value", json: settled };
  const { large, thrown, probe }: Report = JSON.parse(settled);
  if (large === true || thrown === undefined) return { kind: "large" };
  return { kind: "thrown", thrown, probe };
}
