import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, check, checkFiles, validate } from "monitorgen";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { root as checkout } from "../../scripts/steps/own-command.ts";
import { monitorgen } from "../../test/cli/console.ts";
import type { BuildOptions, BuildResult, Diagnostic } from "./index.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "library-")));
  cpSync(join(checkout, "tenants/organisation.ts"), join(root, "tenants/organisation.ts"));
  cpSync(join(checkout, "tenants/initech"), join(root, "tenants/initech"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function mistype(): void {
  const file = join(root, "tenants/initech/tenant.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/severity: "(?:page|ticket)"/, 'severity: "pgae"'));
}

describe("build", () => {
  test("writes what the command line writes, and tells it as data", async () => {
    const { ok, diagnostics, tenants, folders, render } = await build({ root, environment: "production" });
    expect([ok, diagnostics, render()]).toEqual([true, [], ""]);
    expect(tenants).toMatchObject([
      { tenant: "initech", environment: "production", sources: ["tenants/initech/tenant.ts"] },
    ]);
    expect(tenants[0]?.alerts).toContainEqual({
      name: expect.any(String),
      severity: expect.stringMatching(/^(?:page|ticket|info)$/),
      team: expect.any(String),
    });
    expect(folders.map(({ folder, tenant }) => [folder, tenant])).toEqual([
      ["initech", "initech"],
      ["organisation", undefined],
    ]);
    const [initech] = folders;
    expect(initech).toMatchObject({ path: join(root, "output/initech"), environment: "production" });
    expect(initech?.proven).toBe(tenants[0]?.alerts.length);
    expect([...(initech?.changes?.written ?? [])]).toEqual(initech?.files.map(({ path }) => path).sort());
    for (const { path, content } of initech?.files ?? []) {
      expect(readFileSync(join(root, "output/initech", path), "utf8")).toBe(content);
    }
    expect(await monitorgen(["build", "--env", "production", "--check"], { cwd: root })).toMatchObject({ exit: 0 });
  });

  test("leaves the disk alone where it is told so, and gives the files all the same", async () => {
    const { ok, folders } = await build({ root, tenants: ["initech", "initech"], write: false });
    expect(ok).toBe(true);
    expect(new Set(folders.map(({ tenant }) => tenant))).toEqual(new Set(["initech"]));
    expect(folders[0]?.files.find(({ path }) => path === "README.md")?.content).toContain("nitech");
    expect(folders[0]?.changes).toBeUndefined();
    expect(existsSync(join(root, "output"))).toBe(false);
  });

  test("writes nothing where there is a mistake, and gives its place", async () => {
    mistype();
    const result = await build({ root });
    expect(result).toMatchObject({ ok: false, tenants: [], folders: [] });
    expect(result.diagnostics[0]).toMatchObject({ severity: "error", file: "tenants/initech/tenant.ts" });
    expect(result.render({ width: 80 })).toMatch(/^error MG\d{4} .*\n(?:.*\n)+\n1 error\n$/);
    expect(result.render({ color: true })).toContain("\u001b[");
    expect(existsSync(join(root, "output"))).toBe(false);
    expect(JSON.parse(JSON.stringify(result))).toEqual({ ...result, render: undefined });
  });
});

test("validate reports mistakes, or what is declared, and tells its steps", async () => {
  const steps: string[] = [];
  const good = await validate({ root, environment: "production", onProgress: (step) => steps.push(step) });
  expect(good).toMatchObject({ ok: true, diagnostics: [], tenants: [{ tenant: "initech" }] });
  expect(steps).toContain("reading tenants/initech");
  mistype();
  expect(await validate({ root })).toMatchObject({ ok: false, tenants: [] });
});

test("check finds what a build would change, in the folder that was built", async () => {
  const out = join(root, "made");
  await build({ root, out, tenants: ["initech"], environment: "production" });
  const of = { root, out, tenants: ["initech"], environment: "production" };
  expect(await check(of)).toMatchObject({ ok: true, diagnostics: [] });
  writeFileSync(join(out, "initech/README.md"), "edited");
  const { ok, diagnostics } = await check(of);
  expect([ok, diagnostics.map(({ code, file }) => [code, file])]).toEqual([
    false,
    [["MG2512", "made/initech/README.md"]],
  ]);
});

test.each([
  [{}, "build: expected root, the folder that holds tenants/"],
  [{ root: "" }, "build: root must be a path"],
  [{ root: "/nowhere" }, "build: /nowhere is no folder"],
  [{ root: ".", tenant: "acme" }, "build: there is no option 'tenant'; did you mean 'tenants'?"],
  [{ root: ".", tenants: "acme" }, "build: tenants must be a list of names"],
  [{ root: ".", verbose: 1 }, "build: there is no option 'verbose'; expected one of root, tenants, environment"],
  [{ root: ".", write: "no" }, "build: write must be true or false"],
  [{ root: ".", onProgress: true }, "build: onProgress must be a function"],
  [{ root: ".", environment: ["a"] }, "build: environment must be a name"],
  [{ root: ".", out: "tenants/acme" }, "build: out can't be tenants/acme: tenants/ is for declarations"],
])("options from JavaScript that can't be are refused: %j", async (options, told) => {
  // @ts-expect-error TypeScript refuses most of these by itself
  await expect(build(options)).rejects.toThrow(new TypeError(`${told}`).message);
});

test("a machine that refuses to write is an error with the path and the reason", async () => {
  writeFileSync(join(root, "output"), "a file");
  await expect(build({ root })).rejects.toMatchObject({
    path: "output",
    reason: "a file stands where a folder must be",
  });
});

test("a tenant's own code gets the DSL alone", async () => {
  const file = join(root, "tenants/initech/tenant.ts");
  writeFileSync(file, `import { build } from "monitorgen";\nbuild({ root: "." });\n${readFileSync(file, "utf8")}`);
  const { diagnostics } = await validate({ root, tenants: ["initech"] });
  expect(diagnostics[0]).toMatchObject({ code: "MG1024", line: 1 });
});

test("public types are plain", () => {
  expectTypeOf<BuildResult["diagnostics"]>().toEqualTypeOf<readonly Diagnostic[]>();
  expectTypeOf<Parameters<typeof build>[0]>().toEqualTypeOf<BuildOptions>();
});

describe("checkFiles", () => {
  const rules = (expr: string): string =>
    `groups:\n  - name: a\n    rules:\n      - { record: "a:up:sum", expr: "${expr}" }\n`;

  test("judges files against what tenants declare, as the command line does", async () => {
    writeFileSync(join(root, "rules.yaml"), rules("sum(upp)"));
    const { ok, files, rules: count, diagnostics } = await checkFiles({ root, files: [join(root, "rules.yaml")] });
    expect([ok, files, count]).toEqual([false, ["rules.yaml"], 1]);
    expect(diagnostics).toMatchObject([{ code: "MG2001", file: "rules.yaml", line: 4 }]);
  });

  test("needs no tenants, and takes a list of metrics", async () => {
    rmSync(join(root, "tenants"), { recursive: true });
    writeFileSync(join(root, "rules.yaml"), rules("sum(load)"));
    writeFileSync(join(root, "metrics.txt"), "load\n");
    const known = { root, files: [join(root, "rules.yaml")], metrics: join(root, "metrics.txt") };
    expect(await checkFiles(known)).toMatchObject({ ok: true, diagnostics: [] });
    writeFileSync(join(root, "metrics.txt"), "loads\n");
    expect((await checkFiles(known)).render()).toContain("rules.yaml:4:42");
    expect((await checkFiles({ root, files: [join(root, "rules.yaml")], tenants: ["acme"] })).ok).toBe(false);
  });

  test("refuses options that can't be", async () => {
    // @ts-expect-error files are a list
    await expect(checkFiles({ root, files: "rules.yaml" })).rejects.toThrow(
      "checkFiles: files must be a list of names",
    );
  });
});
