import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { root } from "../../scripts/steps/own-command.ts";
import { testTouches } from "./outside.ts";
import { nodes, User } from "./user.ts";

const { tarball } = inject("packed");

test("there is a Node to run it on", () => {
  expect(nodes.length).toBeGreaterThan(0);
});

describe.each(nodes)("in an empty folder, on Node $version", (node) => {
  const user = new User(node);
  let told = "";
  beforeAll(() => {
    told = user.installs(tarball);
  });
  afterAll(() => user.leaves());

  test("installs nine packages, none of development, and without a word about our scripts", () => {
    const lock = JSON.parse(readFileSync(join(user.folder, "node_modules/.package-lock.json"), "utf8"));
    const installed = Object.keys(lock.packages);
    expect(installed.length, installed.join(" ")).toBeLessThanOrEqual(12);
    expect(installed).not.toContain("node_modules/typescript");
    expect(told).not.toMatch(/monitorgen@|deprecated|EBADENGINE/);
    expect(Number.parseInt(user.does("du", "-sm", "node_modules"), 10)).toBeLessThan(60);
  });

  test("starts a tenant in TypeScript and builds it; the next build finds it up to date", () => {
    expect(user.does("npx", "monitorgen", "init", "--yes")).toContain("✓ tenants/shop/tenant.ts\n");
    expect(user.does("npx", "monitorgen", "build")).toMatch(/✓ {2}shop {2}6 of 6 {2}alerts proven/);
    expect(user.does("npx", "monitorgen", "build", "--check")).toContain("✓ up to date");
    expect(existsSync(join(user.folder, "output/shop/prometheus/rules"))).toBe(true);
  });

  test("starts a tenant in YAML beside it, with the schema that its first line names", () => {
    expect(user.does("npx", "monitorgen", "init", "--yes", "--name", "depot", "--form", "yaml")).toContain("depot");
    expect(user.does("npx", "monitorgen", "build")).toMatch(/✓ {2}depot {2}6 of 6 {2}alerts proven/);
    const [first = ""] = readFileSync(join(user.folder, "tenants/depot/tenant.yaml"), "utf8").split("\n");
    const schema = join(user.folder, "tenants/depot", first.replace("# yaml-language-server: $schema=", ""));
    expect(JSON.parse(readFileSync(schema, "utf8"))).toMatchObject({ $id: "urn:monitorgen:schema:tenant" });
  });

  test("tells a mistake with its place, and writes nothing", () => {
    const file = "tenants/depot/tenant.yaml";
    const text = readFileSync(join(user.folder, file), "utf8");
    user.writes(file, text.replace('status=~"5.."', 'statuss=~"5.."'));
    const { status, stdout, stderr } = user.types("npx", "monitorgen", "build");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/error MG2002 .*tenants\/depot\/tenant\.yaml:\d+:\d+\n(?:.*\n)*.*did you mean 'status'\?/);
    expect(user.does("npx", "monitorgen", "explain", "MG2002")).toContain("MG2002");
    user.writes(file, text);
  });

  test("has a doctor who finds all that a build needs", () => {
    const looked = JSON.parse(user.does("npx", "monitorgen", "doctor", "--format", "json").replace(/^npm .*\n/gm, ""));
    expect(looked.ok).toBe(true);
    for (const one of looked.checks) expect(one, one.name).not.toMatchObject({ state: "missing" });
    expect(looked.checks).toContainEqual(expect.objectContaining({ name: "editor types", state: "ok" }));
  });

  test("is a library, for import and for require", () => {
    user.writes(
      "build.mjs",
      'import { build } from "monitorgen"; const { ok, folders } = await build({ root: ".", write: false }); console.log(ok, folders.map(({ folder }) => folder).join());',
    );
    expect(user.does("node", "build.mjs")).toContain("true depot,shop,organisation\n");
    user.writes(
      "validate.cjs",
      'const { validate } = require("monitorgen"); validate({ root: __dirname }).then(({ ok, tenants }) => console.log(ok, tenants.length));',
    );
    expect(user.does("node", "validate.cjs")).toContain("true 2\n");
  });

  test("judges files, and brings its detectors as a library", () => {
    const rows = Array.from({ length: 200 }, (_, index) => `${index},${index === 180 ? 90 : 10 + (index % 3)}`);
    user.writes("load.csv", ["timestamp,load", ...rows, ""].join("\n"));
    expect(user.does("npx", "monitorgen", "detect", "--input", "load.csv")).toMatch(/\n180,90,0\.[5-9]\d*\n/);
    expect(user.does("npx", "monitorgen", "explain", "auto")).toContain("What it finds");
    const use =
      'const kind = detectors.find(({ name }) => name === "iqr"); console.log(kind.takes, detectors.length > 20);';
    user.writes("detect.mjs", `import { detectors } from "monitorgen/detectors"; ${use}`);
    user.writes("detect.cjs", `const { detectors } = require("monitorgen/detectors"); ${use}`);
    for (const file of ["detect.mjs", "detect.cjs"]) expect(user.does("node", file)).toContain("series true\n");
  });

  test("gives the same bytes as the checkout does, on the checkout's Node", () => {
    const checkout = [join(root, "node_modules/node/bin/node"), join(root, "src/cli/main.ts")] as const;
    expect(user.does(...checkout, "build", "--check")).toContain("✓ up to date");
  });

  testTouches(user);
});

test("an installation without the packages of its platform says so, and so does its doctor", () => {
  const [node] = nodes;
  if (node === undefined) return;
  const user = new User(node);
  try {
    user.installs("--omit=optional", tarball);
    const init = user.types("npx", "monitorgen", "init", "--yes");
    expect([init.status, init.stderr]).toEqual([3, expect.stringContaining("the installation isn't complete")]);
    const { status, stdout } = user.types("npx", "monitorgen", "doctor");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ {2}oxc-parser +doesn't run on /m);
  } finally {
    user.leaves();
  }
});
