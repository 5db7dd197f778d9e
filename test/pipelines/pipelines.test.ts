import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commandsIn } from "../reports/read-github.ts";
import { all, xml } from "../reports/read-junit.ts";
import { runStep, workflow, workflowText } from "./github.ts";
import { defaults, pipeline, runJob } from "./gitlab.ts";
import { Repository } from "./repository.ts";

const TENANT = "tenants/shop/tenant.ts";
const DECLARATIONS = "The declarations hold";
const OUTPUT = "The output is what the declarations give";
const FOUND = "What was found, for the summary";
const CHANGE = "What the change means";

/** Each step is a process that compiles: `npm run test:pipelines` runs them all, the quick suite a sample. */
const everything = process.env["MONITORGEN_PIPELINES"] === "all";

let repository: Repository;
beforeAll(async () => {
  repository = await Repository.make({ built: everything });
}, 60_000);
afterAll(() => repository.remove());
beforeEach(() => repository.reset());

const changed = (): void => repository.edit(TENANT, 'errorRatio.above("2%")', 'errorRatio.above("4%")');
const broken = (): void => {
  repository.edit(TENANT, 'severity: "page"', 'severity: "pager"');
  repository.commit("a mistake");
};
const base = { "github.base_ref": "main" };

describe("the workflow", () => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("may do nothing but read, but for the job that comments", () => {
    expect(workflow.permissions).toEqual({});
    expect(
      Object.fromEntries(Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions])),
    ).toEqual({
      check: { contents: "read" },
      comment: { "pull-requests": "write" },
    });
    expect(workflowText).not.toContain("secrets.");
    expect(steps.filter(({ uses }) => uses?.includes("checkout"))).toMatchObject([
      { with: { "persist-credentials": false } },
    ]);
  });

  test("uses what others wrote at exact commits, and runs nothing in the job that may write", () => {
    expect([...workflowText.matchAll(/uses: (.*)/g)].map(([, used]) => used)).toEqual(
      steps.flatMap(({ uses }) =>
        uses === undefined ? [] : [expect.stringMatching(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)],
      ),
    );
    for (const { run = "", uses } of workflow.jobs["comment"]?.steps ?? []) {
      expect(uses).toBe(undefined);
      expect(run).not.toMatch(/npm|npx|node/);
    }
  });

  test("puts nothing that others chose into a script", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

describe("a broken tenant on GitHub", () => {
  test("fails, at its line and in the summary", () => {
    broken();
    const validated = runStep(DECLARATIONS, repository);
    expect(validated.status).toBe(1);
    expect(commandsIn(validated.stdout)).toMatchObject([
      { name: "error", properties: { file: TENANT, title: "MG1105 unknown choice" } },
    ]);
    const told = runStep(FOUND, repository);
    expect([told.status, told.stdout]).toEqual([0, ""]);
    expect(told.summary).toMatch(/^### monitorgen: 1 error\n[\s\S]*severity: "pager",/);
  });
});

describe("the comment", () => {
  /** Stands for GitHub: says which comment is ours, and notes what it is asked. */
  const comment = (change: string, mine: string): { readonly asked: string; readonly body: string } => {
    const [log, body] = [join(repository.temporary, "asked"), join(repository.temporary, "comment.md")];
    writeFileSync(log, "");
    repository.command("gh", `echo "$*" >> '${log}'\ncase "$*" in *--jq*) printf '%s' "${mine}" ;; esac`);
    const { status, stderr } = runStep("Comment, once", repository, {
      "github.token": "token",
      "needs.check.outputs.change": change,
      "github.repository": "acme/monitoring",
      "github.event.pull_request.number": "7",
    });
    expect([status, stderr]).toEqual([0, ""]);
    return {
      asked: readFileSync(log, "utf8").split("\n").slice(1).join("\n"),
      body: existsSync(body) ? readFileSync(body, "utf8") : "",
    };
  };

  test("is made once, changed later, and not made where nothing changes", () => {
    const change = "### What this changes in monitoring\n\n$(exit 1) `exit 1` \"';";
    const made = comment(change, "");
    expect(made.asked).toMatch(
      /^api --silent --method POST repos\/acme\/monitoring\/issues\/7\/comments --field body=@\S+\n$/,
    );
    expect(made.body).toBe(`<!-- monitorgen -->\n${change}\n`);
    const url = "https://api.github.com/repos/acme/monitoring/issues/comments/1";
    expect(comment("Nothing behaves differently.", `${url}\nhttps://other`).asked).toContain(
      `--method PATCH ${url} --field`,
    );
    expect(comment("Nothing behaves differently.", "").asked).toBe("");
  });
});

describe.runIf(everything)("all steps on GitHub", () => {
  test("let a change pass, and say what it means", async () => {
    changed();
    await repository.buildAndCommit();
    expect(runStep("Install", repository).status).toBe(0);
    expect(runStep(DECLARATIONS, repository)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("✓ 1 tenant"),
    });
    expect(runStep(OUTPUT, repository)).toMatchObject({ status: 0, stdout: expect.stringContaining("✓ up to date") });
    const { status, summary, outputs } = runStep(CHANGE, repository, base);
    expect(status).toBe(0);
    expect(summary).toContain("`ErrorRatioHigh`");
    expect(summary).toContain("4%");
    expect(outputs["change"]?.trim()).toBe(summary.trim());
  });

  test("say that nothing behaves differently where nothing does", () => {
    expect(runStep(CHANGE, repository, base).outputs["change"]).toContain("Nothing behaves differently");
  });

  test("refuse output that is stale, file by file", () => {
    changed();
    repository.commit("a change without its output");
    expect(runStep(DECLARATIONS, repository).status).toBe(0);
    const { status, stdout } = runStep(OUTPUT, repository);
    expect(status).toBe(1);
    expect(commandsIn(stdout)).toContainEqual(
      expect.objectContaining({
        name: "error",
        properties: expect.objectContaining({
          file: "output/shop/prometheus/rules/web.yaml",
          title: expect.stringContaining("MG2510"),
        }),
      }),
    );
  });

  test("refuse a broken tenant, all of them", () => {
    broken();
    expect(runStep(OUTPUT, repository)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("::error file=tenants/"),
    });
    const { status, summary } = runStep(CHANGE, repository, base);
    expect(status).toBe(1);
    expect(summary).not.toBe("");
  });
});

