import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { KINDS } from "../../src/diagnostics/codes/index.ts";
import { BASE_TS } from "./base.ts";
import { exampleProject, rendered } from "./project.ts";

const FOLDER = fileURLToPath(new URL("../../docs/checks/", import.meta.url));
const UPDATE = process.env["UPDATE_EXAMPLES"] === "1";

const HEADINGS = ["What it finds", "Why it matters", "Example", "Instead", "When it is right anyway"];

/** Codes whose examples a test of declarations can't run, and why. */
const NOT_RUN: ReadonlyMap<RegExp, string> = new Map([
  [/^MG10(0[1-9]|10)$|^MG2402$/, "about folders, links and bytes: src/load/discover.test.ts and files.test.ts"],
  [/^MG1025$/, "needs a file of another type: src/load/typescript.test.ts"],
  [/^MG2403$/, "needs an older server: src/verify/checks/prometheus-version.test.ts"],
  [/^MG10(26|40|41|43|45|50|53|64)$/, "guards that take long or much: src/load/typescript.test.ts, sandbox.test.ts and yaml.test.ts"],
  [/^MG1112$/, "needs more than 200 mistakes: src/program/schema/validate.test.ts"],
  [/^MG215[0-2]$/, "the solver's, found when the project is generated: src/promql/solve"],
  [/^MG263\d$/, "of notifications: src/verify/files/notifications.test.ts and src/verify/proofs/notifications"],
  [/^MG26[0-2]\d$/, "about an Alertmanager configuration: src/verify/proofs/routing/findings/pages.test.ts"],
  [/^MG25(0\d|1[0-6])$/, "about the output folder: src/output"],
  [/^MG2520$/, "found when the project is generated: src/verify/proofs/recordings/recordings.test.ts"],
  [/^MG264\d$/, "found when the project is generated: src/verify/proofs/people/pages.test.ts"],
  [/^MG2753$/, "found by a build: test/suppressions"],
  [/^MG270[1-4]$/, "of two tenants: test/tenancy"],
  [/^MG28\d\d$/, "about files that people wrote: src/verify/files/pages.test.ts"],
  [/^MG29\d\d$/, "monitorgen's own mistakes: src/verify/proofs"],
]);

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
    const found = await rendered(exampleProject(language, text));
    if (UPDATE) replace(code, `${text}\`\`\`\n\n\`\`\`text\n${expected}`, `${text}\`\`\`\n\n\`\`\`text\n${found}`);
    else expect(found).toBe(expected);
    expect([...found.matchAll(/^(?:error|warning|info) (MG\d+)/gm)].map(([, one]) => one)).toContain(code);
  }
});

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
