import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "monitorgen-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

const RULES = `groups:
  - name: a
    rules:
      - alert: Slow
        expr: histogram_quantile(0.9, sum by (job) (rate(duration_seconds_bucket[5m]))) > 1
`;

test("what monitorgen itself has made is in order, down to its texts and runbooks", async () => {
  const { exit, stdout, stderr } = await monitorgen(["check", "output/acme", "--tenant", "acme"], { cwd: ROOT });
  expect(stderr.replace(/^reading .*\n/gm, "")).toBe("");
  expect([exit, stdout]).toEqual([0, expect.stringMatching(/^✓ 17 files of rules, 1 Alertmanager, .* no findings\n$/)]);
});

test("without a project files are judged all the same, where they stand", async () => {
  write({ "rules/a.yaml": RULES, "rules/kustomization.yaml": "resources: []\n" });
  const { exit, stderr } = await monitorgen(["check", "rules"], { cwd: folder });
  expect(exit).toBe(1);
  expect(stderr).toContain("error MG2120");
  expect(stderr).toMatch(/ rules\/a\.yaml:5:15\n/);
});

test("a file that was named and is of no kind is told, and so is one that isn't there", async () => {
  write({ "rules/kustomization.yaml": "resources: []\n" });
  write({ "rules/empty.yaml": "# nothing yet\n\n" });
  const named = ["rules/kustomization.yaml", "rules/empty.yaml", "rules/b.yaml"];
  const { exit, stderr } = await monitorgen(["check", ...named], { cwd: folder });
  expect(exit).toBe(1);
  expect(stderr).toContain("it is empty: neither rules of Prometheus");
  expect(stderr).toContain("error MG2801");
  expect(stderr).toContain("error MG1008");
});

test("a file that isn't there is told with the one that was meant, and links in a circle end somewhere", async () => {
  write({ "near/rules.yaml": RULES });
  symlinkSync("loop.yaml", join(folder, "near/loop.yaml"));
  symlinkSync("nowhere.yaml", join(folder, "near/dangling.yaml"));
  const { stderr } = await monitorgen(["check", "near/rule.yaml", "near/loop.yaml", "near/dangling.yaml"], {
    cwd: folder,
  });
  expect(stderr).toContain("near/rule.yaml: there is no such file or folder\n  did you mean near/rules.yaml?");
  expect(stderr).toContain("near/loop.yaml: its symbolic links lead in a circle");
  expect(stderr).toContain("near/dangling.yaml: its symbolic link leads nowhere");
});

test("in a folder links are followed once, and hidden folders and packages are passed over", async () => {
  write({ "deep/a/rules.yaml": RULES, "deep/.git/b.yaml": RULES, "deep/node_modules/c.yaml": RULES });
  symlinkSync("..", join(folder, "deep/a/up"));
  symlinkSync("a", join(folder, "deep/again"));
  symlinkSync("a/rules.yaml", join(folder, "deep/linked.yaml"));
  symlinkSync("circle.yaml", join(folder, "deep/circle.yaml"));
  const { stdout } = await monitorgen(["check", "deep", "--format", "json"], { cwd: folder });
  expect(JSON.parse(stdout).files).toEqual(["deep/a/rules.yaml", "deep/linked.yaml"]);
});

test("a folder in which nothing is that can be judged is no success", async () => {
  write({ "other/compose.yaml": "services: {}\n" });
  const { exit, stderr } = await monitorgen(["check", "other"], { cwd: folder });
  expect([exit, stderr]).toEqual([1, expect.stringContaining("error MG2814  nothing to judge")]);
  expect(stderr).toContain("in other are neither");
  const here = await monitorgen(["check", "."], { cwd: join(folder, "other") });
  expect(here.stderr).toContain("in this folder are neither");
});

