import { describe, expect, test } from "vitest";
import { evaluate, type Outcome, prepareEngine } from "./evaluate.ts";

const LIMITS = { deadline: 20_000, memory: 32 * 1024 * 1024, output: 100_000 };

async function run(
  code: string,
  more: { probing?: boolean; deadline?: number; output?: number } = {},
): Promise<Outcome> {
  await prepareEngine();
  const modules = { monitorgen: "export const one = 1;" };
  return evaluate({ ...LIMITS, probing: false, ...more, code, modules });
}

async function value(code: string): Promise<unknown> {
  const outcome = await run(`export default ${code}`);
  return outcome.kind === "value" ? JSON.parse(outcome.json).value : outcome;
}

async function thrown(code: string): Promise<string> {
  const outcome = await run(code);
  return outcome.kind === "thrown" ? `${outcome.thrown.name}: ${outcome.thrown.message}` : outcome.kind;
}

describe("the sandbox hands over", () => {
  test("the default export as JSON, and which names are exported", async () => {
    expect(await run('import { one } from "monitorgen"; export default { one }; export const two = 2;')).toEqual({
      kind: "value",
      json: '{"exports":["default","two"],"value":{"one":1}}',
    });
  });

  test("marks for all that JSON has no form for", async () => {
    const mark = (what: string) => ({ $unrepresentable: what });
    expect(
      await value(
        "{ a: () => 1, b: [undefined, NaN, -Infinity], c: /x/, d: new Map(), e: Promise.resolve(), f: Symbol() }",
      ),
    ).toEqual({
      a: mark("a function"),
      b: [mark("undefined"), mark("NaN"), mark("-Infinity")],
      c: mark("a regular expression"),
      d: mark("a Map"),
      e: mark("a promise"),
      f: mark("a symbol"),
    });
    expect(await value("[10n, new Set(), Error('x'), null, true]")).toEqual([
      mark("a BigInt"),
      mark("a Set"),
      mark("an error"),
      null,
      true,
    ]);
    expect(await value("undefined")).toEqual(mark("undefined"));
  });

  test("what toJSON and getters return, leaving undefined properties out", async () => {
    expect(await value("{ a: { toJSON: () => 1 }, get b() { return 2; }, c: undefined, n: null }")).toEqual({
      a: 1,
      b: 2,
      n: null,
    });
  });

  test("a mark where a value contains itself or is nested too deeply", async () => {
    expect(await value("(() => { const a = {}; a.list = [a]; return a; })()")).toEqual({
      list: [{ $unrepresentable: "cycle" }],
    });
    const deep = JSON.stringify(
      await value("(() => { let a = 1; for (let i = 0; i < 1e4; i++) a = [a]; return a; })()"),
    );
    expect(deep).toMatch(/^\[{150}\{"\$unrepresentable":"depth"\}\]{150}$/);
  });

  test("a default export beside an export called then", async () => {
    expect(await run("export const then = () => {}; export default 1;")).toMatchObject({ kind: "value" });
  });
});

describe("the sandbox takes away", () => {
  test.each([
    ["Date.now()", "ReferenceError: 'Date' is not defined"],
    ["process.env", "ReferenceError: 'process' is not defined"],
    ["Math.random()", "Refused: Math.random"],
    ["eval('1')", "Refused: eval"],
    ["new Function('return 1')", "Refused: Function"],
    ["(() => {}).constructor('return this')()", "Refused: Function"],
    ["(async () => {}).constructor('x')", "Refused: Function"],
    ["(function* () {}).constructor('x')", "Refused: Function"],
    ["Object.prototype.x = 1", "TypeError: object is not extensible"],
    ["Object.prototype.toString = 1", "TypeError: 'toString' is read-only"],
    ["({}).__proto__.x = 1", "TypeError: object is not extensible"],
    ["JSON.stringify = 1", "TypeError: 'stringify' is read-only"],
    ["Array.prototype.map = 1", "TypeError: 'map' is read-only"],
    ["Promise = 1", "TypeError: 'Promise' is read-only"],
  ])("%s", async (code, message) => {
    expect(await thrown(code)).toBe(message);
  });

  test("everything that is not the language's own", async () => {
    const names = await value("Object.getOwnPropertyNames(globalThis).sort().join()");
    expect(names).not.toMatch(
      /\$|host|settle|performance|Weak(?:Ref)|Finalization|Shared|Atomics|console|require|process|std|os\b/,
    );
  });

  test("no more than that: errors and inherited names can be assigned", async () => {
    expect(
      await value(`(() => {
        class Mine extends Error { constructor() { super("m"); this.name = "Mine"; } }
        const o = {}; o.toString = () => "t"; o.constructor = 1;
        return [String(new Mine()), String(o), Object.keys(o)];
      })()`),
    ).toEqual(["Mine: m", "t", ["toString", "constructor"]]);
  });
});