describe("the pipeline of GitLab", () => {
  test("keeps what its jobs report, whether they pass or not, and names its image exactly", () => {
    expect(defaults.image).toMatch(/^node:\d+\.\d+\.\d+-/);
    for (const { artifacts } of Object.values(pipeline)) expect(artifacts.when).toBe("always");
    const written = Object.values(pipeline).flatMap(({ script }) =>
      [...script.join("\n").matchAll(/ > (\S+)/g)].map(([, file]) => file),
    );
    const kept = Object.values(pipeline).flatMap(({ artifacts: { paths = [], reports = {} } }) => [
      ...paths,
      ...Object.values(reports),
    ]);
    expect(kept).toEqual(written);
  });

  test.runIf(everything)("lets a change pass, and says what it means", async () => {
    changed();
    await repository.buildAndCommit();
    expect(runJob("declarations", repository)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("✓ 1 tenant"),
    });
    expect(JSON.parse(repository.read("gl-code-quality-report.json"))).toEqual([]);
    expect(runJob("output", repository)).toMatchObject({ status: 0 });
    const tests = all(xml(repository.read("junit.xml")), "testcase").map(({ attributes }) => attributes["name"]);
    expect(tests).toContain("ErrorRatioHigh");
    expect(tests).toContain("output/shop");
    const change = runJob("change", repository, { CI_MERGE_REQUEST_DIFF_BASE_SHA: "origin/main" });
    expect(change).toMatchObject({ status: 0, stdout: expect.stringContaining("`ErrorRatioHigh`") });
    expect(change.stdout.trim().endsWith(repository.read("monitoring-change.md").trim())).toBe(true);
  });

  test.runIf(everything)("refuses a broken tenant and stale output, and keeps the reports of both", () => {
    changed();
    repository.commit("a change without its output");
    expect(runJob("output", repository).status).toBe(1);
    expect(all(xml(repository.read("junit.xml")), "failure").map(({ attributes }) => attributes["type"])).toContain(
      "MG2510",
    );
    broken();
    const { status, stderr } = runJob("declarations", repository);
    expect(status).toBe(1);
    expect(stderr).toContain(`severity: "pager",`);
    expect(JSON.parse(repository.read("gl-code-quality-report.json"))).toMatchObject([
      { check_name: "declaration/unknown-choice", location: { path: TENANT } },
    ]);
    expect(runJob("change", repository, { CI_MERGE_REQUEST_DIFF_BASE_SHA: "origin/main" }).status).toBe(1);
  });
});
