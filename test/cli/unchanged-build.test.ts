import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateProject } from "../../src/project.ts";
import { monitorgen, type Ran } from "./console.ts";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "unchanged-")));
  cpSync("tenants/organisation.ts", join(root, "tenants/organisation.ts"));
  cpSync("tenants/initech", join(root, "tenants/initech"), { recursive: true });
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Builds, and tells whether anything was compiled for it. */
async function build(...args: readonly string[]): Promise<Ran & { readonly isWhole: boolean }> {
  let isWhole = false;
  const facade: typeof generateProject = (options) => {
    isWhole = true;
    return generateProject(options);
  };
  const ran = await monitorgen(["build", "--tenant", "initech", ...args], {
    cwd: root,
    facade: { generateProject: facade },
  });
  return { ...ran, isWhole };
}

test("what has not changed is not built again, and the same is said", async () => {
  expect((await build()).isWhole).toBe(true);
  const again = await build();
  expect(again.isWhole).toBe(false);
  rmSync(join(root, "node_modules/.cache"), { recursive: true });
  const whole = await build();
  expect(whole.isWhole).toBe(true);
  expect(again.stdout).toBe(whole.stdout);
  expect(again.stdout).toMatch(/output\/initech\s+\d+ unchanged/);
  const fromMemory = await build("--format", "json");
  rmSync(join(root, "node_modules/.cache"), { recursive: true });
  const asJson = await build("--format", "json");
  expect([fromMemory.isWhole, asJson.isWhole]).toEqual([false, true]);
  expect(fromMemory.stdout).toBe(asJson.stdout);
});

const changes: readonly (readonly [what: string, change: () => void])[] = [
  ["a declaration", () => appendFileSync(join(root, "tenants/initech/tenant.ts"), "\n// another word\n")],
  ["the organisation", () => appendFileSync(join(root, "tenants/organisation.ts"), "\n// another word\n")],
  ["another file beside the declaration", () => writeFileSync(join(root, "tenants/initech/more.ts"), "")],
  ["an output edited by hand", () => appendFileSync(join(root, "output/initech/README.md"), "x")],
  ["an output that is gone", () => rmSync(join(root, "output/initech/README.md"))],
  ["a file that is not ours", () => writeFileSync(join(root, "output/initech/mine.md"), "mine")],
  ["a build that was cut off", () => mkdirSync(join(root, "output/initech/.monitorgen-build"))],
];

test("every change makes the build whole again, and what it leaves is remembered in turn", async () => {
  await build();
  for (const [what, change] of changes) {
    expect((await build()).isWhole, `before ${what}`).toBe(false);
    change();
    expect((await build()).isWhole, what).toBe(true);
  }
});

test("files that were written anew with the same content are no change", async () => {
  await build();
  const copy = join(root, "copy");
  for (const folder of ["tenants", "output"]) {
    cpSync(join(root, folder), copy, { recursive: true });
    rmSync(join(root, folder), { recursive: true });
    cpSync(copy, join(root, folder), { recursive: true });
    rmSync(copy, { recursive: true });
  }
  expect((await build()).isWhole).toBe(false);
});

test("a check is always whole, and so is a report, another environment and another place", async () => {
  await build();
  for (const args of [["--check"], ["--format", "junit"], ["--env", "staging"], ["--out", "elsewhere"]]) {
    expect((await build(...args)).isWhole).toBe(true);
  }
  const check = await build("--check");
  expect([check.exit, check.isWhole]).toEqual([0, true]);
});

test("what a link leads to is not remembered, nor is a build with findings, nor one without node_modules", async () => {
  symlinkSync("tenant.ts", join(root, "tenants/initech/link.ts"));
  await build();
  expect((await build()).isWhole).toBe(true);
  rmSync(join(root, "tenants/initech/link.ts"));
  appendFileSync(join(root, "tenants/initech/tenant.ts"), "\nsyntax error\n");
  expect([(await build()).exit, (await build()).isWhole]).toEqual([1, true]);
  rmSync(join(root, "node_modules"), { recursive: true });
  await build();
  expect((await build()).isWhole).toBe(true);
  expect(readdirSync(root)).not.toContain("node_modules");
});

test("a memory that can't be read, or can't be written, is none", async () => {
  await build();
  const cache = join(root, "node_modules/.cache/monitorgen");
  for (const file of readdirSync(cache)) writeFileSync(join(cache, file), '{"inputs":[');
  expect((await build()).isWhole).toBe(true);
  rmSync(cache, { recursive: true });
  writeFileSync(cache, "a file in the way");
  expect((await build()).exit).toBe(0);
  expect((await build()).isWhole).toBe(true);
});

test("alerts that were solved before are not solved again, and the same is written", async () => {
  await build();
  const written = readFileSync(join(root, "output/initech/prometheus/tests/SiteDown.yaml"), "utf8");
  appendFileSync(join(root, "tenants/initech/tenant.ts"), "\n// another word\n");
  let known = 0;
  await monitorgen(["build", "--tenant", "initech"], {
    cwd: root,
    facade: {
      generateProject: (options) => {
        known = options.solutions?.size ?? 0;
        return generateProject(options);
      },
    },
  });
  expect(known).toBeGreaterThan(0);
  expect(readFileSync(join(root, "output/initech/prometheus/tests/SiteDown.yaml"), "utf8")).toBe(written);
});
