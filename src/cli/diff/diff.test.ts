import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { monitorgen, type World } from "../../../test/cli/console.ts";
import { GIT_ENV, Repository } from "../../../test/diff/repository.ts";
import { ORGANISATION_YAML } from "../../../test/fixtures/both-forms.ts";

const ORGANISATION = ORGANISATION_YAML;

/** A tenant with a gauge and an alert on it. */
const tenant = (name: string, bound = 80, extra = ""): string => `tenant: ${name}
metrics:
  queue_length: { type: gauge, help: What waits., unit: jobs }
channels:
  room: { type: slack, webhook: { secret: ${name} }, room: "#room" }
teams:
  all: { page: room, ticket: room }
alerts:
  QueueLong: { when: queue_length > ${bound}, severity: page, owner: all, summary: The queue is long }
${extra}`;

const project = (bound = 80): Readonly<Record<string, string>> => ({
  "tenants/organisation.yaml": ORGANISATION,
  "tenants/acme/tenant.yaml": tenant("acme", bound),
});

let repositories: Repository[] = [];
let temporary = "";
const repository = (): Repository => {
  const made = Repository.made();
  repositories.push(made);
  return made;
};

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "monitorgen-diff-"));
  vi.stubEnv("TMPDIR", temporary);
});

afterEach(() => {
  expect(readdirSync(temporary).filter((name) => name.startsWith("monitorgen-base-"))).toEqual([]);
  vi.unstubAllEnvs();
  for (const one of repositories) one.remove();
  rmSync(temporary, { recursive: true, force: true });
  repositories = [];
});

const diff = (cwd: string, args: readonly string[] = [], world: World = {}) =>
  monitorgen(["diff", ...args], { cwd, env: GIT_ENV, columns: 100, ...world });

/** The clauses of the difference. */
async function said(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await diff(cwd, [...args, "--format", "json"]);
  const { differences, notes }: Json = JSON.parse(stdout);
  const clauses = differences.flatMap(({ name, fate, details }) =>
    details.map(({ text }) => `${fate} ${name}: ${text}`),
  );
  return [...clauses, ...notes];
}

interface Json {
  readonly differences: readonly { name: string; fate: string; details: readonly { text: string }[] }[];
  readonly notes: readonly string[];
}

const raised = (before: number, after: number) =>
  `changed QueueLong: fires above ${after} jobs instead of ${before} jobs`;

