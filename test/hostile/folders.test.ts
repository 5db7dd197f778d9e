import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { monitorgen, type Ran } from "../cli/console.ts";
import { BASE_YAML, ORGANISATION } from "../mistakes/base.ts";
import { yamlProject } from "../mistakes/project.ts";
import { complaints, HostileProject } from "./project.ts";

let project: HostileProject;
afterEach(() => project.remove());

const GOOD = yamlProject("");

/** Builds a project after something was done to its folders; what comes back are the heads of its findings. */
async function heads(prepare: (at: (path: string) => string) => void, files = GOOD): Promise<readonly string[]> {
  project = new HostileProject(files);
  prepare((path) => join(project.root, path));
  const ran = await project.build();
  expect(complaints(ran, project)).toEqual([]);
  return told(ran);
}

function told({ stderr }: Ran): readonly string[] {
  return stderr.split("\n").flatMap((line) => {
    const [, code, where] = /^error (MG\d+) .* (tenants\S*(?: \S+)*)$/.exec(line) ?? [];
    return code === undefined ? [] : [`${code} ${where}`];
  });
}

describe("a tenant's folder", () => {
  test.each([
    ["ünïcödé"],
    ["with space"],
    ["-rf"],
    ["CON"],
    ["a;b"],
    ["$(id)"],
    ["`id`"],
    ["a'b\"c"],
    ["a%2e%2e"],
    ["x".repeat(200)],
    ["аcme"],
    ["acme\u200b"],
    ["acme\u202e"],
    ["acme\n"],
    ["--all"],
    ["{{.Name}}"],
    ["environments"],
    ["organisation"],
    ["node_modules"],
  ])("can't be named %j", async (name) => {
    const [found = ""] = await heads((at) => {
      mkdirSync(at(`tenants/${name}`));
      writeFileSync(at(`tenants/${name}/tenant.yaml`), BASE_YAML["tenant"] ?? "");
    });
    expect(found).toMatch(/^MG100[56] tenants\//);
  });

  test.each([["../acme"], ["../../etc"], ["/etc"], ["."], [".."], [""], ["acme/../acme"], ["__proto__"], ["-x"]])(
    "isn't found by the name %j on the command line",
    async (name) => {
      project = new HostileProject(GOOD);
      const ran = await project.build(`--tenant=${name}`);
      expect(ran).toMatchObject({ exit: 2, stdout: "" });
      expect(ran.stderr).toContain(`${name} is none of acme\n`);
      expect(project.written()).toEqual([]);
    },
  );

  test("may be one of very many, each of which is told", async () => {
    const found = await heads((at) => {
      for (let i = 0; i < 300; i++) mkdirSync(at(`tenants/t${i}`));
      for (let i = 0; i < 9_700; i++) writeFileSync(at(`tenants/note-${i}.md`), "");
    });
    expect(found.length).toBe(300);
    expect(found[0]).toBe("MG1004 tenants/t0");
  });
});

describe("a tenant's file", () => {
  const replaced = (make: (path: string) => void) =>
    heads((at) => {
      rmSync(at("tenants/acme/tenant.yaml"));
      make(at("tenants/acme/tenant.yaml"));
    });

  test("is no folder, no pipe, no device, and none of those in TypeScript either", async () => {
    expect(await replaced((path) => mkdirSync(path))).toEqual(["MG1008 tenants/acme/tenant.yaml"]);
    project.remove();
    expect(await replaced((path) => execFileSync("mkfifo", [path]))).toEqual(["MG1008 tenants/acme/tenant.yaml"]);
    project.remove();
    expect(await replaced((path) => symlinkSync("/dev/zero", path))).toEqual(["MG1007 tenants/acme/tenant.yaml"]);
    project.remove();
    expect(await replaced((path) => mkdirSync(path.replace(".yaml", ".ts")))).toEqual([
      "MG1008 tenants/acme/tenant.ts",
    ]);
    project.remove();
    expect(await replaced((path) => execFileSync("mkfifo", [path.replace(".yaml", ".ts")]))).toEqual([
      "MG1008 tenants/acme/tenant.ts",
    ]);
  });

  test("is no link to elsewhere, to itself, or to nothing", async () => {
    for (const target of ["/etc/passwd", "../../outside.yaml", "tenant.yaml", "nothing.yaml", "/proc/self/environ"]) {
      expect(await replaced((path) => symlinkSync(target, path)), target).toEqual(["MG1007 tenants/acme/tenant.yaml"]);
      project.remove();
    }
    project = new HostileProject({});
  });

  test("lies in no folder that is a link to elsewhere", async () => {
    for (const target of ["/etc", "../outside", "acme", "../tenants"]) {
      const found = await heads((at) => {
        rmSync(at("tenants/acme"), { recursive: true });
        mkdirSync(at("tenants/other"));
        symlinkSync(target, at("tenants/acme"));
        mkdirSync(at("tenants/other/outside"));
      });
      expect(found[0], target).toMatch(/^MG100[47] tenants\/acme$/);
      project.remove();
    }
    project = new HostileProject({});
  });

  test.skipIf(process.getuid?.() === 0)("can be read", async () => {
    expect(await heads((at) => chmodSync(at("tenants/acme/tenant.yaml"), 0))).toEqual([
      "MG1008 tenants/acme/tenant.yaml",
    ]);
  });
});

describe("an organisation", () => {
  test.each([
    [
      "a bomb",
      `a: &a [x]\n${["b", "c", "d", "e", "f"].map((name, i) => `${name}: &${name} [${Array(12).fill(`*${"abcde".charAt(i)}`)}]`).join("\n")}`,
      "MG1064",
    ],
    ["tags", "organisation: !!js/function 'x'\n", "MG1062"],
    ["no UTF-8", Uint8Array.of(0xff), "MG1010"],
    ["nothing", "", "MG1067"],
    ["a path for a name", `organisation: ../../x\n${rest()}`, "MG1104"],
    ["an environment by a path", `organisation: x\n${rest().replace("  staging:", "  ../../staging:")}`, "MG1104"],
    [
      "an address with code",
      `organisation: x\n${rest().replaceAll("https://grafana.example.com", "javascript:alert(1)")}`,
      "MG1104",
    ],
    [
      "an address that breaks out",
      `organisation: x\n${rest().replaceAll("https://grafana.example.com", `'https://x/">{{ . }}'`)}`,
      "MG1104",
    ],
    ["a label of Prometheus", `organisation: x\ntenantLabel: __name__\n${rest()}`, "MG1104"],
  ] as const)("of %s", async (_, content, code) => {
    project = new HostileProject({ ...GOOD, "tenants/organisation.yaml": content });
    const ran = await project.build();
    expect(complaints(ran, project)).toEqual([]);
    expect(told(ran)[0]).toMatch(new RegExp(`^${code} tenants/organisation\\.yaml(?::\\d+:\\d+)?$`));
  });

  test("in TypeScript is as limited as a tenant", async () => {
    const files = {
      ...GOOD,
      "tenants/organisation.ts": 'import fs from "fs";\nexport default fs.readFileSync("/etc/passwd");\n',
    };
    project = new HostileProject(files);
    rmSync(join(project.root, "tenants/organisation.yaml"));
    expect(told(await project.build())).toEqual(["MG1021 tenants/organisation.ts:1:16"]);
  });
});

test("a root that can't be one is told", async () => {
  project = new HostileProject(GOOD);
  for (const root of ["/dev/null", "tenants/organisation.yaml", "nowhere"]) {
    const { exit, stderr } = await monitorgen(["build", "--root", root], { cwd: project.root });
    expect([exit, stderr]).toEqual([2, expect.stringContaining("there is no such folder")]);
  }
});

function rest(): string {
  return Object.entries(ORGANISATION)
    .filter(([key]) => key !== "organisation")
    .map(([key, value]) => `${key}:${value}`)
    .join("");
}
