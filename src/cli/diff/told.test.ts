import { expect, test } from "vitest";
import { projectOf } from "../../../test/cli/project.ts";
import { type Edit, edited, programsOf, shared } from "../../../test/diff/edited.ts";
import { BOTH_FORMS_YAML, ORGANISATION_YAML } from "../../../test/fixtures/both-forms.ts";
import { noTenants } from "../../diagnostics/codes/load.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { compareProjects } from "../../diff/index.ts";
import type { CompiledProject } from "../../project.ts";
import { styleOf } from "../terminal/style.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { diffText } from "./text.ts";
import type { Told } from "./told.ts";

const FOLDER = { name: "../before", root: "", notes: [], dispose: () => undefined };

const projectWith = (tenant: readonly Edit[], organisation: readonly Edit[] = []) =>
  projectOf(programsOf(edited(BOTH_FORMS_YAML, tenant), shared(edited(ORGANISATION_YAML, organisation))));

/** Two states in all environments, or in one. */
function told(before: CompiledProject, after: CompiledProject, only?: string): Told {
  const state = (project: CompiledProject) => ({ project, declared: project.tenants.map(({ name }) => name) });
  return { base: FOLDER, diff: compareProjects(state(before), state(after), only), before, after };
}

const plain = (one: Told): string => diffText(one, { style: styleOf(false), width: 100 });

const servers = ["grafana", "prometheus", "alertmanager", "elasticsearch", "runbooks"];
const canary = `  canary: { ${servers.map((one) => `${one}: "https://${one}.canary.example.com"`).join(", ")} }\n`;

const before = projectWith([]);
const after = projectWith(
  [
    ["bound: 5%, for: 20m", "bound: 6%, for: 20m"],
    ['room: "#music"', 'room: "#loud"'],
    ["  Missing:", "  Vanished:"],
    ["runbook: [Look at the last release., Roll it back.]", `runbook: [Look., ${"Wait., ".repeat(14)}Roll it back.]`],
  ],
  [
    ["  production:", `${canary}  production:`],
    ["defaultEnvironment: production", "defaultEnvironment: staging"],
  ],
);

const forth = told(before, after);

test("on a terminal, an environment is named where it isn't all of them", () => {
  const waits = Array.from({ length: 14 }, (_, n) => `        + ${n + 2}. Wait.\n`).join("");
  expect(plain(forth)).toBe(`what all tenants share  1 added, 2 changed
  + environment canary  in canary
      Prometheus https://prometheus.canary.example.com, Grafana https://grafana.canary.example.com  newly covered
  ~ environment production  in production
      is no longer the default
  ~ environment staging  in staging
      is the default now

acme  1 renamed, 3 changed
  ~ tenant acme  in production, staging  tenants/acme/tenant.ts:41
      staging: alerts link to /d/acme--system-overview instead of /d/acme--staging--system-overview
      production: alerts link to /d/acme--production--system-overview instead of
      /d/acme--system-overview
  ~ alert ErrorRatioHigh  in production, staging  tenants/acme/tenant.ts:41
      staging: fires above 6% instead of 5%  blinder
      runbook reads otherwise
        - 1. Look at the last release.
        - 2. Roll it back.
        + 1. Look.
${waits}        + 16. Roll it back.
  → alert Vanished, was Missing  in production, staging  tenants/acme/tenant.ts:41
      silences of Missing don't hold it back
  ~ channel room  in production, staging  tenants/acme/tenant.ts:41
      reaches Slack #loud by the webhook slack/acme instead of Slack #music by the webhook
      slack/acme (12 alerts: AvailabilityBurn1d, AvailabilityBurn1h, AvailabilityBurn6h, Down,
      ErrorRatioHigh and 7 more)  routed elsewhere

1 blinder · 1 newly covered · 1 routed elsewhere · 1 added, 1 renamed, 5 changed  compared with ../before
`);
});

test("what has gone is told as gone, and of one environment nothing is told of others", () => {
  const back = plain(told(after, before));
  expect(back).toContain("  - environment canary  in canary\n");
  expect(back).toContain("Grafana https://grafana.canary.example.com  blinder\n");
  const staging = plain(told(before, after, "staging"));
  expect(staging).toMatch(/^what all tenants share {2}1 changed\n {2}~ environment staging\n {6}is the default now\n/);
  expect(staging).toContain("  ~ alert ErrorRatioHigh  tenants/acme/tenant.ts:41\n      fires above 6%");
});

