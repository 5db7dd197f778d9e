import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";
import { answersOf, nameFrom } from "./answers.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "init-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const init = (...args: readonly string[]) => monitorgen(["init", ...args], { cwd: root });
const files = (): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

describe.each([["slack"], ["pagerduty"], ["email", "--email", "web@example.com"], ["webhook"]])(
  "a tenant that is reached by %s",
  (channel, ...more) => {
    test.each(["typescript", "yaml"])("in %s compiles without a finding, and its output is built", async (form) => {
      const { exit, stderr } = await init("--name", "shop", "--form", form, "--channel", channel, ...more);
      expect([exit, stderr]).toEqual([0, ""]);
      const validated = await monitorgen(["validate"], { cwd: root });
      expect(validated.stdout).toMatch(/^✓ 1 tenant in 1 environment: \d+ alerts, 1 SLO, no findings\n$/);
    });
  },
);

test("a second tenant stands beside the first without a finding", async () => {
  await init("--name", "shop");
  await init("--name", "billing", "--form", "yaml");
  const { stdout } = await monitorgen(["validate"], { cwd: root });
  expect(stdout).toMatch(/^✓ 2 tenants in 1 environment: \d+ alerts, 2 SLOs, no findings\n$/);
});

test("TypeScript comes with what an editor needs, and the next commands", async () => {
  const { stdout } = await init("--name", "shop");
  expect(files()).toEqual(["package.json", "tenants/organisation.ts", "tenants/shop/tenant.ts", "tsconfig.json"]);
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).toMatchObject({
    private: true,
    type: "module",
    allowScripts: { esbuild: false },
  });
  expect(stdout).toContain("✓ tenants/shop/tenant.ts\n");
  expect(stdout).toContain("next\n  npm install\n  npx monitorgen build --tenant shop\n");
});

test("YAML comes with the schemas that it names", async () => {
  await init("--name", "shop", "--form", "yaml");
  expect(files()).toEqual([
    "schemas/organisation.schema.json",
    "schemas/tenant.schema.json",
    "tenants/organisation.yaml",
    "tenants/shop/tenant.yaml",
  ]);
  const [first = ""] = readFileSync(join(root, "tenants/shop/tenant.yaml"), "utf8").split("\n");
  const path = first.replace("# yaml-language-server: $schema=", "");
  expect(existsSync(join(root, "tenants/shop", path))).toBe(true);
});

test("where monitorgen is installed, YAML names the schemas that ship with it", async () => {
  const installed = join(root, "node_modules/monitorgen/schemas");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "tenant.schema.json"), "{}");
  await init("--name", "shop", "--form", "yaml");
  expect(readFileSync(join(root, "tenants/shop/tenant.yaml"), "utf8")).toContain(
    "$schema=../../node_modules/monitorgen/schemas/tenant.schema.json\n",
  );
  expect(existsSync(join(root, "schemas"))).toBe(false);
});

test("a second tenant shares what is there, and nothing is overwritten", async () => {
  await init("--name", "shop");
  writeFileSync(join(root, "package.json"), "mine");
  const before = readFileSync(join(root, "tenants/organisation.ts"), "utf8");
  const second = await init("--name", "depot", "--form", "yaml", "--team", "logistics");
  expect([second.exit, second.stderr]).toEqual([0, ""]);
  expect(readFileSync(join(root, "tenants/organisation.ts"), "utf8")).toBe(before);
  expect(readFileSync(join(root, "package.json"), "utf8")).toBe("mine");
  expect(existsSync(join(root, "tenants/organisation.yaml"))).toBe(false);
  const again = await init("--name", "shop");
  expect(again.exit).toBe(2);
  expect(again.stderr).toContain("tenants/shop is there already, and nothing is overwritten");
});

test.each([
  [["--name", "My Shop"], "2 to 40 small letters"],
  [["--name", "organisation"], "is a name of monitorgen's own"],
  [["--team", "A"], "2 to 40 small letters"],
  [["--slack-room", "alerts"], "a room such as #alerts"],
  [["--channel", "email", "--email", 'x", y'], "a mail address"],
  [["--channel", "email"], "nobody says to which address mail goes"],
  [["--channel", "email", "--yes"], "--email platform@…"],
  [["--channel", "slack", "--email", "a@b.example"], "--email is not for --channel slack"],
  [["--channel", "webhook", "--slack-room", "#web"], "--slack-room is not for --channel webhook"],
  [["--target", '"]'], "host and port"],
])("%j won't do", async (args, told) => {
  const { exit, stderr } = await init("--name", "shop", ...args);
  expect(exit).toBe(2);
  expect(stderr).toContain(told);
  expect(files()).toEqual([]);
});

describe("questions", () => {
  const asking = (answers: readonly string[]) => {
    const left = [...answers];
    const asked: string[] = [];
    return {
      asked,
      ask: async (question: string, proposal: string) => {
        asked.push(question);
        return left.shift() || proposal;
      },
    };
  };

  test("are few, and about what no option says", async () => {
    const { asked, ask } = asking(["", "yaml", "web", "email", "a@b.example"]);
    expect(await answersOf({}, "/x/My Shop", ask)).toEqual({
      name: "my-shop",
      form: "yaml",
      team: "web",
      channel: { kind: "email", to: "a@b.example" },
      target: "my-shop.example.com:9100",
    });
    expect(asked).toHaveLength(5);
    const fewer = asking([]);
    const options = { name: "shop", form: "typescript", team: "web", slackRoom: "#web" };
    expect((await answersOf(options, "/x", fewer.ask)).channel).toEqual({ kind: "slack", room: "#web" });
    expect(fewer.asked).toEqual([]);
  });

  test("are asked again where the answer won't do, three times", async () => {
    const { asked, ask } = asking(["?", "Shop!", "shop"]);
    expect((await answersOf({}, "/x", ask)).name).toBe("shop");
    expect(asked.slice(0, 3)).toEqual(Array(3).fill("Name of the tenant?"));
    await expect(answersOf({}, "/x", asking(["?", "?", "?"]).ask)).rejects.toThrow("expected 2 to 40 small letters");
  });

  test("are not asked with --yes, nor where nobody is there", async () => {
    const { asked, ask } = asking([]);
    expect((await answersOf({ yes: true }, "/x/shop", ask)).name).toBe("shop");
    expect((await answersOf({ email: "a@b.example" }, "/x/shop")).channel).toEqual({
      kind: "email",
      to: "a@b.example",
    });
    expect(asked).toEqual([]);
  });
});

test.each([
  ["acme", "acme"],
  ["My Shop!", "my-shop"],
  ["123-x9", "x9"],
  ["", "example"],
  ["organisation", "example"],
  ["a".repeat(50), "a".repeat(40)],
])("the name for the folder %j is %s", (folder, name) => expect(nameFrom(folder)).toBe(name));
