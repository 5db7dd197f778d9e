import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { monitorgen } from "../../test/cli/console.ts";
import { OutputFailure } from "../output/failure.ts";
import { projectRoot, selectionOf } from "./selection.ts";

const failing = (error: unknown) => ({
  facade: {
    compileProject: () => Promise.reject(error),
  },
});

test.each([["--help"], ["help"], []])("monitorgen %s prints the help on stdout", async (...args) => {
  const { exit, stdout, stderr } = await monitorgen(args);
  expect([exit, stderr]).toEqual([0, ""]);
  for (const word of ["init", "build", "validate", "list", "explain", "schema", "Examples:", "Exit codes:"]) {
    expect(stdout).toContain(word);
  }
});

test.each(["init", "build", "validate", "list", "explain", "schema"])("%s --help has examples", async (command) => {
  const { exit, stdout } = await monitorgen([command, "--help"]);
  expect(exit).toBe(0);
  expect(stdout).toContain(`$ monitorgen ${command}`);
  expect(stdout).toContain("--root <dir>");
});

test("--version prints the version", async () => {
  expect(await monitorgen(["--version"])).toEqual({ exit: 0, stdout: "1.2.3\n", stderr: "" });
});

test.each([
  [["biuld"], "unknown command 'biuld'\n  did you mean build?"],
  [["build", "--tennant", "x"], "unknown option '--tennant'\n  did you mean --tenant?\n  monitorgen --help\n"],
  [["promql", "format", "-up"], "\n  an expression comes after --: monitorgen promql format -- '-up'\n"],
  [["build", "-up"], "unknown option '-up'\n  monitorgen --help\n"],
  [["build", "acme"], "name tenants with an option: monitorgen build --tenant acme"],
  [["list", "costs"], "Allowed choices are tenants"],
  [["list", "costs"], "\n  did you mean cost?\n"],
  [["list", "--format", "jsn"], "\n  did you mean json?\n"],
  [["list", "tenants", "alerts"], "too many arguments for 'list'"],
  [["build", "--format", "xml"], "Allowed choices are pretty, json, github, gitlab, sarif, junit, markdown."],
  [["build", "--all", "--tenant", "acme"], "cannot be used with option"],
  [["explain"], "missing required argument 'subject'"],
  [["validate", "--root", "/no/such/folder"], "--root /no/such/folder: there is no such folder"],
  [["schema", "--write", "--check"], "exclude each other"],
])("%j is wrong usage", async (args, told) => {
  const { exit, stdout, stderr } = await monitorgen(args);
  expect([exit, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(told);
});

test("an error is painted on a terminal, and where it is asked for", async () => {
  expect((await monitorgen(["biuld"], { isTerminal: true })).stderr).toContain("\u001b[1;31merror\u001b[0m  ");
  expect((await monitorgen(["biuld", "--color"])).stderr).toContain("\u001b[");
  expect((await monitorgen(["biuld", "--no-color"], { isTerminal: true })).stderr).not.toContain("\u001b[");
});

test("what the machine refuses ends with 3, and says what and where", async () => {
  const refusal = new OutputFailure("output/acme", "permission denied", "chmod u+w output/acme");
  expect(await monitorgen(["validate"], failing(refusal))).toEqual({
    exit: 3,
    stdout: "",
    stderr: "error  output/acme: permission denied\n  chmod u+w output/acme\n",
  });
  const system = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
  expect((await monitorgen(["validate"], failing(system))).exit).toBe(3);
});

test.each([
  ["Cannot find native binding. npm has a bug related to optional dependencies", "native binding"],
  ['The package "@esbuild/linux-x64" could not be found, and is needed by esbuild.', "@esbuild/linux-x64"],
  ["Cannot find package 'yaml' imported from cli.js", "package 'yaml'"],
])("an installation that isn't complete is no bug: %s", async (message, what) => {
  const gone = Object.assign(
    new Error(message),
    message.startsWith("Cannot find package") ? { code: "ERR_MODULE_NOT_FOUND" } : {},
  );
  const { exit, stderr } = await monitorgen(["validate"], failing(gone));
  expect(exit).toBe(3);
  expect(stderr).toContain(`error  the installation isn't complete: ${what} is missing on ${process.platform}-`);
  expect(stderr).toContain("  monitorgen doctor\n");
});

test("a bug ends with 4, says that it is one, and shows where only if asked", async () => {
  const { exit, stderr } = await monitorgen(["validate"], failing(new TypeError("x is not\na function")));
  expect(exit).toBe(4);
  expect(stderr).toBe(
    [
      "error  internal: x is not",
      "  this is a bug in monitorgen 1.2.3; please report it with the command and the declaration that show it",
      "  MONITORGEN_DEBUG=1 shows where it happened",
      "",
    ].join("\n"),
  );
  const debugged = await monitorgen(["validate"], { ...failing(new Error("x")), env: { MONITORGEN_DEBUG: "1" } });
  expect(debugged.stderr).toMatch(/\n {2}at .*run\.test\.ts/);
  expect((await monitorgen(["validate"], failing("a text"))).stderr).toContain("internal: a text");
});

test("the root is the nearest folder upwards that has tenants/, or where we are", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "root-")));
  try {
    mkdirSync(join(folder, "a/tenants/acme"), { recursive: true });
    expect(projectRoot(join(folder, "a/tenants/acme"))).toBe(join(folder, "a"));
    expect(projectRoot(folder)).toBe(folder);
    expect(projectRoot(folder, "a")).toBe(join(folder, "a"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the environment is that of --env, else MONITORING_ENV, else all; tenants are sorted, each once", () => {
  const world = { cwd: "/", env: { MONITORING_ENV: "staging" } };
  expect(selectionOf({}, world).environment).toBe("staging");
  expect(selectionOf({ env: "dev" }, world).environment).toBe("dev");
  expect(selectionOf({}, { cwd: "/", env: { MONITORING_ENV: "" } })).not.toHaveProperty("environment");
  expect(selectionOf({ tenant: ["b", "a", "b"] }, world).tenants).toEqual(["a", "b"]);
});
