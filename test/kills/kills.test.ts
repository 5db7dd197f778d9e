import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { FOREIGN, type Whole, wholeBuilds, writeFiles } from "./folders.ts";
import { differences, judge } from "./judge.ts";
import { Range } from "./round.ts";

const root = mkdtempSync(join(tmpdir(), "kills-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("builds that are killed as they begin to write leave each file whole; the next one ends what they began", async () => {
  const project = join(root, "project");
  writeFiles(join(project, "output"), FOREIGN);
  const range = new Range(project, await wholeBuilds(root));
  for (const [sign, then] of [
    ["first file", "b"],
    ["layout", "b"],
  ] as const) {
    const { complaints } = await range.round({ signal: "SIGKILL", at: { sign, delay: 0 } }, then, false);
    expect(complaints).toEqual([]);
  }
}, 120_000);

const of = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const whole: Whole = { a: of({ x: "old", y: "old" }), b: of({ x: "new", z: "new" }) };
const judged = (files: Readonly<Record<string, string>>) => judge(of({ ...FOREIGN, ...files }), "a", "b", whole);

test.each([
  ["before", { x: "old", y: "old" }],
  ["laying out", { x: "old", y: "old", "acme/.monitorgen-build/0": "ne" }],
  ["in the middle", { x: "new", y: "old", "acme/.monitorgen-build/1": "new" }],
  ["at the end", { x: "new", z: "new", ".monitorgen.lock/1": "" }],
  ["after", { x: "new", z: "new" }],
])("a kill %s is told by what is left, and is no complaint", (stage, files) => {
  expect(judged(files)).toEqual({ stage, complaints: [] });
});

test("half a file, a lost one, one of nobody and a foreign one that changed are complaints", () => {
  expect(judged({ x: "ol", y: "old" }).complaints).toEqual(["x is neither old nor new (2 characters)"]);
  expect(judged({ y: "old" }).complaints).toEqual(["x is gone"]);
  expect(judged({ x: "old", y: "old", q: "" }).complaints).toEqual(["q is of nobody"]);
  expect(judged({ x: "old", "notes.md": "" }).complaints).toEqual(["notes.md isn't as it was"]);
  expect(differences(of({ ...FOREIGN, x: "new" }), whole.b)).toEqual(["z differs from a whole build"]);
});
