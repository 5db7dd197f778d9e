import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Finished, run } from "../../scripts/steps/run-command.ts";
import type { Program, RecordingRule } from "../../src/program/program.ts";
import type { Witness } from "../../src/promql/solve/problem.ts";
import { rules } from "../../src/targets/prometheus/rules.ts";
import { tests } from "../../src/targets/prometheus/tests/index.ts";
import { problemOf, type Solutions, solveAll } from "../../src/targets/prometheus/tests/solve-all.ts";
import { program as fixture } from "../fixtures/program.ts";
import { Random } from "../fuzz/random.ts";
import { limited, programOf } from "../mutants/conditions.ts";
import { firstThatFires } from "./falsify.ts";
import { type Drawn, drawn } from "./grammar.ts";

/** What became of one condition. */
export interface Verdict {
  readonly condition: Drawn;
  readonly answer: "fires" | "never fires" | "unproven";
  readonly reason: string;
  /** Whether one of its cases is a silent one. */
  readonly hasSilentCase: boolean;
  /** What Prometheus, or random series, say to the contrary. */
  readonly disagreement?: string;
  /** Of what isn't proven: whether random series make it fire. */
  readonly firesAtRandom?: boolean;
}

/** What a run is to do. */
export interface Plan {
  readonly seed: number;
  readonly cases: number;
  /** Random worlds for each condition that is said never to fire. */
  readonly worlds: number;
  readonly promtool: string;
}

const BATCH = 60;
const INTERVALS = [15_000, 30_000, 60_000, 300_000] as const;

const RECORDINGS: readonly RecordingRule[] = [
  recording("service:requests:rate5m", "sum by (service) (rate(requests_total[5m]))", "first"),
  recording(
    "service:errors:ratio10m",
    'sum by (service) (rate(requests_total{status=~"5.."}[10m])) / sum by (service) (rate(requests_total[10m]))',
    "second",
  ),
];

function recording(record: string, expr: string, group: string): RecordingRule {
  const origin = { path: ["recordings", record], name: `recordings/${record}` };
  return { record, expr: limited(expr), labels: { tenant: "acme" }, group, origin };
}

/** Draws conditions, solves them, and asks promtool and random series whether the solver is right. */
export async function* agreement({ seed, cases, worlds, promtool }: Plan): AsyncGenerator<Verdict> {
  for (let start = 0; start < cases; start += BATCH) {
    const random = new Random(seed, start);
    const conditions = Array.from({ length: Math.min(BATCH, cases - start) }, () => drawn(random));
    const evaluationInterval = random.pick(INTERVALS);
    const plain = programOf(conditions, RECORDINGS);
    const prometheus = { ...fixture.organisation.prometheus, evaluationInterval };
    const program = { ...plain, organisation: { ...plain.organisation, prometheus } };
    const solutions = solveAll(program);
    const red = await redOnes(program, solutions, promtool);
    for (const [index, condition] of conditions.entries()) {
      const alert = program.alerts[index];
      if (!alert) continue;
      const witness = solutions.witnesses.get(alert.name);
      if (witness) yield firing(condition, witness, red.get(alert.name));
      else yield silent(condition, program, solutions, index, new Random(seed, start * BATCH + index), worlds);
    }
  }
}

function firing(condition: Drawn, { cases }: Witness, failure: string | undefined): Verdict {
  const hasSilentCase = cases.some(({ kind }) => kind === "silent");
  const verdict = { condition, answer: "fires", reason: "", hasSilentCase } as const;
  return failure === undefined ? verdict : { ...verdict, disagreement: failure };
}

function silent(
  condition: Drawn,
  program: Program,
  { unsolved }: Solutions,
  index: number,
  random: Random,
  worlds: number,
): Verdict {
  const alert = program.alerts[index];
  const why = alert && unsolved.get(alert.name);
  if (!alert || !why) throw new Error("neither solved nor unsolved");
  const found = firstThatFires(problemOf(alert, program), random, worlds);
  const verdict = { condition, reason: why.reason, hasSilentCase: false } as const;
  if (why.kind === "unproven") return { ...verdict, answer: "unproven", firesAtRandom: found !== undefined };
  const never = { ...verdict, answer: "never fires" } as const;
  return found ? { ...never, disagreement: `random series make it fire (world ${found.world})` } : never;
}

/** What promtool says to the tests of each alert that fail. */
export async function redOnes(
  program: Program,
  solutions: Solutions,
  promtool: string,
): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "agreement-"));
  try {
    const artifacts = [...rules(program), ...tests(program, solutions)];
    for (const { path, content } of artifacts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const files = artifacts.filter(({ kind }) => kind === "prometheus-tests").map(({ path }) => join(folder, path));
    const red = new Map<string, string>();
    if (files.length === 0 || (await tested(promtool, files)).status === 0) return red;
    for (const file of files) {
      const { status, stderr } = await tested(promtool, [file]);
      if (status !== 0) red.set(file.replace(/^.*\/|\.yaml$/g, ""), stderr);
    }
    return red;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tested(promtool: string, files: readonly string[]): Promise<Finished> {
  return run(promtool, ["test", "rules", ...files]);
}
