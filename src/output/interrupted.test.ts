import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { STAGING } from "./artifact-path.ts";
import { commit, stage } from "./commit.ts";
import { OutputFailure } from "./failure.ts";
import { type OutputFolder, planFolder } from "./folder.ts";
import { checkOutput, writeOutput } from "./index.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "output-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folderOf = (files: Readonly<Record<string, string>>, folder = "acme"): OutputFolder => ({
  folder,
  tenant: "acme",
  environment: "production",
  artifacts: Object.entries(files).map(([path, content]) => ({ path, content, kind: "text", origins: ["tenant"] })),
});
const place = () => ({ root, shown: "output" });
const build = (files: Readonly<Record<string, string>>) => writeOutput({ ...place(), folders: [folderOf(files)] });
const check = (files: Readonly<Record<string, string>>): string[] =>
  checkOutput({ ...place(), folders: [folderOf(files)] }).map(({ kind }) => kind.name);

function snapshot(): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => [join(parentPath, name), join(parentPath, name)])
      .map(([at = "", file = ""]) => [at.slice(root.length), readFileSync(file, "utf8")]),
  );
}

const BEFORE = { "README.md": "old", "rules/a.yaml": "old", "gone/x.md": "old", "same.md": "same" };
const AFTER = { "README.md": "new", "rules/a.yaml": "new", "added/y.md": "new", "same.md": "same" };

/** Does the steps of a build in their order, and stops after some of them, as a killed one does. */
function killedAfter(files: Readonly<Record<string, string>>, steps: number): number {
  const planned = planFolder(place(), folderOf(files));
  const { path, plan } = planned;
  stage(planned);
  const all = [
    ...plan.removals.map((one) => () => unlinkSync(join(path, one.path))),
    ...plan.writes.map((one, i) => () => {
      mkdirSync(dirname(join(path, one.path)), { recursive: true });
      renameSync(join(path, STAGING, String(i)), join(path, one.path));
    }),
    () => renameSync(join(path, STAGING, "manifest.json"), join(path, "manifest.json")),
  ];
  for (const step of all.slice(0, steps)) step();
  return all.length;
}

test.each([0, 1, 2, 3, 4, 5])("a build killed after step %i is reported, and the next one ends it", async (steps) => {
  await build(BEFORE);
  expect(killedAfter(AFTER, steps)).toBe(5);
  expect(check(AFTER)).toContain("output/interrupted");
  expect(check(AFTER)).not.toContain("output/hand-edited");
  const { folders, diagnostics } = await build(AFTER);
  expect(diagnostics).toEqual([]);
  expect(folders[0]).toMatchObject({ repaired: true, handEdited: [], foreign: [] });
  expect(check(AFTER)).toEqual([]);
  const repaired = snapshot();
  rmSync(join(root, "acme"), { recursive: true });
  await build(AFTER);
  expect(repaired).toEqual(snapshot());
});

test.each([0, 1, 2, 3, 4, 5])(
  "a first build killed after step %i owns what it wrote, whatever comes next",
  async (steps) => {
    killedAfter(BEFORE, steps);
    expect(check(AFTER)).toContain("output/interrupted");
    const { diagnostics } = await build(AFTER);
    expect(diagnostics).toEqual([]);
    expect(Object.keys(snapshot()).sort()).toEqual(
      ["/acme/README.md", "/acme/added/y.md", "/acme/manifest.json", "/acme/rules/a.yaml", "/acme/same.md"].sort(),
    );
  },
);

test("a build killed while it repairs a killed one loses nothing of what is ours", async () => {
  killedAfter(BEFORE, 2);
  killedAfter({ ...AFTER, "third.md": "x" }, 1);
  expect((await build(AFTER)).diagnostics).toEqual([]);
  expect(check(AFTER)).toEqual([]);
  expect(Object.keys(snapshot())).toHaveLength(5);
});

test("a build killed while it laid out its files changed nothing", async () => {
  await build(BEFORE);
  const before = snapshot();
  mkdirSync(join(root, "acme", STAGING));
  writeFileSync(join(root, "acme", STAGING, "journal.json"), '[["half');
  writeFileSync(join(root, "acme", STAGING, "0"), "half a fi");
  expect(check(BEFORE)).toEqual(["output/interrupted"]);
  await build(BEFORE);
  expect(snapshot()).toEqual(before);
});

test("a journal that names files elsewhere makes nothing go there", async () => {
  writeFileSync(join(root, "victim"), "stays");
  mkdirSync(join(root, "acme", STAGING), { recursive: true });
  writeFileSync(join(root, "acme", STAGING, "journal.json"), '[["../victim", []]]');
  await build(BEFORE);
  expect(readFileSync(join(root, "victim"), "utf8")).toBe("stays");
});

test("where one folder can't be laid out, no folder changes and nothing is left behind", async () => {
  await build(BEFORE);
  const before = snapshot();
  mkdirSync(join(root, "globex", STAGING, "0"), { recursive: true });
  const failing = writeOutput({ ...place(), folders: [folderOf(AFTER), folderOf(AFTER, "globex")] });
  await expect(failing).rejects.toThrow(OutputFailure);
  await expect(failing).rejects.toThrow("output/globex: the system says EISDIR");
  rmSync(join(root, "globex"), { recursive: true });
  expect(snapshot()).toEqual(before);
});

test("where a first build can't be laid out, its folder isn't made", async () => {
  mkdirSync(join(root, "globex", STAGING, "0"), { recursive: true });
  const failing = writeOutput({ ...place(), folders: [folderOf(AFTER), folderOf(AFTER, "globex")] });
  await expect(failing).rejects.toThrow(OutputFailure);
  expect(readdirSync(root)).toEqual(["globex"]);
});

test("a build from which something is taken away while files take their places says so, and the next one ends it", async () => {
  await build(BEFORE);
  const planned = planFolder(place(), folderOf(AFTER));
  stage(planned);
  const inTheWay = join(root, "acme/rules/a.yaml");
  rmSync(inTheWay);
  mkdirSync(join(inTheWay, "mine"), { recursive: true });
  writeFileSync(join(inTheWay, "mine/notes.md"), "mine");
  expect(() => commit(planned)).toThrow(
    /^output\/acme: .+; the files are whole, but of two builds, until the next one$/,
  );
  expect(check(AFTER)).toContain("output/interrupted");
  expect(readFileSync(join(inTheWay, "mine/notes.md"), "utf8")).toBe("mine");
  rmSync(inTheWay, { recursive: true });
  const { folders } = await build(AFTER);
  expect(folders[0]).toMatchObject({ repaired: true, foreign: [] });
  expect(check(AFTER)).toEqual([]);
});