describe("what is compared with:", () => {
  test("where the branch left the default branch, uncommitted changes included", async () => {
    const repo = repository();
    repo.commit(project(80));
    repo.git("switch", "--quiet", "--create", "feature");
    repo.commit(project(90));
    repo.git("switch", "--quiet", "main");
    repo.commit({ "tenants/globex/tenant.yaml": tenant("globex") });
    repo.git("switch", "--quiet", "feature");
    repo.write(project(95));
    expect(await said(repo.folder)).toEqual([raised(80, 95)]);
    const all = await said(repo.folder, "--tip");
    expect(all.at(-1)).toMatch(/^removed globex: /);
  });

  test("the remote's default branch, where there is one", async () => {
    const origin = repository();
    origin.commit(project(80));
    origin.git("branch", "--move", "trunk");
    const clone = new Repository(join(temporary, "clone"));
    origin.git("clone", "--quiet", origin.folder, clone.folder);
    clone.git("switch", "--quiet", "--create", "feature");
    clone.commit(project(70));
    const { stdout } = await diff(clone.folder);
    expect(stdout).toContain("fires above 70 jobs instead of 80 jobs  noisier");
    expect(stdout).toContain(`compared with origin/trunk (${clone.git("rev-parse", "--short=7", "origin/trunk")})`);
  });

  test.each(["v1", "HEAD~1", "main@{0}~1", "HEAD^"])(
    "a commit by the name %s, on a detached head too",
    async (name) => {
      const repo = repository();
      repo.commit(project(80));
      repo.git("tag", "--annotate", "--message", "first", "v1");
      repo.commit(project(90));
      expect(await said(repo.folder, "--base", name)).toEqual([raised(80, 90)]);
      repo.git("checkout", "--quiet", "--detach");
      expect(await said(repo.folder, "--base", "v1")).toEqual([raised(80, 90)]);
    },
  );

  test("the commit itself, where there is none in common, and that is said", async () => {
    const repo = repository();
    repo.commit(project(80));
    repo.git("switch", "--quiet", "--orphan", "other");
    repo.commit(project(90));
    expect(await said(repo.folder, "--base", "main")).toEqual([
      raised(80, 90),
      "compared with main as it is, not with where this branch left it: the two have no commit in common",
    ]);
  });

  test("a folder, without git", async () => {
    const repo = repository();
    repo.write(project(80));
    const other = join(temporary, "other");
    new Repository(other).write(project(90));
    const found = await diff(repo.folder, ["--base", other], { env: { PATH: "" } });
    expect(found.exit).toBe(0);
    expect(found.stdout).toContain("fires above 80 jobs instead of 90 jobs");
    expect(found.stdout).toContain(`compared with ${other}\n`);
  });

  test("a project below the top of its repository", async () => {
    const repo = repository();
    const below = (bound: number) =>
      Object.fromEntries(Object.entries(project(bound)).map(([path, text]) => [`infra/it's "ours"/${path}`, text]));
    repo.commit(below(80));
    repo.write(below(90));
    expect(await said(join(repo.folder, `infra/it's "ours"`, "tenants/acme"), "--base", "HEAD")).toEqual([
      raised(80, 90),
    ]);
  });

  test("nothing, where the project is new", async () => {
    const repo = repository();
    repo.commit({ "README.md": "" });
    repo.write(project());
    const clauses = await said(repo.folder, "--base", "HEAD");
    expect(clauses[0]).toMatch(/^added acme: acme: 1 alert/);
    expect(clauses.at(-1)).toBe("there is no tenants at HEAD: everything is new");
  });
});

describe("a clone without history", () => {
  test("is compared with the commit itself, and that is said", async () => {
    const origin = repository();
    origin.commit(project(80));
    origin.git("switch", "--quiet", "--create", "feature");
    origin.commit(project(90));
    const clone = new Repository(join(temporary, "clone"));
    origin.git("clone", "--quiet", "--depth=1", "--branch=feature", `file://${origin.folder}`, clone.folder);
    const missing = await diff(clone.folder, ["--base", "origin/main"]);
    expect(missing.exit).toBe(2);
    expect(missing.stderr).toContain(
      "--base origin/main: there is no such commit or folder with tenants/\n  git fetch origin main\n",
    );
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
    const clauses = await said(clone.folder, "--base", "origin/main");
    expect(clauses[0]).toBe(raised(80, 90));
    expect(clauses[1]).toMatch(/^compared with origin\/main as it is.*this clone is shallow; git fetch --unshallow/);
  });
});

