import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../scripts/steps/own-command.ts";
import { contextFiles, Image, ownInstructions } from "./container.ts";
import { nodes, userEnvironment } from "./user.ts";

const instructions = ownInstructions();
const context = contextFiles(readFileSync(join(root, ".dockerignore"), "utf8"));
const restsOf = (word: string): readonly string[] =>
  instructions.flatMap((one) => (one.word === word ? [one.rest] : []));

describe("the Dockerfile", () => {
  test("has a base of one version, that of the checkout's Node, which can be given by its digest", () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    expect(restsOf("ARG")).toEqual([`NODE=node:${packages["node_modules/node"].version}-slim`]);
    expect(restsOf("FROM")).toEqual(["${NODE} AS build", "${NODE}"]);
  });

  test("ends as nobody of importance, in the project, as the command", () => {
    expect(instructions.slice(-4)).toEqual([
      { word: "WORKDIR", rest: "/project" },
      { word: "USER", rest: "1000:1000" },
      { word: "ENTRYPOINT", rest: '["monitorgen"]' },
      { word: "CMD", rest: '["--help"]' },
    ]);
  });

  test("lets in what the package is built from, and neither secrets nor output", () => {
    for (const file of ["src/cli/main.ts", "scripts/run.js", "schemas/tenant.schema.json", "package-lock.json"]) {
      expect(context).toContain(file);
    }
    expect(context.filter((file) => /^(?:\.git|\.env|output|tenants|test|dist|coverage)(?:\/|$)/.test(file))).toEqual(
      [],
    );
    expect(context.filter((file) => /\.test\.ts$|node_modules/.test(file))).toEqual([]);
  });
});

describe("what its instructions make, in a folder instead of a container", () => {
  const [node = { version: "", folder: "" }] = nodes;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "monitorgen-image-")));
  const image = new Image(folder, { ...userEnvironment(node.folder), npm_config_prefer_offline: "true" });
  const project = image.at("/project");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    for (const one of instructions) await image.does(one, context);
    // The volume, which belongs to whoever runs the container.
    chmodSync(folder, 0o755);
    mkdirSync(project, { recursive: true });
    if (process.getuid?.() === 0) chownSync(project, 1000, 1000);
  });

  const monitorgen = (...args: readonly string[]) =>
    spawnSync(image.at("/usr/local/bin/monitorgen"), args, {
      cwd: project,
      encoding: "utf8",
      env: { PATH: `${node.folder}:/usr/bin:/bin`, HOME: "/nonexistent" },
      ...(process.getuid?.() === 0 && { uid: 1000, gid: 1000 }),
    });

  test("builds a project as a user who may write nothing else and has no home", () => {
    expect(monitorgen("init", "--yes")).toMatchObject({ status: 0, stderr: "" });
    expect(monitorgen("build")).toMatchObject({ status: 0, stdout: expect.stringContaining("alerts proven") });
    expect(monitorgen("build", "--check").status).toBe(0);
    expect(existsSync(join(project, "output/project/manifest.json"))).toBe(true);
  });

  test("has no development packages", () => {
    expect(existsSync(image.at("/opt/monitorgen/node_modules/esbuild"))).toBe(true);
    expect(existsSync(image.at("/opt/monitorgen/node_modules/typescript"))).toBe(false);
  });
});
