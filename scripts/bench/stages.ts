/** Prints as JSON how much CPU time each stage of a build takes, in seconds: `node scripts/bench/stages.ts ROOT`. */
import { readShipped } from "../../src/load/shipped.ts";
import { compileProject } from "../../src/project.ts";
import type { Solutions } from "../../src/promql/solve/solve.ts";
import { emit, emitShared } from "../../src/targets/index.ts";
import { solveAll } from "../../src/targets/prometheus/tests/solve-all.ts";
import { prove, proveShared } from "../../src/verify/proofs/index.ts";
import { Judges } from "../../src/verify/proofs/schema/index.ts";
import { Crossings } from "../../src/verify/proofs/tenancy/crossings.ts";

const spent = new Map<string, number>();

async function timed<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.threadCpuUsage();
  const result = await work();
  const { user, system } = process.threadCpuUsage(before);
  spent.set(stage, (spent.get(stage) ?? 0) + (user + system) / 1e6);
  return result;
}

const [root = "."] = process.argv.slice(2);
const { tenants } = await timed("load, resolve and check", () => compileProject({ root }));
const programs = tenants.flatMap((tenant) => tenant.programs);
const known: Solutions = new Map();
const judges = new Judges(readShipped);
const crossings = new Crossings();
for (const program of programs) {
  const solutions = await timed("solve", () => solveAll(program, known));
  const artifacts = await timed("emit", () => emit(program, solutions, readShipped));
  await timed("prove", () => prove(program, artifacts, judges, crossings));
}
const shared = programs.filter(({ environment }) => environment.isDefault);
const merged = await timed("emit", () => emitShared(shared, readShipped));
await timed("prove", () => proveShared(shared, merged, judges));
await timed("prove", () => crossings.among(shared[0]?.environment.name ?? "", merged));
console.log(JSON.stringify(Object.fromEntries(spent)));
