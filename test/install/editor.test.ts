import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { root } from "../../scripts/steps/own-command.ts";
import { nodes, User } from "./user.ts";

const { tarball } = inject("packed");

const OLDER = "typescript@5.9.3";

/** What an author mistypes in the tenant that `init` writes, and what the compiler says of it. */
const MISTAKES: readonly (readonly [wrong: string, right: string, told: RegExp])[] = [
  ["{ status: /5../ }", "{ statuss: /5../ }", /'statuss' does not exist/],
  ['errors.where({ service: "web" })', 'errors.where({ service: "wbe" })', /'"wbe"' is not assignable/],
  ['.rate("5m")', '.rate("5 minutes")', /"5 minutes"/],
  ['.by("service")', '.by("region")', /'"region"' is not assignable/],
  ['severity: "page"', 'severity: "pgae"', /'"pgae"' is not assignable/],
  ["({ instance }) =>", "({ service }) =>", /'service' does not exist/],
];

const [node = { version: "", folder: "" }] = nodes;
const user = new User(node);
const tenant = "tenants/shop/tenant.ts";
let written = "";

beforeAll(() => {
  user.installs(tarball, OLDER);
  user.does("npx", "monitorgen", "init", "--yes");
  written = readFileSync(join(user.folder, tenant), "utf8");
});
afterAll(() => user.leaves());

const COMPILERS: readonly (readonly [name: string, path: string])[] = [
  ["TypeScript 5.9", join(user.folder, "node_modules/typescript/bin/tsc")],
  ["the checkout's TypeScript", join(root, "node_modules/typescript/bin/tsc")],
];

describe.each(COMPILERS)("%s", (_, tsc) => {
  test.each([
    ["as init writes it", []],
    ["nodenext", ["--module", "nodenext", "--moduleResolution", "nodenext"]],
    ["bundler", ["--module", "preserve", "--moduleResolution", "bundler"]],
  ])("accepts the tenant that init writes: tsconfig %s", (_name, options) => {
    expect(user.does("node", tsc, "-p", ".", "--skipLibCheck", "false", ...options)).toBe("");
  });

  test("refuses what can't be, each mistake at its place", () => {
    for (const [right, wrong, told] of MISTAKES) {
      expect(written).toContain(right);
      user.writes(tenant, written.replace(right, wrong));
      const { status, stdout } = user.types("node", tsc, "-p", ".", "--pretty", "false");
      expect([status === 0, stdout], wrong).toEqual([false, expect.stringMatching(told)]);
      expect(stdout, wrong).toMatch(/^tenants\/shop\/tenant\.ts\(\d+,\d+\): error TS\d+: /);
    }
    user.writes(tenant, written);
  });

  test("knows the library's options and results", () => {
    user.writes(
      "tenants/build.mts",
      `import { type BuildResult, build } from "monitorgen";
const { diagnostics, folders }: BuildResult = await build({ root: ".", tenants: ["shop"], write: false });
for (const { code, file, line } of diagnostics) String([code.startsWith("MG"), file.length, line + 1]);
for (const { files } of folders) for (const { path, content } of files) String([path.length, content.length]);
// @ts-expect-error a misspelt option
await build({ root: ".", tenant: "shop" });
`,
    );
    expect(user.does("node", tsc, "-p", ".", "--module", "nodenext", "--moduleResolution", "nodenext")).toBe("");
    user.does("rm", "tenants/build.mts");
  });
});

test("an editor completes labels, durations and options, and shows what they mean", () => {
  user.writes(
    "completions.cjs",
    `const ts = require("typescript");
const { readFileSync } = require("node:fs");
const file = process.cwd() + "/${tenant}";
const asked = JSON.parse(process.argv[2]);
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile("tsconfig.json", ts.sys.readFile).config, ts.sys, process.cwd());
const host = { ...ts.sys, useCaseSensitiveFileNames: () => true, getCompilationSettings: () => options, getScriptFileNames: () => [file], getScriptVersion: () => "1",
  getCurrentDirectory: () => process.cwd(), getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptSnapshot: (name) => (ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf8")) : undefined) };
const service = ts.createLanguageService(host);
const at = readFileSync(file, "utf8").indexOf(asked.behind) + asked.behind.length;
console.log(JSON.stringify({
  names: (service.getCompletionsAtPosition(file, at, {})?.entries ?? []).map((entry) => entry.name),
  docs: ts.displayPartsToString(service.getQuickInfoAtPosition(file, at - 2)?.documentation),
}));
`,
  );
  const ask = (behind: string, typed = ""): { readonly names: readonly string[]; readonly docs: string } => {
    user.writes(tenant, written.replace(behind + typed, behind));
    return JSON.parse(user.does("node", "completions.cjs", JSON.stringify({ behind })));
  };
  expect(ask("requests.where({ ", "status: /5../").names).toEqual(["instance", "job", "service", "status"]);
  expect([...ask('.by("', "service").names].sort()).toEqual(["instance", "job", "service", "status"]);
  expect([...ask('severity: "', "page").names].sort()).toEqual(["info", "page", "ticket"]);
  expect(ask("slo(").docs).not.toBe("");
  user.writes(tenant, written);
});