describe("the sandbox ends", () => {
  test("endless loops, with the place", async () => {
    const outcome = await run("for (;;) {}", { deadline: 60 });
    expect(outcome).toMatchObject({ kind: "thrown", thrown: { message: "interrupted" } });
  });

  test("endless chains of promises", async () => {
    const code = "const next = () => Promise.resolve().then(next); await next();";
    expect((await run(code, { deadline: 60 })).kind).toBe("deadline");
  });

  test("endless recursion", async () => {
    expect(await thrown("const f = (x) => f(x) + 1; f(1)")).toBe("InternalError: stack overflow");
  });

  test("hunger for memory, whatever shape it takes", async () => {
    expect(["memory", "InternalError: out of memory"]).toContain(await thrown("const a = []; for (;;) a.push({})"));
    expect(await thrown("'x'.repeat(2e8)")).toBe("InternalError: out of memory");
    expect(await thrown("new Uint8Array(1e9)")).toBe("InternalError: out of memory");
    expect(["memory", "InternalError: out of memory"]).toContain(
      await thrown("const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })"),
    );
  });

  test("output without bounds", async () => {
    const doubling = "let a = { x: 'some text' }; for (let i = 0; i < 40; i++) a = { a, b: a }; export default a;";
    expect((await run(doubling, { deadline: 300 })).kind).toMatch(/large|memory|deadline/);
    expect((await run("export default 'x'.repeat(2e5)")).kind).toBe("large");
  });

  test("waiting for what never comes", async () => {
    expect((await run("await new Promise(() => {})")).kind).toBe("unsettled");
  });
});

describe("what is thrown", () => {
  test.each([
    ["throw 'text'", ": text"],
    ["throw undefined", ": undefined"],
    ["throw Symbol('s')", ": Symbol(s)"],
    ["throw { get message() { throw 1; }, name: 'N' }", "N: "],
    ["throw new Proxy({}, { get() { throw 1; } })", ": "],
    ["throw { message: { toString() { return {}; } } }", "undefined: "],
    ["export default { get a() { throw new Error('in a getter'); } }", "Error: in a getter"],
    ["export default { toJSON() { throw new TypeError('in toJSON'); } }", "TypeError: in toJSON"],
    ["export default new Proxy({}, { ownKeys() { throw new Error('in a trap'); } })", "Error: in a trap"],
    ["import 'fs'", "ReferenceError: could not load module 'fs'"],
  ])("%s", async (code, message) => {
    expect(await thrown(code)).toContain(message.replace("ReferenceError: could not load module 'fs'", "no module fs"));
  });

  test("is told with the names that a probed receiver has", async () => {
    const code = "class A { go() {} } const a = new A(); a.size = 1; $probe(a).og();";
    expect(await run(code, { probing: true })).toMatchObject({
      kind: "thrown",
      probe: ["size", "constructor()", "go()"],
    });
    expect(await run("$probe(undefined).og();", { probing: true })).toMatchObject({ probe: "undefined" });
    expect(await thrown("$probe(1)")).toBe("ReferenceError: '$probe' is not defined");
  });
});
