import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { KINDS } from "../../src/diagnostics/codes/index.ts";
import { BASE_TS } from "./base.ts";
import { NOT_RUN } from "./not-run.ts";
import { exampleProject, rendered } from "./project.ts";

const FOLDER = fileURLToPath(new URL("../../docs/checks/", import.meta.url));
const UPDATE = process.env["UPDATE_EXAMPLES"] === "1";

const HEADINGS = ["What it finds", "Why it matters", "Example", "Instead", "When it is right anyway"];

const page = (code: string): string => readFileSync(`${FOLDER}${code}.md`, "utf8");
const CODES = KINDS.map(({ code }) => code);
const RUN = CODES.filter((code) => ![...NOT_RUN.keys()].some((pattern) => pattern.test(code)));

interface Example {
  readonly language: string;
  readonly text: string;
  readonly expected: string;
}

const BAD = /```(ts|yaml) \(bad\)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```\n/g;
const GOOD = /```(ts|yaml) \(good\)\n([\s\S]*?)```\n/g;

function examples(source: string, form: RegExp): readonly Example[] {
  return [...source.matchAll(form)].map(([, language = "", text = "", expected = ""]) => ({ language, text, expected }));
}

test("every kind of finding has a page, and every page a kind", () => {
  const pages = readdirSync(FOLDER).filter((file) => file !== "README.md");
  expect(pages.sort()).toEqual(CODES.map((code) => `${code}.md`));
});

test.each(KINDS)("the page of $code has its name and the headings that all pages have", ({ code, name }) => {
  const source = page(code);
  expect(source.startsWith(`# ${code} · ${name}\n\n`)).toBe(true);
  const headings = [...source.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(HEADINGS.filter((heading) => headings.includes(heading))).toEqual(headings);
  expect(headings).toEqual(expect.arrayContaining(["What it finds", "Why it matters", "Instead"]));
});

test.each(RUN)("the examples of %s are found, as the page shows", async (code) => {
  const bad = examples(page(code), BAD);
  expect(bad.length).toBeGreaterThan(0);
  for (const { language, text, expected } of bad) {
    const found = kept(code, language, text) ?? (await rendered(exampleProject(language, text)));
    if (UPDATE) replace(code, `${text}\`\`\`\n\n\`\`\`text\n${expected}`, `${text}\`\`\`\n\n\`\`\`text\n${found}`);
    else expect(found).toBe(expected);
    expect([...found.matchAll(/^(?:error|warning|info) (MG\d+)/gm)].map(([, one]) => one)).toContain(code);
  }
});

/** What the corpus holds of an example that is there, too, and is run there. */
function kept(code: string, language: string, text: string): string | undefined {
  const folder = fileURLToPath(new URL(`../corpus/bad/${code}/as-on-its-page/`, import.meta.url));
  const example = `${folder}example.${language}`;
  const isKept = existsSync(example) && readFileSync(example, "utf8") === text;
  return isKept ? readFileSync(`${folder}expected.txt`, "utf8") : undefined;
}

test.each(RUN)("what the page of %s shows instead is right", async (code) => {
  for (const { language, text } of examples(page(code), GOOD)) {
    expect(await rendered(exampleProject(language, text)), text).toBe("");
  }
});

test("the list of all kinds is current", () => {
  const readme = existsSync(`${FOLDER}README.md`) ? readFileSync(`${FOLDER}README.md`, "utf8") : "";
  if (UPDATE) writeFileSync(`${FOLDER}README.md`, withTable(readme));
  expect(readFileSync(`${FOLDER}README.md`, "utf8")).toBe(withTable(readme));
});

function replace(code: string, from: string, to: string): void {
  writeFileSync(`${FOLDER}${code}.md`, page(code).replace(from, () => to));
}

const MARKS = { table: ["<!-- kinds -->", "<!-- /kinds -->"], base: ["<!-- base -->", "<!-- /base -->"] } as const;

function withTable(readme: string): string {
  const rows = KINDS.map(({ code, name, title }) => `| [${code}](${code}.md) | \`${name}\` | ${title} |`);
  const table = ["| code | name | what |", "|---|---|---|", ...rows].join("\n");
  return between(between(readme, MARKS.table, table), MARKS.base, `\`\`\`ts\n${BASE_TS}\`\`\``);
}

function between(text: string, [start, end]: readonly [string, string], content: string): string {
  const [before, rest = ""] = text.split(start);
  const [, after = ""] = rest.split(end);
  return `${before}${start}\n${content}\n${end}${after}`;
}
