/**
 * `npm run fuzz [-- --count 2000 --seed 1 --from 0 --deadline 120 --only N]`: mutates good declarations, puts each through the
 * compiler, and says what of it ends as nothing should. `--only N` drives one case, shows it and makes it smaller.
 */
import { parseArgs } from "node:util";
import { pretty } from "../../src/diagnostics/reporters/pretty.ts";
import { compileProject } from "../../src/project.ts";
import { type Case, caseOf } from "./case.ts";
import { drive } from "./drive.ts";
import { type Good, goodDeclarations } from "./good.ts";
import { minimised } from "./minimise.ts";
import { verdicts } from "./processes.ts";
import { Tally } from "./summary.ts";
import { Workspace } from "./workspace.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    deadline: { type: "string", default: "120" },
    only: { type: "string" },
  },
});
const [seed, from, count, deadline] = [values.seed, values.from, values.count, values.deadline].map(Number);
const good = await goodDeclarations();

async function all(range: Parameters<typeof verdicts>[0]): Promise<void> {
  const tally = new Tally();
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  console.log(`seed ${range.seed}, cases ${range.from} to ${range.from + range.count - 1}`);
  for await (const verdict of verdicts(range)) {
    tally.add(caseOf(good, range.seed, verdict.number).sort, verdict);
    if (verdict.complaints.length > 0) console.log(wrong(verdict.number, verdict.complaints));
    if (tally.cases % 1000 === 0)
      console.log(`${tally.cases} cases, CPU ${tally.cpuSeconds.toFixed(0)} s, wall ${seconds().toFixed(0)} s`);
  }
  console.log(`\n${tally.text(seconds())}`);
  const rare = [...tally.codes].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(rare.join(", "));
  if (tally.failures.length > 0) process.exitCode = 1;
}

function wrong(number: number, complaints: readonly string[]): string {
  const again = `npm run fuzz -- --seed ${seed} --only ${number}`;
  return [`case ${number} is wrong   ·   ${again}`, ...complaints.slice(0, 5).map((text) => `  ${text}`)].join("\n");
}

async function only(number: number, from: Good): Promise<void> {
  const workspace = new Workspace();
  const one = caseOf(from, seed ?? 1, number);
  const verdict = await drive(one, workspace);
  console.log(
    `${one.sort} of ${one.of}: ${verdict.outcome}, ${verdict.cpu.toFixed(0)} ms of CPU\n${await shown(one, workspace)}`,
  );
  for (const complaint of verdict.complaints) console.log(`wrong: ${complaint}`);
  if (verdict.complaints.length > 0) {
    const small = await minimised(one, verdict, workspace);
    console.log(`\nthe same from ${small.file}:\n\n${small.content}`);
    process.exitCode = 1;
  }
  workspace.hold(one);
  console.log(`\nthe project: ${workspace.root}`);
}

async function shown(one: Case, workspace: Workspace): Promise<string> {
  workspace.hold(one);
  const compiled = await compileProject({ root: workspace.root, tenants: [one.tenant] }).catch(() => undefined);
  return compiled === undefined ? "" : pretty(compiled.diagnostics, { color: false, sources: compiled.sources });
}

if (values.only !== undefined) await only(Number(values.only), good);
else await all({ seed: seed ?? 1, from: from ?? 0, count: count ?? 2000, deadline: deadline ?? 120 });
process.exit();
