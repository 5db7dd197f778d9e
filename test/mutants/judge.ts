import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../scripts/steps/run-command.ts";
import type { Artifact } from "../../src/targets/artifact.ts";
import { rules } from "../../src/targets/prometheus/rules.ts";
import type { Mutant } from "./mutate.ts";

/** A mutant, and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  /** Whether a test turned red. */
  readonly killed: boolean;
  /** The names of the test files that were asked. */
  readonly asked: readonly string[];
}

/** What is needed to judge mutants of one program. */
export interface Court {
  readonly promtool: string;
  /** An empty folder to write in. */
  readonly folder: string;
  readonly rules: readonly Artifact[];
  readonly tests: readonly Artifact[];
  /** The names of the test files that load a group. */
  readonly readers: (mutant: Mutant) => readonly string[];
}

const AT_ONCE = 48;
const PROCESSES = 2;

/** Runs promtool over all mutants: first with one test file of each that reads it, then the survivors with the others. */
export async function judge(mutants: readonly Mutant[], court: Court): Promise<readonly Judged[]> {
  write(join(court.folder, "base"), [...court.rules, ...court.tests]);
  const asked = mutants.map((mutant, index) => {
    const folder = join(court.folder, `m${index}`);
    prepare(folder, mutant, court);
    return { mutant, folder, readers: court.readers(mutant) };
  });
  const killed = new Set<Mutant>();
  const most = Math.max(0, ...asked.map(({ readers }) => readers.length));
  for (let round = 0; round < most; round++) {
    const left = asked.filter(({ mutant, readers }) => !killed.has(mutant) && readers[round] !== undefined);
    const files = left.map(({ mutant, folder, readers }) => ({
      mutant,
      file: join(folder, "tests", `${readers[round]}.yaml`),
    }));
    for (const mutant of await redOnes(files, court)) killed.add(mutant);
  }
  return asked.map(({ mutant, readers }) => ({ mutant, killed: killed.has(mutant), asked: readers }));
}

interface Asked {
  readonly mutant: Mutant;
  readonly file: string;
}

async function redOnes(files: readonly Asked[], court: Court): Promise<readonly Mutant[]> {
  const batches: (readonly Asked[])[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) batches.push(files.slice(start, start + AT_ONCE));
  const red: Mutant[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) red.push(...(await redOf(batch, court, next)));
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return red;
}

async function redOf(batch: readonly Asked[], { promtool, folder }: Court, number: number): Promise<readonly Mutant[]> {
  const report = join(folder, `report-${number}.xml`);
  await run(promtool, ["test", "rules", `--junit=${report}`, ...batch.map(({ file }) => file)]);
  const suites = readFileSync(report, "utf8").split("<testsuite ").slice(1);
  if (suites.length !== batch.length) throw new Error(`promtool reported on ${suites.length} of ${batch.length} files`);
  return batch.flatMap(({ mutant, file }, index) => {
    const suite = suites[index] ?? "";
    if (!suite.includes(`name="${file}"`)) throw new Error(`promtool's report is out of order at ${file}`);
    return / failures="0" errors="0"/.test(suite) ? [] : [mutant];
  });
}

function write(folder: string, artifacts: readonly Artifact[]): void {
  for (const part of ["rules", "tests"]) mkdirSync(join(folder, part), { recursive: true });
  for (const { path, content } of artifacts) writeFileSync(join(folder, path.replace("prometheus/", "")), content);
}

function prepare(folder: string, { program, group }: Mutant, court: Court): void {
  mkdirSync(join(folder, "rules"), { recursive: true });
  symlinkSync(join(court.folder, "base", "tests"), join(folder, "tests"));
  const own = `prometheus/rules/${group}.yaml`;
  for (const { path } of court.rules) {
    const name = path.replace("prometheus/", "");
    if (path !== own) symlinkSync(join(court.folder, "base", name), join(folder, name));
  }
  const alone = {
    ...program,
    alerts: program.alerts.filter((alert) => alert.group === group),
    recordings: program.recordings.filter((rule) => rule.group === group),
  };
  for (const { path, content } of rules(alone)) writeFileSync(join(folder, path.replace("prometheus/", "")), content);
}
