import { once } from "node:events";
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OutputFailure } from "./failure.ts";
import { checkAtRest, checkOutput, type OutputFolder, type OutputReport, writeOutput } from "./index.ts";
import { nameOfHolder } from "./lock-holder.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "output-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

const folderOf = (files: Files, folder = "acme"): OutputFolder => ({
  folder,
  tenant: "acme",
  environment: "production",
  artifacts: Object.entries(files).map(([path, content]) => ({ path, content, kind: "text", origins: ["tenant"] })),
});
const place = () => ({ root, shown: "output" });
const write = (files: Files, isAbandoned?: (folder: string) => boolean): Promise<OutputReport> =>
  writeOutput({ ...place(), folders: [folderOf(files)], ...(isAbandoned && { isAbandoned }) });
const check = (files: Files, isAbandoned?: (folder: string) => boolean): string[] =>
  checkOutput({ ...place(), folders: [folderOf(files)], ...(isAbandoned && { isAbandoned }) }).map(
    ({ kind, at }) => `${kind.name} ${at.file}`,
  );
const put = (path: string, content: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const tree = (folder = ""): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1) + (entry.isDirectory() ? "/" : ""))
    .sort();

const FILES = { "README.md": "# Acme\n", "rules/a.yaml": "a\n", "rules/b.yaml": "b\n" };

test("a first build writes every file and the manifest, and leaves nothing else", async () => {
  const { folders, diagnostics } = await write(FILES);
  expect(diagnostics).toEqual([]);
  expect(folders[0]).toMatchObject({ written: Object.keys(FILES), unchanged: [], removed: [], repaired: false });
  expect(tree()).toEqual([
    "acme/",
    "acme/README.md",
    "acme/manifest.json",
    "acme/rules/",
    "acme/rules/a.yaml",
    "acme/rules/b.yaml",
  ]);
  expect(check(FILES)).toEqual([]);
});

test("what has not changed is not written again, manifest included", async () => {
  await write(FILES);
  const old = new Date(1_000_000_000_000);
  for (const path of ["acme/README.md", "acme/rules/a.yaml", "acme/manifest.json"])
    utimesSync(join(root, path), old, old);
  const { folders } = await write(FILES);
  expect(folders[0]).toMatchObject({ written: [], unchanged: Object.keys(FILES) });
  expect(statSync(join(root, "acme/manifest.json")).mtime).toEqual(old);
  await write({ ...FILES, "rules/b.yaml": "new\n" });
  expect(statSync(join(root, "acme/rules/a.yaml")).mtime).toEqual(old);
  expect(statSync(join(root, "acme/manifest.json")).mtime).not.toEqual(old);
});

test("a file that is no longer wanted goes, and its folder with it", async () => {
  await write(FILES);
  const { "README.md": readme } = FILES;
  expect(check({ "README.md": readme })).toEqual([
    "output/left-over output/acme/rules/a.yaml",
    "output/left-over output/acme/rules/b.yaml",
  ]);
  const { folders } = await write({ "README.md": readme });
  expect(folders[0]?.removed).toEqual(["rules/a.yaml", "rules/b.yaml"]);
  expect(tree()).toEqual(["acme/", "acme/README.md", "acme/manifest.json"]);
});

test("files that aren't ours stay, and are named", async () => {
  await write(FILES);
  put("acme/rules/mine.yaml", "mine");
  put("acme/.keep", "");
  const { folders } = await write({ "README.md": "new" });
  expect(folders[0]?.foreign).toEqual([".keep", "rules/mine.yaml"]);
  expect(read("acme/rules/mine.yaml")).toBe("mine");
  expect(check({ "README.md": "new" })).toEqual([]);
});

test("somebody else's file in our place is not overwritten, and nothing is written at all", async () => {
  put("acme/rules/a.yaml", "mine");
  expect(check(FILES)).toContain("output/foreign-file output/acme/rules/a.yaml");
  const { folders, diagnostics } = await write(FILES);
  expect(folders).toEqual([]);
  expect(diagnostics.map(({ reason }) => reason)).toEqual([
    "output/acme/rules/a.yaml is a file that monitorgen didn't write, and it won't overwrite it",
  ]);
  expect(tree()).toEqual(["acme/", "acme/rules/", "acme/rules/a.yaml"]);
});

test("somebody else's file that is what we would write becomes ours", async () => {
  put("acme/rules/a.yaml", "a\n");
  const { folders } = await write(FILES);
  expect(folders[0]?.unchanged).toEqual(["rules/a.yaml"]);
  expect(check(FILES)).toEqual([]);
});

test("a file or a folder of somebody else in the way is named", async () => {
  put("acme/rules", "a file");
  put("acme/README.md/inside", "a folder");
  const { diagnostics } = await write(FILES);
  expect(diagnostics.map(({ kind, at }) => `${kind.code} ${at.file}`)).toEqual([
    "MG2502 output/acme/README.md",
    "MG2502 output/acme/rules",
  ]);
});

