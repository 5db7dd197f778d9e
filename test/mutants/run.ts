/**
 * `npm run mutants [-- TENANT [RULES]]`: puts one fault after the other into a tenant's rules, lets promtool run the generated tests,
 * and prints how many faults turn a test red. RULES is a regular expression for names of rules.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isFound, searchFrom } from "../../scripts/tools/find.ts";
import { findAll } from "../../scripts/tools/install.ts";
import { tools as judges } from "../../scripts/tools/table.ts";
import type { Program } from "../../src/program/program.ts";
import { compileProject } from "../../src/project.ts";
import { solveAll } from "../../src/targets/prometheus/tests/solve-all.ts";
import { courtOf } from "./court.ts";
import { type Judged, judge } from "./judge.ts";
import { mutantsOf } from "./mutate.ts";
import { summaryOf } from "./summary.ts";

const [tenant = "acme", pattern = ""] = process.argv.slice(2).filter((argument) => argument !== "--");
const root = fileURLToPath(new URL("../..", import.meta.url));

async function main(): Promise<void> {
  const tools = await findAll(judges, searchFrom(process.env));
  const promtool = tools.find(({ tool }) => tool.name === "promtool")?.result;
  if (!promtool || !isFound(promtool)) throw new Error("promtool is missing; type: npm run tools");
  const { tenants } = await compileProject({ root, tenants: [tenant] });
  const program = tenants[0]?.programs.find(({ environment }) => environment.isDefault);
  if (!program) throw new Error(`${tenant} doesn't compile; type: npx monitorgen validate --tenant ${tenant}`);
  console.log(summaryOf(await judgedMutants(program, promtool.path)));
}

async function judgedMutants(program: Program, promtool: string): Promise<readonly Judged[]> {
  const solutions = solveAll(program);
  const records = new Set([...solutions.witnesses.values()].flatMap((witness) => witness.records));
  const mutants = mutantsOf(program, records).filter(({ rule }) => new RegExp(pattern).test(rule));
  const folder = mkdtempSync(join(tmpdir(), "mutants-"));
  try {
    return await judge(mutants, courtOf(program, solutions, promtool, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
