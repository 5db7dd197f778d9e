import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { complaints, HostileProject, inBrief } from "./project.ts";
import { type Hostile, TYPESCRIPT } from "./typescript.ts";
import { YAML } from "./yaml.ts";

const UPDATE = process.env["UPDATE_EXAMPLES"] === "1";

let project: HostileProject | undefined;
afterEach(() => project?.remove());

/** The first findings of a tenant, as they are told, after seeing that nothing but findings came of it. */
async function refused({ what, files }: Hostile): Promise<string> {
  project = new HostileProject(files);
  const started = process.cpuUsage();
  const ran = await project.build();
  const { user, system } = process.cpuUsage(started);
  expect(complaints(ran, project)).toEqual([]);
  expect((user + system) / 1e6).toBeLessThan(8);
  const found = inBrief((await project.build("--format", "json")).stdout);
  expect(project.written()).toEqual([]);
  const more = found.length > 3 ? [`… ${found.length - 3} more`] : [];
  return [what, ...[...found.slice(0, 3), ...more].map((line) => `  ${shortened(line)}`), ""].join("\n");
}

function shortened(line: string): string {
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** What the findings are, by the name of the tenant; kept in a file that people review. */
function expected(form: string): Map<string, string> {
  const path = new URL(`expected-${form}.txt`, import.meta.url);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return new Map(text.split("\n\n").map((one) => [one.split("\n")[0] ?? "", `${one.trimEnd()}\n`]));
}

describe.each([
  ["typescript", TYPESCRIPT],
  ["yaml", YAML],
] as const)("a tenant in %s", (form, corpus) => {
  const known = expected(form);
  const found: string[] = [];

  test.each(corpus)("that $what", async (hostile) => {
    const text = await refused(hostile);
    found.push(text);
    if (!UPDATE) expect(text).toBe(known.get(hostile.what));
  });

  test.runIf(UPDATE)("is written down", () => {
    writeFileSync(new URL(`expected-${form}.txt`, import.meta.url), `${found.join("\n").trimEnd()}\n`);
  });

  test("has a name of its own", () => {
    expect(new Set(corpus.map(({ what }) => what)).size).toBe(corpus.length);
  });
});
