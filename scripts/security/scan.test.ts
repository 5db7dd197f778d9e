import { expect, test } from "vitest";
import { scanForDangers } from "./scan.ts";

const dangers = (text: string): string[] => scanForDangers("a.ts", text).map((one) => one.danger);

test.each([
  ["eval(a)", "evaluated-text"],
  ["globalThis.eval(a)", "evaluated-text"],
  ["globalThis['eval'](a)", "evaluated-text"],
  ["new Function(a)", "evaluated-text"],
  ["Function('a', b)", "evaluated-text"],
  ["setTimeout('a()', 1)", "evaluated-text"],
  [`setInterval(\`\${a}()\`, 1)`, "evaluated-text"],
  ["import { spawn } from 'node:child_process'", "child-process"],
  ["import * as c from 'child_process'", "child-process"],
  ["export { spawn } from 'node:child_process'", "child-process"],
  ["export * from 'node:child_process'", "child-process"],
  ["await import('node:child_process')", "child-process"],
  ["require('child_process')", "child-process"],
  ["import vm from 'node:vm'", "vm"],
  ["import { Worker } from 'node:worker_threads'", "worker"],
  ["function f(a) { return new RegExp(a) }", "regexp-from-data"],
  [`const f = (a) => RegExp(\`^\${a}$\`)`, "regexp-from-data"],
  ["connect({ rejectUnauthorized: false })", "unverified-tls"],
])("%s is found", (text, danger) => {
  expect(dangers(text)).toEqual([danger]);
});

test.each([
  "import type { ChildProcess } from 'node:child_process'",
  "const p = new RegExp(`^${part}$`)",
  "function f() { return new RegExp('a+', 'y') }",
  "setTimeout(() => a(), 1)",
  "thing.eval(a); thing.Function(a)",
  "connect({ rejectUnauthorized: true })",
  "const text = 'eval(a)'",
])("%s is not", (text) => {
  expect(dangers(text)).toEqual([]);
});

test("a finding has its line, and a text that does not parse is an error that names the file", () => {
  expect(scanForDangers("a.ts", "\n\neval(a)")).toEqual([{ danger: "evaluated-text", line: 3 }]);
  expect(() => scanForDangers("broken.ts", "(")).toThrow(/broken\.ts/);
});
