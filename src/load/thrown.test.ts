import { describe, expect, test } from "vitest";
import { authorModules } from "./author-modules.ts";
import type { Outcome } from "./evaluate.ts";
import type { Failure } from "./failure.ts";
import { brief, projectDouble } from "./project-double.ts";
import { failureDiagnostics } from "./thrown.ts";
import { TypeScriptPositions } from "./typescript-positions.ts";

const ENTRY = "tenants/acme/tenant.ts";
const MAP = '{"version":3,"sources":["tenant:tenants/acme/tenant.ts"],"names":[],"mappings":"AAAA"}';

/** What becomes of an outcome of `code`, whose first character is the only one that the source map knows. */
async function found(outcome: Failure["outcome"], code = "x.y();", probed: Outcome = { kind: "deadline" }) {
  const project = projectDouble({ [ENTRY]: code, "tenants/acme/data.json": "{}" });
  const modules = authorModules(project.root, ENTRY, ["monitorgen"]);
  project.remove();
  const diagnostics = await failureDiagnostics({
    outcome,
    entry: ENTRY,
    limits: { deadline: 5000, memory: 1024 * 1024, output: 2048 },
    modules,
    positions: new TypeScriptPositions(modules.modules, ENTRY, MAP),
    code,
    exports: new Map([["monitorgen", ["alert"]]]),
    probe: async () => probed,
  });
  return diagnostics.map(brief).join("; ");
}

function thrown(name: string, message: string, stack = "at x (tenant.js:1:1)"): Failure["outcome"] {
  return { kind: "thrown", thrown: { type: "object", name, message, stack }, probe: undefined };
}

describe("a run without a declaration means", () => {
  test.each([
    [{ kind: "deadline" }, "deadline 1:1 it was stopped after 5 s; a declaration takes milliseconds"],
    [{ kind: "memory" }, "memory 1:1 it asked for more than 1 MiB"],
    [{ kind: "large" }, "output-size 1:1 written out it has more than 2 KiB"],
    [{ kind: "crashed", message: "a\u001bb" }, "crashed 1:1 the sandbox gave up: a\\u{1b}b"],
  ] as const)("%o", async (outcome, expected) => {
    expect(await found(outcome)).toBe(expected);
  });

  test("an await that never ends, where there is only one", async () => {
    expect(await found({ kind: "unsettled" }, "1; await x;")).toMatch(/^unsettled 1:4 /);
    expect(await found({ kind: "unsettled" }, "1; await x; await y;")).toMatch(/^unsettled 1:1 /);
  });

  test("an interrupted loop, wherever one can be found", async () => {
    const interrupted = (stack?: string) => thrown("InternalError", "interrupted", stack);
    expect(await found(interrupted(""), "1; do {} while (true);")).toMatch(/^deadline 1:4 /);
    expect(await found(interrupted(""), "1;")).toMatch(/^deadline 1:1 /);
    expect(await found(interrupted(), "for (const a in b) for (const c of d) {}")).toMatch(/^deadline 1:1 /);
    expect(await found(interrupted(), "f();")).toMatch(/^deadline 1:1 /);
  });

  test("an engine's limit that is none of ours, told as it is", async () => {
    expect(await found(thrown("InternalError", "string too long"))).toBe(
      "exception 1:1 InternalError: string too long",
    );
    expect(await found(thrown("InternalError", "stack overflow"), "x;")).toBe(
      "recursion 1:1 a function calls itself too deeply",
    );
  });

  test("an exception without a name or a place", async () => {
    expect(await found(thrown("", "", ""))).toBe("exception 1:1 what was thrown says nothing of itself");
    expect(await found(thrown("TypeError", "cannot read property 'z' of null"))).toBe(
      "exception 1:1 TypeError: cannot read property 'z' of null",
    );
    expect(await found(thrown("SyntaxError", "Could not find export 'x' in module 'monitorgen'"))).toContain(
      "exception 1:1",
    );
  });

  test("a call of what is no function, when the second run tells nothing more", async () => {
    const notFunction = thrown("TypeError", "not a function");
    expect(await found(notFunction, "f();")).toBe("undefined-value 1:1 f is no function here");
    expect(await found(notFunction, "1;")).toBe("exception 1:1 TypeError: not a function");
  });

  test("a name that only the provided modules have", async () => {
    expect(await found(thrown("ReferenceError", "'alerts' is not defined"), "alerts;")).toContain("undefined-name 1:1");
    expect(await found(thrown("ReferenceError", "nothing said"), "alerts;")).toContain("exception 1:1");
  });
});
