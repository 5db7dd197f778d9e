import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root, runOwn } from "./steps/own-command.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "monitorgen-direction-"));
  cpSync(join(root, ".dependency-cruiser.mjs"), join(folder, ".dependency-cruiser.mjs"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(folder, "package.json"),
    '{ "type": "module", "dependencies": { "zod": "4" }, "devDependencies": { "vitest": "5" } }',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function judge(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout } = await runOwn("depcruise", ["--config", ".dependency-cruiser.mjs", "src"], { cwd: folder });
  return [...stdout.matchAll(/^\s*error ([\w-]+): (.*?)(?:\s*→\s*)?$/gm)]
    .map(([, rule, where]) => `${rule}: ${where}`)
    .sort();
}

test("the direction is free one way and closed the other", async () => {
  const findings = await judge({
    "src/values/duration.ts": 'import { fail } from "../diagnostics/diagnostic.ts"; export const a = fail;',
    "src/diagnostics/diagnostic.ts": "export const fail = 1;",
    "src/promql/build/vector.ts": 'export { a } from "../../values/duration.ts";',
    "src/promql/solve/solve.ts": 'import { z } from "zod"; export const s = z;',
    "src/dsl/metric.ts":
      'import { a } from "../promql/build/vector.ts"; import { s } from "../promql/solve/solve.ts"; export const m = [a, s];',
    "src/program/program.ts": 'import type { P } from "../targets/prometheus/rule.ts"; export type Q = P;',
    "src/targets/prometheus/rule.ts": 'import { readFileSync } from "node:fs"; export type P = typeof readFileSync;',
    "src/detector/main.ts": 'import "node:http"; export const late = await import("../values/duration.ts");',
    "src/detector/detectors/iqr/parameters.ts": "export const p = 1;",
    "src/program/schema.ts": 'export { p } from "../detector/detectors/iqr/parameters.ts";',
    "src/utils/thing.ts": "import '../values/duration.ts';",
  });
  expect(findings).toEqual([
    "direction-detector: src/detector/main.ts → src/values/duration.ts",
    "direction-dsl: src/dsl/metric.ts → src/promql/solve/solve.ts",
    "direction-program: src/program/program.ts → src/targets/prometheus/rule.ts",
    "known-folder: src/utils/thing.ts → src/values/duration.ts",
    "pure-inside: src/targets/prometheus/rule.ts → fs",
  ]);
});

test("circles, imported tests and packages that do not ship are refused; tests may import anything", async () => {
  const findings = await judge({
    "src/values/a.ts": 'import { b } from "./b.ts"; export const a = () => b;',
    "src/values/b.ts": 'import { a } from "./a.ts"; export const b = () => a;',
    "src/values/c.ts": 'import { t } from "./a.test.ts"; import { test } from "vitest"; export const c = [t, test];',
    "src/values/a.test.ts":
      'import { test } from "vitest"; import { cli } from "../cli/main.ts"; export const t = [test, cli];',
    "src/cli/main.ts": "export const cli = 1;",
  });
  const others = findings.filter((one) => !one.startsWith("no-cycle"));
  expect(others.map((one) => one.replace(/[^ ]*node_modules\/(\w+)\/.*/, "$1"))).toEqual([
    "no-development-package: src/values/c.ts → vitest",
    "no-test-imported: src/values/c.ts → src/values/a.test.ts",
  ]);
  expect(findings.some((one) => one.startsWith("no-cycle: src/values/a.ts"))).toBe(true);
});