describe("what can't be compared with is said:", () => {
  test.each([
    ["--upload-pack=touch pwned", "no commit has such a name"],
    ["--output=pwned", "no commit has such a name"],
    ["-", "no commit has such a name"],
    ["main\npwned", "no commit has such a name"],
    ["main; touch pwned", "there is no such commit"],
    ["$(touch pwned)", "there is no such commit"],
    ["main..feature", "there is no such commit"],
    ["HEAD:tenants", "there is no such commit"],
    ["../..", "there is no such commit"],
    ["", "no commit has such a name"],
  ])("%j", async (base, message) => {
    const repo = repository();
    repo.commit(project());
    const { exit, stdout, stderr } = await diff(repo.folder, [`--base=${base}`]);
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(existsSync(join(repo.folder, "pwned"))).toBe(false);
  });

  test("a misspelt name, and the one that was meant", async () => {
    const repo = repository();
    repo.commit(project());
    const { stderr } = await diff(repo.folder, ["--base", "mian"]);
    expect(stderr).toBe("error  --base mian: there is no such commit or folder with tenants/\n  did you mean main?\n");
  });

  test("a folder that is no repository, and a machine without git", async () => {
    new Repository(temporary).write(project());
    const none = await diff(temporary);
    expect(none.exit).toBe(2);
    expect(none.stderr).toContain(
      `${temporary} is in no git repository\n  name a folder to compare with: monitorgen diff --base`,
    );
    const { stderr } = await diff(temporary, [], { env: { PATH: temporary } });
    expect(stderr).toContain("git is not installed");
  });

  test("a repository of somebody else, one that git can't read, and none where a commit is named", async () => {
    const repo = repository();
    repo.commit(project());
    const told = async (env = {}) =>
      (await diff(repo.folder, ["--base", "main"], { env: { ...GIT_ENV, ...env } })).stderr;
    expect(await told({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" })).toBe(
      `error  --base main: git doesn't trust ${repo.folder}, which belongs to somebody else\n  git config --global --add safe.directory ${repo.folder}\n`,
    );
    repo.write({ ".git/config": "[" });
    expect(await told()).toMatch(/^error {2}--base main: fatal: bad config line \d in file .*\n$/);
    rmSync(join(repo.folder, ".git"), { recursive: true });
    expect(await told()).toContain(`error  --base main: ${repo.folder} is in no git repository\n`);
  });

  test("a repository without a commit", async () => {
    const repo = repository();
    repo.write(project());
    const { exit, stderr } = await diff(repo.folder);
    expect([exit, stderr]).toEqual([
      2,
      "error  there is no commit yet to compare with\n  commit the declarations of before, or name a folder that has them: monitorgen diff --base <dir>\n",
    ]);
  });

  test("a tenant or an environment that neither state has", async () => {
    const repo = repository();
    repo.commit(project());
    expect((await diff(repo.folder, ["--tenant", "nobody"])).stderr).toContain(
      "--tenant nobody: there is no such tenant, neither now nor at the base",
    );
    expect((await diff(repo.folder, ["--env", "moon"])).stderr).toContain("--env moon: there is no such environment");
    const world = { env: { ...GIT_ENV, MONITORING_ENV: "moon" } };
    expect((await diff(repo.folder, [], world)).stderr).toContain("MONITORING_ENV: there is no such environment");
  });

  test("a folder without tenants, which is told as by every command", async () => {
    const repo = repository();
    repo.commit();
    const { exit, stderr } = await diff(repo.folder);
    expect(exit).toBe(1);
    expect(stderr).toContain("error MG10");
  });
});

describe("the checkout", () => {
  test("stays as it is: files, index, head, and what git says of them", async () => {
    const repo = repository();
    repo.commit(project(80));
    repo.write({ ...project(90), "new.txt": "new" });
    repo.git("add", "new.txt");
    const state = () => ({
      status: repo.git("status", "--porcelain"),
      index: createHash("sha256")
        .update(readFileSync(join(repo.folder, ".git/index")))
        .digest("hex"),
      refs: repo.git("for-each-ref"),
      worktrees: repo.git("worktree", "list"),
      objects: repo.git("count-objects", "-v"),
    });
    const before = state();
    expect(await said(repo.folder)).toEqual([raised(80, 90)]);
    expect(state()).toEqual(before);
  });

  test("is found where a hook's caller names another repository", async () => {
    const [repo, other] = [repository(), repository()];
    repo.commit(project(80));
    repo.write(project(90));
    other.commit();
    const env = { ...GIT_ENV, GIT_DIR: join(other.folder, ".git"), GIT_INDEX_FILE: "nowhere" };
    const { stdout } = await diff(repo.folder, [], { env });
    expect(stdout).toContain("fires above 90 jobs");
  });
});

test("Ctrl-C leaves nothing behind", { timeout: 30_000 }, async () => {
  const repo = repository();
  repo.commit(project(80));
  repo.write(project(90));
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const env = { ...GIT_ENV, TMPDIR: temporary };
  const child = spawn(process.execPath, [main, "diff"], { cwd: repo.folder, env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const bases = () => readdirSync(temporary).filter((name) => name.startsWith("monitorgen-base-"));
  await vi.waitFor(() => expect(bases()).toHaveLength(1), { timeout: 20_000, interval: 5 });
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(bases()).toEqual([]);
});

describe("a hostile or strange commit:", () => {
  test("links that lead out are findings at the base; those that stay inside are followed", async () => {
    const repo = repository();
    writeFileSync(join(temporary, "secret.yaml"), tenant("acme", 1));
    repo.write(project(80));
    mkdirSync(join(repo.folder, "tenants/globex"));
    mkdirSync(join(repo.folder, "tenants/inside"));
    symlinkSync(join(temporary, "secret.yaml"), join(repo.folder, "tenants/globex/tenant.yaml"));
    symlinkSync("../acme/other.yaml", join(repo.folder, "tenants/inside/tenant.yaml"));
    repo.commit({ "tenants/acme/other.yaml": tenant("inside", 5) });
    rmSync(join(repo.folder, "tenants/globex"), { recursive: true });
    repo.write({ ...project(90), "tenants/acme/other.yaml": tenant("inside", 6) });
    const { stdout, exit } = await diff(repo.folder, ["--base", "HEAD"]);
    expect(exit).toBe(0);
    expect(stdout).toContain("tenants/globex/tenant.yaml");
    expect(stdout).toContain("MG10");
    expect(stdout).toContain("fires above 90 jobs instead of 80 jobs");
    expect(stdout).toContain("fires above 6 jobs instead of 5 jobs");
  });

  test("a tree with a path that climbs out is refused whole, and nothing is written", async () => {
    const repo = repository();
    repo.commit(project());
    const blob = repo.fed("pwned", "hash-object", "-w", "--stdin");
    const inner = repo.fed(`100644 blob ${blob}\tpwned\n`, "mktree");
    const evil = repo.fed(`040000 tree ${inner}\t..\n`, "mktree");
    const acme = repo.fed(`040000 tree ${evil}\tacme\n`, "mktree");
    const root = repo.fed(`040000 tree ${acme}\ttenants\n`, "mktree");
    const commit = repo.fed("evil", "commit-tree", root);
    const { exit, stderr } = await diff(repo.folder, ["--base", commit, "--tip"]);
    expect(exit).toBe(2);
    expect(stderr).toContain("is no path of a file");
  });

  test("a link where the folder of tenants should be is said to be one", async () => {
    const repo = repository();
    repo.write({ "elsewhere/organisation.yaml": ORGANISATION });
    symlinkSync("elsewhere", join(repo.folder, "tenants"));
    repo.commit();
    const { exit, stderr } = await diff(repo.folder, ["--base", "HEAD"]);
    expect([exit, stderr]).toEqual([2, "error  --base HEAD: tenants is no folder there, but a file or a link\n"]);
  });

  test("a submodule is told, as its files aren't there", async () => {
    const repo = repository();
    const commit = repo.commit(project());
    repo.git("update-index", "--add", "--cacheinfo", `160000,${commit},tenants/globex`);
    repo.git("commit", "--quiet", "--message", "a submodule");
    expect(await said(repo.folder, "--base", "HEAD")).toEqual([
      "tenants/globex is a submodule at HEAD, whose files can't be read from this repository",
    ]);
  });

  test("names of files with spaces, quotes, line breaks and letters of all sorts", async () => {
    const repo = repository();
    repo.commit({ ...project(80), 'tenants/acme/a "b"\n\u00fc.md': "text" });
    repo.write(project(81));
    expect(await said(repo.folder)).toEqual([raised(80, 81)]);
  });

  test("a file that is too large to be a declaration is a finding at the base", async () => {
    const repo = repository();
    repo.commit({ ...project(80), "tenants/globex/tenant.yaml": "#".repeat(1024 * 1024 + 1) });
    repo.write({ ...project(90), "tenants/globex/tenant.yaml": tenant("globex") });
    const { stdout } = await diff(repo.folder);
    expect(stdout).toContain("error MG1009  file is too large");
    expect(stdout).toContain("globex can't be compared: its declaration at main gives nothing");
    expect(stdout).toContain("fires above 90 jobs");
  });
});

describe("mistakes", () => {
  const broken = tenant("acme", 80).replace("owner: all", "owner: nobody");

  test("at the base are told with their places there, and what can be compared is", async () => {
    const repo = repository();
    repo.commit({
      ...project(),
      "tenants/acme/tenant.yaml": broken,
      "tenants/globex/tenant.yaml": tenant("globex", 1),
    });
    repo.write({ ...project(), "tenants/globex/tenant.yaml": tenant("globex", 2) });
    const { exit, stdout } = await diff(repo.folder);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^at main \([0-9a-f]{7}\)\nerror MG2\d+ .*tenants\/acme\/tenant.yaml:9:/);
    expect(stdout).toContain("at main there is 1 error; what it is about");
    expect(stdout).toContain("+ alert QueueLong");
    expect(stdout).toContain("fires above 2 jobs instead of 1 jobs");
    expect((await diff(repo.folder, ["--format", "markdown"])).stdout).toContain("<summary>1 error at main</summary>");
  });

  test("now are findings, as of every command; other tenants are compared", async () => {
    const repo = repository();
    repo.commit({ ...project(), "tenants/globex/tenant.yaml": tenant("globex", 1) });
    repo.write({ "tenants/acme/tenant.yaml": broken, "tenants/globex/tenant.yaml": tenant("globex", 2) });
    const { exit, stdout, stderr } = await diff(repo.folder);
    expect(exit).toBe(1);
    expect(stderr).toContain("error MG2");
    expect(stdout).toContain("acme can't be compared: its declaration has errors");
    expect(stdout).toContain("fires above 2 jobs instead of 1 jobs");
  });

  test("of a folder without a declaration are told once, in a terminal of any width", async () => {
    const repo = repository();
    repo.commit(project(80));
    repo.write({ ...project(90), "tenants/empty/notes.txt": "" });
    const { exit, stdout, stderr } = await monitorgen(["diff"], { cwd: repo.folder, env: GIT_ENV });
    expect(exit).toBe(1);
    expect(stderr.match(/error MG\d+ .*tenants\/empty/g)).toHaveLength(1);
    expect(stdout).toContain("fires above 90 jobs instead of 80 jobs");
  });

  test("that are found twice, by name and by content, are told once", async () => {
    const repo = repository();
    repo.commit(project());
    repo.write({ "tenants/organisation.ts": "" });
    const { exit, stderr } = await diff(repo.folder);
    expect(exit).toBe(1);
    expect(stderr.match(/error MG\d+ .*tenants\/organisation/g)).toHaveLength(1);
  });

  test("of the organisation leave nothing to compare, which isn't told as everything being gone", async () => {
    const repo = repository();
    repo.commit(project());
    repo.write({ "tenants/organisation.yaml": "organisation: 7\n" });
    const { exit, stdout } = await diff(repo.folder);
    expect(exit).toBe(1);
    expect(stdout).not.toContain("removed");
    expect(stdout).toContain("acme can't be compared");
  });
});

test("tenants that come and go are told as a whole; one of them can be chosen", async () => {
  const repo = repository();
  repo.commit({ ...project(), "tenants/old/tenant.yaml": tenant("old") });
  rmSync(join(repo.folder, "tenants/old"), { recursive: true });
  repo.write({ ...project(90), "tenants/new/tenant.yaml": tenant("new") });
  const clauses = await said(repo.folder);
  expect(clauses).toEqual([
    raised(80, 90),
    "added new: new: 1 alert, 0 SLOs, 1 metric, 0 dashboards",
    "removed old: old: 1 alert, 0 SLOs, 1 metric, 0 dashboards",
  ]);
  expect(await said(repo.folder, "--tenant", "old")).toEqual([clauses[2]]);
  expect(await said(repo.folder, "--tenant", "acme", "--env", "staging")).toEqual([clauses[0]]);
});

test("the exit code says whether anything is different where that is asked for", async () => {
  const repo = repository();
  repo.commit(project(80));
  expect((await diff(repo.folder, ["--exit-code"])).exit).toBe(0);
  repo.write(project(90));
  expect((await diff(repo.folder)).exit).toBe(0);
  expect((await diff(repo.folder, ["--exit-code"])).exit).toBe(1);
});
