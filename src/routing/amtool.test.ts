import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { amtool, missing } from "../../test/judges/tools.ts";
import { labelSet, matcherLine } from "../../test/routing/random-matchers.ts";
import { TREE_FEATURES, without } from "../../test/routing/without.ts";
import type { RoutingConfig } from "./config.ts";
import { type Labels, printMatcher } from "./matchers.ts";
import { parseMatchers } from "./matchers-syntax.ts";
import { readRouting } from "./read-config.ts";
import { notifications } from "./resolve.ts";
import { VALID, WRONG } from "./wrong-configs.ts";

/** How many random trees are asked about; `MONITORGEN_AMTOOL_CASES=3000` for the long run. */
const CASES = Number(process.env["MONITORGEN_AMTOOL_CASES"] ?? 60);
const SEED = 20260105;
const DEPTH = 4;

interface WrittenRoute {
  readonly receiver?: string;
  readonly matchers: readonly string[];
  readonly continue: boolean;
  readonly routes: readonly WrittenRoute[];
}

interface Case {
  readonly document: { readonly route: object; readonly receivers: readonly { readonly name: string }[] };
  readonly labels: Labels;
}

function routes(depth: number): fc.Arbitrary<readonly WrittenRoute[]> {
  if (depth === 0) return fc.constant([]);
  const route = fc.record(
    {
      receiver: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `r${index}`)),
      matchers: fc.array(matcherLine, { maxLength: 2 }),
      continue: fc.boolean(),
      routes: routes(depth - 1),
    },
    { requiredKeys: ["matchers", "continue", "routes"] },
  );
  return fc.array(route, { minLength: depth > 2 ? 2 : 0, maxLength: 3 });
}

const cases: fc.Arbitrary<Case> = fc.record({
  document: routes(DEPTH).map((children) => ({
    route: { receiver: "default", routes: children },
    receivers: ["default", ...Array.from({ length: 12 }, (_, index) => `r${index}`)].map((receiver) => ({
      name: receiver,
    })),
  })),
  labels: labelSet,
});

function receiversOf(config: RoutingConfig, labels: Labels): string {
  return notifications(config, labels)
    .map(({ receiver }) => receiver)
    .join(",");
}

function configOf(document: object): RoutingConfig {
  const { config, problems } = readRouting(document);
  expect(problems).toEqual([]);
  return config ?? expect.fail("no route");
}

/** Warnings about the classic parser stand on stdout before the answer. */
function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** The long run says what its sample was made of. */
function tell(text: string): void {
  if (process.env["MONITORGEN_AMTOOL_CASES"]) process.stderr.write(`${text}\n`);
}

describe.skipIf(missing("amtool"))("amtool", { timeout: 600_000 }, () => {
  let folder = "";
  let sample: readonly Case[] = [];
  let configs: readonly RoutingConfig[] = [];
  const answers: string[] = [];
  const configAt = (index: number): RoutingConfig => configs[index] ?? expect.fail("no such case");

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "monitorgen-routing-"));
    sample = fc.sample(cases, { numRuns: CASES, seed: SEED });
    configs = sample.map(({ document }) => configOf(document));
    for (const [index, { document, labels }] of sample.entries()) {
      const file = join(folder, `${index}.yaml`);
      await writeFile(file, JSON.stringify(document));
      const pairs = Object.entries(labels).map(([label, value]) => printMatcher({ name: label, operator: "=", value }));
      const { status, stdout, stderr } = await amtool(["config", "routes", "test", `--config.file=${file}`, ...pairs]);
      expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
      answers.push(lastLine(stdout));
    }
  }, 600_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("sends each alert of random trees to the same receivers in the same order", () => {
    const routed = sample.map(({ labels }, index) => notifications(configAt(index), labels));
    const ours = routed.map((all) => all.map(({ receiver }) => receiver).join(","));
    expect(ours).toEqual(answers);
    const elsewhere = answers.filter((answer) => answer !== "default").length;
    const deep = routed.filter((all) => all.some(({ route }) => (route.origin.length - 1) / 2 >= 3)).length;
    const several = answers.filter((answer) => answer.includes(",")).length;
    tell(
      `of ${CASES} cases ${elsewhere} leave the root, ${several} reach several receivers, ${deep} match at depth 3 or more`,
    );
    expect(deep).toBeGreaterThan(CASES / 20);
    expect(elsewhere).toBeGreaterThan(CASES / 2);
    expect(several).toBeGreaterThan(CASES / 10);
  });

  it.each(TREE_FEATURES)("would notice if we had no %s", (feature) => {
    const noticed = sample.filter(({ labels }, index) => {
      return receiversOf(without(feature, configAt(index)), labels) !== answers[index];
    });
    tell(`${feature} decides ${noticed.length} of ${CASES} cases`);
    expect(noticed.length).toBeGreaterThan(0);
  });

  /** The verdict on each of many files, by one process. */
  async function accepted(documents: readonly object[]): Promise<readonly boolean[]> {
    const files = documents.map((_, index) => join(folder, `check-${index}.yaml`));
    await Promise.all(documents.map((document, index) => writeFile(files[index] ?? "", JSON.stringify(document))));
    const { stdout } = await amtool(["check-config", ...files]);
    const verdicts = stdout.split(/^Checking '/m).slice(1);
    expect(verdicts).toHaveLength(files.length);
    return verdicts.map((verdict) => / {2}SUCCESS$/m.test(verdict));
  }

  it("accepts and refuses the same configurations", async () => {
    const documents = [...Object.values(VALID), ...WRONG.map(([document]) => document)];
    const ours = documents.map((document) => readRouting(document).problems.length === 0);
    expect(ours).toEqual(await accepted(documents));
  });

  it("accepts and refuses the same lines of matchers", async () => {
    const pieces = [
      "a",
      "é",
      "=",
      "!=",
      "=~",
      "!~",
      ",",
      "{",
      "}",
      '"',
      "\\",
      "'",
      " ",
      '"x y"',
      "a=b",
      '"\\xc3\\xa9"',
      "(",
      ".*",
      "\u00a0",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 7 }).map((parts) => parts.join(""));
    const lines = fc.sample(text, { numRuns: Math.max(300, Math.min(CASES, 3000)), seed: SEED });
    const ours = lines.map((one) => parseMatchers(one).ok);
    const theirs = await accepted(
      lines.map((one) => ({ route: { receiver: "r", routes: [{ matchers: [one] }] }, receivers: [{ name: "r" }] })),
    );
    const differing = lines.filter((_, index) => ours[index] !== theirs[index]);
    expect(differing).toEqual([]);
    expect(ours.filter(Boolean).length).toBeGreaterThan(lines.length / 20);
  });
});