test("a file of ours may become a folder, and a folder a file", async () => {
  await write({ a: "file", "b/c": "in a folder", "b/d/e": "deeper" });
  mkdirSync(join(root, "acme/b/empty/nested"), { recursive: true });
  await write({ "a/x": "in a folder", b: "file" });
  expect(tree("acme")).toEqual(["acme/a/", "acme/a/x", "acme/b", "acme/manifest.json"]);
});

test("an edit by hand is reported by the check; a build overwrites it and says so", async () => {
  await write(FILES);
  put("acme/rules/a.yaml", "edited");
  put("acme/rules/b.yaml", "edited");
  const { "rules/b.yaml": _, ...rest } = FILES;
  expect(check(rest)).toEqual([
    "output/hand-edited output/acme/rules/a.yaml",
    "output/hand-edited output/acme/rules/b.yaml",
  ]);
  const { folders } = await write(rest);
  expect(folders[0]).toMatchObject({
    handEdited: ["rules/a.yaml", "rules/b.yaml"],
    written: ["rules/a.yaml"],
    removed: ["rules/b.yaml"],
  });
  expect(read("acme/rules/a.yaml")).toBe("a\n");
});

test("the check tells what is stale, what is missing, and what was never built", async () => {
  expect(check(FILES)).toEqual(["output/missing output/acme"]);
  await write(FILES);
  rmSync(join(root, "acme/README.md"));
  const wanted = { ...FILES, "rules/a.yaml": "changed", "new.md": "new" };
  expect(check(wanted)).toEqual([
    "output/missing output/acme/README.md",
    "output/missing output/acme/new.md",
    "output/stale output/acme/rules/a.yaml",
  ]);
  const reasons = checkOutput({ ...place(), folders: [folderOf(wanted)] }).map(({ reason }) => reason);
  expect(reasons[0]).toContain("was written, and is gone");
  expect(reasons[1]).toContain("has not been built yet");
});

test("a manifest that is gone, damaged or tells other origins is reported, and built anew", async () => {
  await write(FILES);
  const whole = read("acme/manifest.json");
  rmSync(join(root, "acme/manifest.json"));
  expect(check(FILES)).toEqual(["output/manifest output/acme/manifest.json"]);
  await write(FILES);
  expect(read("acme/manifest.json")).toBe(whole);
  put("acme/manifest.json", whole.replaceAll('"tenant"]', '"other"]'));
  expect(check(FILES)).toEqual(["output/manifest output/acme/manifest.json"]);
  await write(FILES);
  expect(read("acme/manifest.json")).toBe(whole);
});

test("a merge conflict all over the output is repaired by a build", async () => {
  await write({ ...FILES, "gone.md": "gone" });
  for (const path of ["acme/manifest.json", "acme/rules/a.yaml", "acme/gone.md"]) {
    put(path, `<<<<<<< HEAD\n${read(path)}=======\n>>>>>>> other\n`);
  }
  expect(check(FILES)).toContain("output/manifest output/acme/manifest.json");
  const { diagnostics } = await write(FILES);
  expect(diagnostics).toEqual([]);
  expect(check(FILES)).toEqual([]);
  expect(existsSync(join(root, "acme/gone.md"))).toBe(false);
});

test("a manifest that names files elsewhere makes nothing go there", async () => {
  put("victim", "stays");
  await write(FILES);
  put("acme/manifest.json", read("acme/manifest.json").replace("README.md", "../victim"));
  await write({ "rules/a.yaml": "a\n" });
  expect(read("victim")).toBe("stays");
});

test.each(["acme", "acme/rules", "acme/rules/a.yaml", "acme/manifest.json", "acme/.monitorgen-build"])(
  "nothing is written through a link at %s",
  async (link) => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    try {
      mkdirSync(dirname(join(root, link)), { recursive: true });
      symlinkSync(outside, join(root, link));
      const { diagnostics } = await write(FILES);
      expect(diagnostics.map(({ kind, at }) => `${kind.code} ${at.file}`)).toEqual([`MG2503 output/${link}`]);
      expect(readdirSync(outside)).toEqual([]);
    } finally {
      rmSync(outside, { recursive: true });
    }
  },
);

test("a file of ours that became a link is not removed", async () => {
  await write(FILES);
  rmSync(join(root, "acme/README.md"));
  symlinkSync("/etc/hostname", join(root, "acme/README.md"));
  const { folders } = await write({ "rules/a.yaml": "a\n" });
  expect(folders[0]?.removed).toEqual(["rules/b.yaml"]);
  expect(folders[0]?.foreign).toEqual(["README.md"]);
});

test("a file stands where the tenant's folder, or the layout, must be", async () => {
  put("acme", "");
  expect((await write(FILES)).diagnostics.map(({ at }) => at.file)).toEqual(["output/acme"]);
  rmSync(join(root, "acme"));
  put("acme/.monitorgen-build", "");
  expect((await write(FILES)).diagnostics.map(({ at }) => at.file)).toEqual(["output/acme/.monitorgen-build"]);
});

test("a build that would write nothing is an error", async () => {
  const { diagnostics } = await write({});
  expect(diagnostics.map(({ kind }) => kind.code)).toEqual(["MG2501"]);
  expect(tree()).toEqual([]);
});

