import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { json } from "../../src/diagnostics/reporters/json.ts";
import { compiled, type Files, rendered, typescriptProject, yamlProject } from "./project.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const UPDATE = process.env["UPDATE_EXAMPLES"] === "1";

interface Mistake {
  readonly name: string;
  readonly codes: readonly string[];
  readonly construct: string;
  readonly files: Files;
}

function mistakeIn(name: string): Mistake {
  const isTypeScript = existsSync(`${FOLDER}${name}/tenant.ts`);
  const text = readFileSync(`${FOLDER}${name}/${isTypeScript ? "tenant.ts" : "tenant.yaml"}`, "utf8");
  const [, codes = "", construct = ""] = /^(?:\/\/|#) (MG[\dMG, ]+): (.+)$/m.exec(text) ?? [];
  const files = isTypeScript ? typescriptProject("tenant.ts", text) : yamlProject(text);
  return { name, codes: codes.split(", "), construct, files };
}

const MISTAKES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => mistakeIn(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

test.each(MISTAKES)("$name", async ({ name, codes, files }) => {
  const text = await rendered(files);
  const expected = `${FOLDER}${name}/expected.txt`;
  if (UPDATE) writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, "utf8"));
  const found = [...text.matchAll(/^(?:error|warning|info) (MG\d{4})/gm)].map(([, code]) => code);
  expect([...new Set(found)].sort()).toEqual(codes);
});

test("there are at least forty, and no two share both code and construct", () => {
  expect(MISTAKES.length).toBeGreaterThanOrEqual(40);
  const all = MISTAKES.flatMap(({ codes, construct }) => codes.map((code) => `${code}: ${construct}`));
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
