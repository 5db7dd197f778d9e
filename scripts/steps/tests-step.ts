import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root, runOwn } from "./own-command.ts";
import { failed } from "./run-command.ts";
import type { Outcome, Step } from "./step.ts";

const coveragePath = join(root, "coverage/coverage-summary.json");

type Json = Readonly<Record<string, unknown>>;

function readObject(path: string): Json {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return typeof value === "object" && value !== null ? at(new Map(Object.entries(value)).get(key), ...rest) : undefined;
}

function numberAt(value: unknown, ...keys: readonly string[]): number {
  const found = at(value, ...keys);
  return typeof found === "number" ? found : 0;
}

/** The files with most lines or branches that no test reaches, worst first. */
function leastCovered(coverage: Json): string {
  const files = Object.entries(coverage).filter(([path]) => path !== "total");
  const missed = files.map(([path, file]) => ({
    path: relative(root, path),
    lines: numberAt(file, "lines", "total") - numberAt(file, "lines", "covered"),
    branches: numberAt(file, "branches", "total") - numberAt(file, "branches", "covered"),
  }));
  return missed
    .filter((file) => file.lines + file.branches > 0)
    .sort(
      (left, right) => right.lines + right.branches - left.lines - left.branches || (left.path < right.path ? -1 : 1),
    )
    .slice(0, 20)
    .map((file) => `${file.path}: ${file.lines} lines and ${file.branches} branches without a test`)
    .join("\n");
}

/** Reads vitest's JSON report and the coverage summary, if any, into an outcome; a run that ended badly has failed whatever they say. */
export function judgeTests(report: Json, coverage: Json | undefined, endedWell: boolean): Outcome {
  const tests = { passed: numberAt(report, "numPassedTests"), failed: numberAt(report, "numFailedTests") };
  const skipped = numberAt(report, "numPendingTests") + numberAt(report, "numTodoTests");
  const percent = (what: string): string => `${numberAt(coverage, "total", what, "pct").toFixed(1)} %`;
  const figure = [
    `${tests.passed} passed, ${tests.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    ...(coverage ? [`coverage ${percent("lines")} of lines, ${percent("branches")} of branches`] : []),
  ];
  return {
    state: endedWell && tests.failed === 0 ? "ok" : "failed",
    figure: figure.join("; "),
    tests,
    ...(coverage ? { details: leastCovered(coverage) } : {}),
  };
}

function runVitest(report: string, options: readonly string[]): Promise<boolean> {
  const reporters = ["--reporter=minimal", "--reporter=json", `--outputFile.json=${report}`];
  rmSync(report, { force: true });
  return runOwn("vitest", ["run", ...options, ...reporters], { show: true }).then((finished) => !failed(finished));
}

/** The tests that are run after each change, printed as they run. */
export const quickTestsStep: Step = {
  name: "tests",
  run: async () => {
    const report = join(root, ".monitorgen-cache/vitest-quick.json");
    const endedWell = await runVitest(report, ["--config", "vitest.quick.config.ts"]);
    return judgeTests(readObject(report), undefined, endedWell);
  },
};

/** All tests but those of servers and of installing, with coverage, printed as they run. */
export const wholeTestsStep: Step = {
  name: "tests",
  run: async () => {
    const report = join(root, ".monitorgen-cache/vitest.json");
    rmSync(coveragePath, { force: true });
    const endedWell = await runVitest(report, ["--coverage"]);
    return judgeTests(readObject(report), readObject(coveragePath), endedWell);
  },
};

/** The tests that start real servers, all or those of the files named, printed as they run. */
export function serverTestsStep(files: readonly string[]): Step {
  return {
    name: "tests",
    run: async () => {
      const report = join(root, ".monitorgen-cache/vitest-servers.json");
      const endedWell = await runVitest(report, ["--config", "vitest.servers.config.ts", ...files]);
      return judgeTests(readObject(report), undefined, endedWell);
    },
  };
}

/** The tests that install the packed package, printed as they run. */
export const installTestsStep: Step = {
  name: "tests",
  run: async () => {
    const report = join(root, ".monitorgen-cache/vitest-install.json");
    const endedWell = await runVitest(report, ["--config", "vitest.install.config.ts"]);
    return judgeTests(readObject(report), undefined, endedWell);
  },
};

/** The tenants that take all the time and memory that they get, printed as they run. */
export const hostileTestsStep: Step = {
  name: "tests",
  run: async () => {
    const report = join(root, ".monitorgen-cache/vitest-hostile.json");
    const endedWell = await runVitest(report, ["--config", "vitest.hostile.config.ts"]);
    return judgeTests(readObject(report), undefined, endedWell);
  },
};