test("paths that can't be, or that collide, are errors before anything is written", async () => {
  const bad = await write({ "../x": "", "ok.md": "" });
  expect(bad.diagnostics.map(({ kind, reason }) => `${kind.code} ${reason}`)).toEqual([
    'MG2504 "../x": it leads out of its folder',
  ]);
  const twice = await write({ "Ok.md": "", "ok.md": "" });
  expect(twice.diagnostics.map(({ reason }) => reason)).toEqual([
    "ok.md and Ok.md are one on systems that ignore letter case",
  ]);
  expect(tree()).toEqual([]);
});

test("one folder in trouble keeps all others from being written", async () => {
  put("globex/a", "mine");
  const folders = [folderOf({ a: "a" }), folderOf({ a: "a" }, "globex")];
  expect((await writeOutput({ ...place(), folders })).diagnostics).toHaveLength(1);
  expect(existsSync(join(root, "acme"))).toBe(false);
});

test("the folders of a tenant that is gone go, with all that we wrote there and nothing else", async () => {
  const gone = ["gone", "environments/staging/gone", "environments/staging/mixed"];
  await writeOutput({ ...place(), folders: [...gone, "acme"].map((folder) => folderOf(FILES, folder)) });
  put("environments/staging/mixed/mine.txt", "mine");
  put("web/manifest.json", '{"name": "not ours"}');
  put("notes.md", "mine");
  expect(check(FILES, () => true)).toEqual([
    "output/abandoned-folder output/environments/staging/gone",
    "output/abandoned-folder output/environments/staging/mixed",
    "output/abandoned-folder output/gone",
  ]);
  expect(check(FILES, (folder) => folder === "gone")).toEqual(["output/abandoned-folder output/gone"]);
  expect(check(FILES)).toEqual([]);
  const { folders } = await write(FILES, () => true);
  expect(folders.map(({ folder, removed }) => `${folder} ${removed.length}`)).toEqual([
    "acme 0",
    "environments/staging/gone 3",
    "environments/staging/mixed 3",
    "gone 3",
  ]);
  expect(tree().filter((path) => !path.startsWith("acme/"))).toEqual([
    "environments/",
    "environments/staging/",
    "environments/staging/mixed/",
    "environments/staging/mixed/mine.txt",
    "notes.md",
    "web/",
    "web/manifest.json",
  ]);
});

test("an environment that is gone leaves no empty folders", async () => {
  await writeOutput({ ...place(), folders: [folderOf(FILES), folderOf(FILES, "environments/staging/acme")] });
  await write(FILES, () => true);
  expect(readdirSync(root)).toEqual(["acme"]);
});

test("something that is neither a file nor a folder is in the way", async () => {
  mkdirSync(join(root, "acme"));
  const server = createServer().listen(join(root, "acme/README.md"));
  await once(server, "listening");
  const { diagnostics } = await write(FILES);
  server.close();
  expect(diagnostics.map(({ reason }) => reason)).toEqual([
    "output/acme/README.md is neither a file nor a folder that monitorgen didn't write, and it won't overwrite it",
  ]);
});

test("an output root that can't be read is a failure of the machine", async () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  await expect(writeOutput({ root: file, shown: "output", folders: [folderOf(FILES)] })).rejects.toThrow(OutputFailure);
});

test("a folder that is to go and was half gone already goes", async () => {
  await write(FILES);
  mkdirSync(join(root, "acme/.monitorgen-build"));
  writeFileSync(join(root, "acme/.monitorgen-build/journal.json"), "[]");
  rmSync(join(root, "acme/manifest.json"));
  rmSync(join(root, "acme/README.md"));
  await writeOutput({ ...place(), folders: [folderOf(FILES, "globex")], isAbandoned: () => true });
  expect(existsSync(join(root, "acme/.monitorgen-build"))).toBe(false);
});

test("a file is replaced, never written into: who has it open keeps the old one whole", async () => {
  await write(FILES);
  for (const file of ["README.md", "manifest.json"]) linkSync(join(root, "acme", file), join(root, `${file}.old`));
  const manifest = read("manifest.json.old");
  await write({ ...FILES, "README.md": "new" });
  expect(read("README.md.old")).toBe(FILES["README.md"]);
  expect(read("manifest.json.old")).toBe(manifest);
  expect(read("acme/README.md")).toBe("new");
});

test("a check waits until nobody writes, and looks again where a build came meanwhile", async () => {
  const options = { ...place(), folders: [folderOf(FILES)] };
  await write({ ...FILES, "README.md": "old" });
  const lock = join(root, ".monitorgen.lock", nameOfHolder());
  put(`.monitorgen.lock/${basename(lock)}`, "");
  const checking = checkAtRest(options);
  setTimeout(() => {
    rmSync(dirname(lock), { recursive: true });
    void write(FILES);
  }, 100);
  expect(await checking).toEqual([]);
  put("acme/README.md", "edited");
  expect((await checkAtRest(options)).map(({ kind }) => kind.name)).toEqual(["output/hand-edited"]);
});
