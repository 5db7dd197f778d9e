import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { monitorgen } from "../cli/console.ts";
import { ORGANISATION_FILE } from "../mistakes/project.ts";

let root: string;

const text = (name: string, bound = 5) => `tenant: ${name}
metrics:
  jobs_total: { type: counter, help: Jobs., labels: { queue: [in, out] } }
channels:
  phone: { type: pagerduty, routingKey: { secret: pagerduty/${name} } }
teams:
  people: { page: phone, ticket: phone }
alerts:
  JobsMany: { when: "sum by (queue) (rate(jobs_total[5m])) > ${bound}", severity: page, owner: people, summary: Many }
`;
const NAMES = ["acme", "acme-eu", "ac"];

function write(name: string, content: string): void {
  const path = join(root, `tenants/${name}/tenant.yaml`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Every file of the output, and its content. */
function bytes(out = "output"): Readonly<Record<string, string>> {
  const files = globSync("**/*", { cwd: join(root, out), withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(join(root, out).length), readFileSync(path, "utf8")]));
}

const build = (...args: readonly string[]) => monitorgen(["build", ...args], { cwd: root });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "monitorgen-broken-"));
  for (const [path, content] of Object.entries(ORGANISATION_FILE)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const name of NAMES) write(name, text(name));
  expect(await build()).toMatchObject({ exit: 0 });
  cpSync(join(root, "output"), join(root, "before"), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["its YAML is none", "tenant: ["],
  ["a metric isn't declared", text("acme-eu").replace("jobs_total[", "job_total[")],
  ["an alert can't fire", text("acme-eu", 5).replace("rate(jobs_total[5m])", "0 * rate(jobs_total[5m])")],
])("where %s, a build writes nothing of anybody", async (_, broken) => {
  write("acme-eu", broken);
  write("acme", text("acme", 7));
  const { exit, stderr } = await build();
  expect(exit).toBe(1);
  expect(stderr).toContain("tenants/acme-eu/tenant.yaml");
  expect(stderr).not.toContain("tenants/acme/tenant.yaml:");
  expect(bytes()).toEqual(bytes("before"));
});

test("the others alone are written as they would be beside it, and what is merged stays", async () => {
  write("acme-eu", "tenant: [");
  write("acme", text("acme", 7));
  const alone = await build("--tenant", "acme", "ac");
  expect(alone.exit).toBe(0);
  expect(alone.stdout).toContain("monitorgen build --all");
  const [before, now] = [bytes("before"), bytes()];
  const changed = Object.keys(now).filter((path) => now[path] !== before[path]);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((path) => !/^\/(environments\/staging\/)?acme\//.test(path))).toEqual([]);

  write("acme-eu", text("acme-eu"));
  const check = await build("--check");
  expect(check.stderr).not.toContain("output/acme");
  expect((await build()).exit).toBe(0);
  const whole = bytes();
  const own = Object.keys(now).filter((path) => !path.includes("organisation"));
  expect(own.filter((path) => whole[path] !== now[path])).toEqual([]);
});
