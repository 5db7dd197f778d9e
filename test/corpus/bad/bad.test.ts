import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { KINDS } from "../../../src/diagnostics/codes/index.ts";
import { json } from "../../../src/diagnostics/reporters/json.ts";
import { NOT_RUN } from "../../mistakes/not-run.ts";
import { compiled, exampleProject, type Files, rendered, typescriptProject, yamlProject } from "../../mistakes/project.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const UPDATE = process.env["UPDATE_EXAMPLES"] === "1";

interface Mistake {
  /** `MG2104/a-ratio-above-all`. */
  readonly name: string;
  readonly folder: string;
  readonly codes: readonly string[];
  readonly construct: string;
  readonly text: string;
  readonly files: Files;
}

const PROJECTS: Readonly<Record<string, (text: string) => Files>> = {
  "tenant.ts": (text) => typescriptProject("tenant.ts", text),
  "tenant.yaml": yamlProject,
  "example.ts": (text) => exampleProject("ts", text),
  "example.yaml": (text) => exampleProject("yaml", text),
};

function mistakeIn(folder: string, name: string): Mistake {
  const at = `${FOLDER}${folder}/${name}/`;
  const [[file, project] = ["", yamlProject]] = Object.entries(PROJECTS).filter(([one]) => existsSync(at + one));
  const text = readFileSync(at + file, "utf8");
  const [, codes = folder, construct = "the example of its page"] = /^(?:\/\/|#) (MG[\dMG, ]+): (.+)$/m.exec(text) ?? [];
  return { name: `${folder}/${name}`, folder, codes: codes.split(", "), construct, text, files: project(text) };
}

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();

const MISTAKES = foldersIn(FOLDER).flatMap((folder) =>
  foldersIn(FOLDER + folder).map((name) => mistakeIn(folder, name)),
);

test.each(MISTAKES)("$name", async ({ name, folder, codes, files }) => {
  const text = await rendered(files);
  const expected = `${FOLDER}${name}/expected.txt`;
  if (UPDATE) writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, "utf8"));
  const found = [...text.matchAll(/^(?:error|warning|info) (MG\d{4})/gm)].map(([, code]) => code);
  if (name.endsWith("/as-on-its-page")) expect(found).toContain(folder);
  else expect([...new Set(found)].sort()).toEqual(codes);
});

test("every code has its folder, or a reason why a declaration can't show it", () => {
  const folders = new Set(foldersIn(FOLDER));
  const reasons = [...NOT_RUN.keys()];
  const without = KINDS.filter(({ code }) => !folders.has(code) && !reasons.some((pattern) => pattern.test(code)));
  expect(without.map(({ code }) => code)).toEqual([]);
});

test("a folder is that of its code, or of several", () => {
  const known = new Set(KINDS.map(({ code }) => String(code)));
  expect(foldersIn(FOLDER).filter((folder) => folder !== "several" && !known.has(folder))).toEqual([]);
  const elsewhere = MISTAKES.filter(({ folder, codes }) => folder !== (codes.length > 1 ? "several" : codes[0]));
  expect(elsewhere.map(({ name }) => name)).toEqual([]);
});

test("an example of a page is written there as it is here", () => {
  for (const { name, folder, text } of MISTAKES.filter((one) => one.name.endsWith("/as-on-its-page"))) {
    const page = readFileSync(new URL(`../../../docs/checks/${folder}.md`, import.meta.url), "utf8");
    expect(page, name).toContain(text);
    expect(page, name).toContain(readFileSync(`${FOLDER}${name}/expected.txt`, "utf8"));
  }
});

test("there are at least forty, and no two share both code and construct", () => {
  const own = MISTAKES.filter(({ construct }) => construct !== "the example of its page");
  expect(own.length).toBeGreaterThanOrEqual(40);
  const all = own.flatMap(({ codes, construct }) => codes.map((code) => `${code}: ${construct}`));
  expect(new Set(all).size).toBe(all.length);
});

test("as data, the same is found in the same order", async () => {
  for (const { files } of MISTAKES.filter(({ codes }) => codes.length > 1)) {
    const { diagnostics } = await compiled(files);
    const data: { code: string; file: string; line: number; column: number; reason: string; suggestion: string | null }[] =
      JSON.parse(json(diagnostics));
    const text = await rendered(files);
    const heads = [...text.matchAll(/^error (MG\d{4}) .+ {2}(\S+):(\d+):(\d+)$/gm)].map(([, ...parts]) => parts);
    expect(data.map(({ code, file, line, column }) => [code, file, String(line), String(column)])).toEqual(heads);
    const unwrapped = text.replace(/\s+/g, " ");
    for (const { reason, suggestion } of data) {
      expect(unwrapped).toContain(reason);
      expect(unwrapped).toContain(suggestion ?? "");
    }
  }
});