test("the resources of a file are judged one by one, where each stands", async () => {
  const resource = (name: string, expr: string): string =>
    `kind: PrometheusRule\nspec:\n  groups:\n    - name: ${name}\n      rules:\n        - { record: "a:b", expr: ${expr} }\n`;
  write({
    "stream/all.yaml": `---\n# one\nkind: Namespace\n---\n${resource("a", "sum(up)")}---\n${resource("b", "sum(upp")}`,
  });
  const { stdout } = await monitorgen(["check", "stream", "--format", "json"], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({
    files: ["stream/all.yaml"],
    diagnostics: [{ code: "MG2101", file: "stream/all.yaml", line: 17 }],
  });
});

test("of a file for Prometheus only the first document is ever loaded", async () => {
  const rules = 'groups:\n  - name: a\n    rules: [{ record: "a:b", expr: sum(up) }]\n';
  const route = "route: { receiver: a }\nreceivers: [{ name: a, webhook_configs: [{ url_file: /a }] }]\n";
  write({ "two.yaml": `${rules}---\n${rules}---\n${route}` });
  const { stderr } = await monitorgen(["check", "two.yaml"], { cwd: folder });
  expect(stderr).toContain("error MG2815  document is never loaded");
  expect(stderr).toContain("Prometheus reads the first document of a file alone");
  expect(stderr).toContain("its server reads the first document of a file alone");
});

test("a tenant may be named before the files", async () => {
  const { exit, stdout } = await monitorgen(["check", "--tenant", "initech", "output/initech"], { cwd: ROOT });
  expect([exit, stdout]).toEqual([0, expect.stringContaining("against 1 tenant: no findings")]);
});

test("what is only warned of is counted, and what else there is to say of the declarations isn't said", async () => {
  write({
    "warned/am.yaml":
      "route: { receiver: a }\nreceivers: [{ name: a, webhook_configs: [{ url_file: /a }] }, { name: b, webhook_configs: [{ url_file: /b }] }]\n",
  });
  const { exit, stdout } = await monitorgen(["check", "warned"], { cwd: folder });
  expect([exit, stdout]).toEqual([0, "✓ 1 Alertmanager with 0 rules, against no project: 1 warning\n"]);
});

test("metrics that a file tells of are known beside those of tenants, and what it doesn't tell isn't there", async () => {
  const rule = (name: string, expr: string): string => `      - { record: "${name}", expr: '${expr}' }\n`;
  write({
    "known/metrics.txt": "# TYPE jobs_total counter\njobs_total 1\n# TYPE load gauge\nload 1\nodd\n",
    "known/rules/a.yaml": `groups:\n  - name: a\n    rules:\n${rule("a:jobs:rate5m", 'sum by (queue) (rate(jobs_total{state="done"}[5m]))')}${rule("a:up:sum", "sum(up) + sum(odd)")}`,
  });
  const good = await monitorgen(["check", "rules", "--metrics", "metrics.txt"], { cwd: join(folder, "known") });
  expect(good).toMatchObject({ exit: 0, stdout: "✓ 1 file of rules with 2 rules, against metrics.txt: no findings\n" });
  write({
    "known/rules/b.yaml": `groups:\n  - name: b\n    rules:\n${rule("b:jobs:rate5m", "rate(job_total[5m])")}${rule("b:load:rate5m", "rate(load[5m])")}`,
  });
  const { stderr } = await monitorgen(["check", "rules", "-m", "metrics.txt"], { cwd: join(folder, "known") });
  expect([...stderr.matchAll(/MG\d+ .*:\d+:\d+$/gm)].map(([line]) => line.replace(/ .* /, " "))).toEqual([
    "MG2001 rules/b.yaml:4:48",
    "MG2110 rules/b.yaml:5:43",
  ]);
});

test("a tenant's rules may read what a file tells of, too", async () => {
  write({
    "beside.txt": "node_load1\n",
    "beside.yaml": `groups:\n  - name: a\n    rules:\n      - { record: "a:load:max", expr: 'max(node_load1{tenant="initech"})', labels: { tenant: initech } }\n`,
  });
  const beside = [join(folder, "beside.yaml"), "--tenant", "initech"];
  const { exit } = await monitorgen(["check", ...beside, "--metrics", join(folder, "beside.txt")], { cwd: ROOT });
  expect(exit).toBe(0);
  expect((await monitorgen(["check", ...beside], { cwd: ROOT })).stderr).toContain("error MG2001");
});

test("where the list of metrics can't be read, that is all that is said of metrics", async () => {
  write({ "list/rules.yaml": RULES, "list/metrics.txt": "no metrics at all\n" });
  const { exit, stderr } = await monitorgen(["check", "rules.yaml", "--metrics", "metrics.txt"], {
    cwd: join(folder, "list"),
  });
  expect(exit).toBe(1);
  expect(stderr).toContain("error MG2816");
  expect(stderr).not.toContain("MG2001");
});

test("as data, findings are those of validate, beside the files that were read", async () => {
  write({ "rules/a.yaml": RULES });
  const { stdout } = await monitorgen(["check", "rules/a.yaml", "--format", "json"], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({
    files: ["rules/a.yaml"],
    diagnostics: [{ code: "MG2120", file: "rules/a.yaml", line: 5 }],
  });
});
