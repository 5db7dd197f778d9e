import { afterAll, describe, expect, test } from "vitest";
import { Sandbox } from "./sandbox.ts";

const sandbox = new Sandbox();
afterAll(() => sandbox.close());

function run(code: string, deadline = 5000) {
  return sandbox.evaluate({ code, modules: {}, probing: false, deadline });
}

describe("a sandbox", () => {
  test("runs one tenant after another, each in a world of its own", async () => {
    const outcomes = await Promise.all([
      run("globalThis.left = 1; export default 1"),
      run("export default typeof left"),
    ]);
    expect(outcomes).toEqual([
      { kind: "value", json: '{"exports":["default"],"value":1}' },
      { kind: "value", json: '{"exports":["default"],"value":"undefined"}' },
    ]);
  });

  test("ends a native call that polls no interrupt, and goes on with the next tenant", async () => {
    const started = performance.now();
    expect(await run("[].sort.call({ length: 2 ** 31 })", 100)).toEqual({ kind: "deadline" });
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await run("export default 2")).toMatchObject({ kind: "value" });
  });

  test("survives what overflows the host's own stack", async () => {
    const outcome = await run("JSON.parse('['.repeat(1e6))");
    expect(["thrown", "crashed"]).toContain(outcome.kind);
    expect(await run("export default 3")).toMatchObject({ kind: "value" });
  });

  test("starts again after it was closed, and closes twice", async () => {
    const other = new Sandbox();
    expect(await other.evaluate({ code: "export default 1", modules: {}, probing: false })).toMatchObject({
      kind: "value",
    });
    await other.close();
    await other.close();
    expect(await other.evaluate({ code: "export default 1", modules: {}, probing: false })).toMatchObject({
      kind: "value",
    });
    await other.close();
  });
});
