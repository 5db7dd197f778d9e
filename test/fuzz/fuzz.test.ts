import { afterAll, expect, test } from "vitest";
import { diagnostic, kind, type Position } from "../../src/diagnostics/diagnostic.ts";
import { type Case, caseOf } from "./case.ts";
import { complaintsAbout, complaintsAboutFiles } from "./complaints.ts";
import { drive } from "./drive.ts";
import { goodDeclarations } from "./good.ts";
import { Workspace } from "./workspace.ts";

const good = await goodDeclarations();
const workspace = new Workspace();
afterAll(() => workspace.close());

const cases = (seed: number, count: number): readonly Case[] =>
  Array.from({ length: count }, (_, number) => caseOf(good, seed, number));

test("each of some mutated declarations is refused with findings, or built; nothing else happens", async () => {
  const outcomes = new Set<string>();
  for (const one of cases(4, 24)) {
    const { outcome, complaints } = await drive(one, workspace);
    expect(complaints, `npm run fuzz -- --seed 4 --only ${one.number}`).toEqual([]);
    outcomes.add(outcome);
  }
  expect([...outcomes].sort()).toEqual(["built", "refused"]);
});

test("a seed gives the same cases again, and another seed gives others", () => {
  const contents = (seed: number) => cases(seed, 40).map(({ file, content }) => `${file} ${content}`);
  expect(contents(7)).toEqual(contents(7));
  expect(new Set([...contents(7), ...contents(8)]).size).toBeGreaterThan(70);
});

test("there are cases of every sort", () => {
  const sorts = new Set(cases(1, 200).map(({ sort }) => sort));
  expect([...sorts].sort()).toEqual(["data", "expressions", "typescript", "yaml"]);
});

const FILE = "tenants/acme/tenant.yaml";
const sources = new Map([[FILE, "tenant: acme\nmetrics: {}\n"]]);
const said = (reason: string, at: Partial<Position> = {}, code: `MG${number}` = "MG1101") =>
  complaintsAbout(
    [
      diagnostic(
        kind({ code, name: "a/b", severity: "error", title: "wrong", reason: () => reason }),
        { file: FILE, line: 1, column: 1, ...at },
        {},
      ),
    ],
    sources,
  );

test("a finding without fault gives no complaint", () => {
  expect(said("the name is wrong", { line: 2, column: 10, endLine: 2, endColumn: 12 })).toEqual([]);
});

test.each([
  ["says nothing", said(" ")],
  ["undefined", said("the name is undefined")],
  ["[object Object]", said("the name is [object Object]")],
  ["NaN", said("at least NaN")],
  ["a function", said("it has function Object() { [native code] }")],
  ["an exception", said("TypeError: x is not a function")],
  ["too much", said("x".repeat(2000))],
  ["a line that isn't there", said("wrong", { line: 9 })],
  ["a column that isn't there", said("wrong", { column: 40 })],
  ["an end before the start", said("wrong", { line: 2, column: 3, endLine: 1, endColumn: 1 })],
  ["a file that is none of the author's", said("wrong", { file: "/etc/passwd" })],
  ["a failing proof", said("wrong", {}, "MG2901")],
])("a finding with %s gives one", (_, complaints) => {
  expect(complaints).toHaveLength(1);
});

test("what a program slips into a file is seen, unless the author wrote it", () => {
  const artifact = { path: "a.yaml", kind: "text", content: "summary: undefined", origins: [] };
  expect(complaintsAboutFiles([artifact], sources)).toEqual(["a.yaml holds undefined"]);
  expect(complaintsAboutFiles([artifact], new Map([[FILE, "summary: undefined"]]))).toEqual([]);
});
