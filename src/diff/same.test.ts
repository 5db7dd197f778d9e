import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { BOTH_FORMS_TS, BOTH_FORMS_YAML, ORGANISATION_TS, ORGANISATION_YAML } from "../../test/fixtures/both-forms.ts";
import { compileProject } from "../project.ts";
import { compareProjects, type State } from "./index.ts";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

async function state(files: Readonly<Record<string, string>>): Promise<State> {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-same-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const project = await compileProject({ root });
  expect(project.diagnostics.map(({ reason }) => reason)).toEqual([]);
  return { project, declared: ["acme"] };
}

const typescript = (tenant = BOTH_FORMS_TS) =>
  state({ "tenants/organisation.ts": ORGANISATION_TS, "tenants/acme/tenant.ts": tenant });
const yaml = (tenant = BOTH_FORMS_YAML, organisation = ORGANISATION_YAML) =>
  state({ "tenants/organisation.yaml": organisation, "tenants/acme/tenant.yaml": tenant });

const replaced = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

/** Top-level keys of a YAML file, and those of their blocks, in the opposite order. */
function reversed(text: string): string {
  const blocks = text.split(/^(?=\S)/m).reverse();
  return blocks
    .map((block) => block.split(/^(?= {2}\S)/m))
    .map(([head = "", ...rest]) => [head, ...rest.reverse()].join(""))
    .join("");
}

test("TypeScript and YAML say the same", async () => {
  expect(compareProjects(await typescript(), await yaml()).parts).toEqual([]);
});

test("comments, spaces and the order of declarations mean nothing", async () => {
  const anchored = replaced(
    replaced(BOTH_FORMS_YAML, "&services [player, search]", "[search, player]"),
    "*services",
    "[search, player]",
  );
  const other = `# a comment\n${reversed(anchored).replaceAll("{ ", "{   ")}\n# another`;
  expect(other.indexOf("teams:")).toBeLessThan(other.indexOf("channels:"));
  expect(compareProjects(await yaml(), await yaml(other, reversed(ORGANISATION_YAML))).parts).toEqual([]);
});

test("neither does the form of an expression: parentheses, numbers, the order of labels and of matchers", async () => {
  const forms: readonly (readonly [string, string])[] = [
    ["avg by (job) (up) < 0.5", "((avg by (job) (up)) < 5e-1)"],
    ["sum by (service, le) (rate", "sum by (le, service) (rate"],
    ["predict_linear(disk_free_bytes[6h], 14400) < 0", "predict_linear(disk_free_bytes[360m], 4*3600) < 0.0"],
  ];
  const other = forms.reduce((text, [from, to]) => replaced(text, from, to), BOTH_FORMS_YAML);
  expect(compareProjects(await yaml(), await yaml(other)).parts).toEqual([]);
});

test("nor how the code is made: helpers, loops, other names for variables, lists in another order", async () => {
  const forms: readonly (readonly [string, string])[] = [
    [
      'labels: { service: ["player", "search"], status: upTo(40) }',
      'labels: { status: upTo(20 + 20), service: ["search", "player"] }',
    ],
    [
      'targets: ["a.example.com:9100", "b.example.com:9100"]',
      'targets: ["b", "a"].map((host) => `${host}.example.com:9100`)',
    ],
    ["metrics: [requests, latency, memory, free, logins]", "metrics: [logins, free, memory, latency, requests]"],
    ['bound: "5%", for: "20m"', 'for: "1200s", bound: "5.0%"'],
    [
      'const oncall = channel.pagerDuty("oncall", {',
      'const hidden = 1;\nconst oncall = channel.pagerDuty(["on", "call"].join(""), {',
    ],
  ];
  const other = forms.reduce((text, [from, to]) => replaced(text, from, to), BOTH_FORMS_TS);
  expect(compareProjects(await typescript(), await typescript(other)).parts).toEqual([]);
});