test("what has come in one environment and is changed in another is told twice", () => {
  const all = told(
    before,
    projectWith([
      ["      DiskWillFill: { enabled: false }\n", ""],
      ["predict_linear(disk_free_bytes[6h], 14400) < 0", "predict_linear(disk_free_bytes[6h], 14400) < 1024"],
    ]),
  );
  expect(all.diff.parts[0]?.differences.map(({ fate, name, environments }) => [fate, name, ...environments])).toEqual([
    ["added", "DiskWillFill", "staging"],
    ["changed", "DiskWillFill", "production"],
    ["changed", "disk_free_bytes", "staging"],
  ]);
});

test("in colour, each line of a text has its own", () => {
  const lines = told(
    before,
    projectWith([["[Look at the last release., Roll it back.]", "[Look at the last release., Wait.]"]]),
  );
  const coloured = diffText(lines, { style: styleOf(true), width: 100 }).split("\n");
  const paint = (text: string) =>
    coloured
      .find((line) => line.includes(text))
      ?.replace(text, "…")
      .trim();
  const { dim, red, green } = styleOf(true);
  expect(["  1. Look at the last release.", "- 2. Roll it back.", "+ 2. Wait."].map(paint)).toEqual(
    [dim, red, green].map((style) => style("…")),
  );
});

test("in a comment, a long text is folded, and effects come first", () => {
  const markdown = diffMarkdown(forth);
  expect(markdown).toContain(`- **blinder**: \`ErrorRatioHigh\`
- **newly covered**: \`canary\`
- **routed elsewhere**: \`room\`

#### what all tenants share

- added environment **\`canary\`** in canary
  - Prometheus \`https://prometheus.canary.example.com\`, Grafana \`https://grafana.canary.example.com\` · **newly covered**
`);
  expect(markdown).toContain("    <details>\n    <summary>18 lines</summary>\n\n    ```diff\n    - 1. Look at");
  expect(markdown).toContain("- renamed alert **`Vanished`**, was `Missing` in production, staging · ");
});

test("in a comment, names beyond ten are counted, as are tenants beyond what has room", () => {
  const alerts = Array.from(
    { length: 12 },
    (_, n) => `  A${n}: { when: up < 1, severity: info, owner: music, summary: A }\n`,
  );
  const many = projectWith([["alerts:\n", `alerts:\n${alerts.join("")}`]]);
  expect(diffMarkdown(told(before, many))).toMatch(/- \*\*newly covered\*\*: (`A\d+`, ){9}`A\d+` and 2 more\n/);
  const huge = told(before, many);
  const long = {
    differences: [...(huge.diff.parts[0]?.differences ?? [])].map((one) => ({ ...one, name: "x".repeat(5_000) })),
  };
  expect(diffMarkdown({ ...huge, diff: { ...huge.diff, parts: [{ ...long, tenant: "acme" }] } })).toMatch(
    /Too long to be shown here: acme \(12 added\)\. `monitorgen diff` tells it all\.\n$/,
  );
});

test("as data, what there is nothing of is null or empty", () => {
  const { base, effects, differences } = JSON.parse(diffJson(forth));
  expect([base, effects]).toEqual([
    { name: "../before", commit: null },
    { blinder: 1, covered: 1, rerouted: 1 },
  ]);
  const [environment, , , , alert, renamed, channel] = differences;
  expect(environment).toMatchObject({ tenant: null, previously: null, file: null, line: null, effects: ["covered"] });
  expect(environment.details[0]).toMatchObject({ effect: "covered", alerts: [], lines: [] });
  expect(alert.details[1]).toMatchObject({ text: "runbook reads otherwise", effect: null });
  expect(alert.details[1].lines.slice(0, 3)).toEqual([
    "- 1. Look at the last release.",
    "- 2. Roll it back.",
    "+ 1. Look.",
  ]);
  expect(renamed).toMatchObject({ tenant: "acme", previously: "Missing", file: "tenants/acme/tenant.ts", line: 41 });
  expect(channel.details[0].alerts).toHaveLength(12);
});

test("errors at the base are counted", () => {
  const error = diagnostic(noTenants, { file: "tenants", line: 3, column: 1 }, { folder: "tenants" });
  const note = (errors: number) =>
    plain({ ...told(before, before), before: { ...before, diagnostics: Array.from({ length: errors }, () => error) } });
  expect(note(1)).toContain("note  at ../before there is 1 error; what it is about is missing there");
  expect(note(2)).toContain("note  at ../before there are 2 errors; what they are about is missing there");
});
