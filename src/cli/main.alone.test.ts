import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Context } from "./context.ts";
import { LOWEST_NODE } from "./node-version.ts";
import type { run } from "./run.ts";

const { stdin, stdout, stderr } = process;
const asked = vi.hoisted(() => ({ isNodeEnough: true, answer: "", run: vi.fn<typeof run>() }));

vi.mock("./node-version.ts", async (original) => ({
  ...(await original<typeof import("./node-version.ts")>()),
  isNodeEnough: () => asked.isNodeEnough,
}));
vi.mock("./run.ts", () => ({ run: asked.run }));
vi.mock("node:readline/promises", () => ({
  createInterface: () => {
    const prompt = { once: () => prompt, off: () => prompt, close: () => prompt, question: async () => asked.answer };
    return prompt;
  },
}));

const { exitCode } = process;
beforeEach(() => {
  vi.resetModules();
  asked.isNodeEnough = true;
  asked.run.mockResolvedValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  asked.run.mockReset();
  for (const undo of shown.splice(0).reverse()) undo();
  for (const stream of [stdout, stderr]) stream.removeAllListeners("error");
  process.exitCode = exitCode;
});

const shown: (() => void)[] = [];

/** Lets a stream of this process look like another one until the test ends. */
function shows(stream: object, property: string, value: boolean): void {
  const before = Object.getOwnPropertyDescriptor(stream, property);
  Object.defineProperty(stream, property, { value, configurable: true });
  shown.push(() => {
    Reflect.deleteProperty(stream, property);
    if (before) Object.defineProperty(stream, property, before);
  });
}

/** Starts the program and gives what its commands see of the world. */
async function started(terminals: { readonly stdin?: boolean; readonly stderr?: boolean } = {}): Promise<Context> {
  shows(stdin, "isTTY", terminals.stdin ?? false);
  shows(stderr, "isTTY", terminals.stderr ?? false);
  await import("./main.ts");
  const context = asked.run.mock.lastCall?.[2];
  if (context === undefined) throw new Error("no command ran");
  return context;
}

test("what a command says is how the process ends", async () => {
  asked.run.mockResolvedValue(2);
  await started();
  expect(process.exitCode).toBe(2);
});

test("a Node that is too old is told so, and runs nothing", async () => {
  asked.isNodeEnough = false;
  const write = vi.spyOn(stderr, "write").mockReturnValue(true);
  await import("./main.ts");
  expect(asked.run).not.toHaveBeenCalled();
  expect(write.mock.calls.join("")).toContain(`is too old: monitorgen needs ${LOWEST_NODE}\n`);
  expect(process.exitCode).toBe(3);
});

test("who is asked sits at a terminal; what is piped in is read only where nobody does", async () => {
  const both = await started({ stdin: true, stderr: true });
  expect([both.ask === undefined, both.stdin === undefined]).toEqual([false, true]);
  vi.resetModules();
  const halfway = await started({ stdin: true });
  expect(halfway.ask).toBeUndefined();
  vi.resetModules();
  const piped = await started({ stderr: true });
  expect([piped.ask === undefined, piped.stdin === undefined]).toEqual([true, false]);
});

test.each([
  ["  shop ", "shop"],
  ["  ", "proposed"],
])("the answer %j means %s", async (typed, meant) => {
  asked.answer = typed;
  const { ask } = await started({ stdin: true, stderr: true });
  expect(await ask?.("name", "proposed")).toBe(meant);
});

test("a reader that has gone ends the process quietly; another failure of a stream is one", async () => {
  await started();
  const exit = vi.spyOn(process, "exit").mockImplementation(vi.fn<typeof process.exit>());
  stdout.emit("error", Object.assign(new Error("gone"), { code: "EPIPE" }));
  expect(exit).toHaveBeenCalledWith();
  expect(() => stderr.emit("error", Object.assign(new Error("full"), { code: "ENOSPC" }))).toThrow("full");
});

test("more is written when what was written has been taken", async () => {
  const { drained } = await started();
  await drained();
  shows(stdout, "writableNeedDrain", true);
  const taken = vi.fn();
  const waiting = drained().then(taken);
  await Promise.resolve();
  expect(taken).not.toHaveBeenCalled();
  stdout.emit("drain");
  await waiting;
  expect(taken).toHaveBeenCalledOnce();
});
