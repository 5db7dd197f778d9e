import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { located } from "../../src/diagnostics/diagnostic.ts";
import { readShipped } from "../../src/load/shipped.ts";
import { type CompiledProject, compileProject, hasErrors } from "../../src/project.ts";
import type { Solutions } from "../../src/promql/solve/solve.ts";
import { emit, emitShared } from "../../src/targets/index.ts";
import { solveAll } from "../../src/targets/prometheus/tests/solve-all.ts";
import { prove, proveShared } from "../../src/verify/proofs/index.ts";
import { Judges } from "../../src/verify/proofs/schema/index.ts";
import { Crossings } from "../../src/verify/proofs/tenancy/crossings.ts";
import { monitorgen } from "../cli/console.ts";
import type { Case } from "./case.ts";
import { complaintsAbout, complaintsAboutFiles, hasControls } from "./complaints.ts";
import type { Workspace } from "./workspace.ts";

/** What became of a case. */
export interface Verdict {
  readonly number: number;
  /** Refused with findings, built, or built by the command line. */
  readonly outcome: "refused" | "built";
  /** Codes of what was found, each once. */
  readonly codes: readonly string[];
  /** What must not be; none for a program without faults. */
  readonly complaints: readonly string[];
  /** CPU milliseconds of this process. */
  readonly cpu: number;
}

/** CPU milliseconds after which a case is one that hangs. */
const SLOWEST = 10_000;

// What is the same from case to case is solved once, and forgotten now and then.
const MOST_SOLUTIONS = 20_000;
const solutions: Solutions = new Map();
const judges = new Judges(readShipped);

/** Puts a case through the compiler and judges what comes out. Never throws. */
export async function drive(one: Case, workspace: Workspace): Promise<Verdict> {
  workspace.hold(one);
  const before = process.cpuUsage();
  const judged = await judge(one, workspace.root).catch((error: unknown): Judged => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: "refused", codes: [], complaints: [`exception: ${text.split("\n").slice(0, 6).join(" ")}`] };
  });
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000;
  const slow = cpu > SLOWEST ? [`${Math.round(cpu)} ms of CPU`] : [];
  return { ...judged, number: one.number, cpu, complaints: [...judged.complaints, ...slow] };
}

type Judged = Pick<Verdict, "outcome" | "codes" | "complaints">;

async function judge(one: Case, root: string): Promise<Judged> {
  const { tenant, environment } = one;
  const options = { root, tenants: [tenant], ...(environment !== undefined && { environment }) };
  const compiled = await compileProject(options);
  const found = [...compiled.diagnostics];
  const complaints: string[] = [];
  const isSound = !hasErrors(found);
  if (isSound) {
    const { diagnostics, complaints: more } = await generated(compiled);
    found.push(...diagnostics);
    complaints.push(...more);
  } else if (compiled.tenants.some(({ programs }) => programs.length > 0)) {
    complaints.push("there are errors, and programs nevertheless");
  }
  // A file that is no text has no source, and places nevertheless.
  const texts = new Map([[one.file, Buffer.from(one.content).toString()], ...compiled.sources]);
  complaints.push(...complaintsAbout(found, texts));
  const outcome = hasErrors(found) ? "refused" : "built";
  if (one.byCommand) complaints.push(...(await built(one, root, outcome)));
  return { outcome, codes: [...new Set(found.map(({ kind }) => kind.code))], complaints };
}

// What generateProject does, but with solutions that outlive a case.
async function generated(
  compiled: CompiledProject,
): Promise<{ diagnostics: readonly Diagnostic[]; complaints: readonly string[] }> {
  const diagnostics: Diagnostic[] = [];
  const complaints: string[] = [];
  if (solutions.size > MOST_SOLUTIONS) solutions.clear();
  for (const { programs, locate } of compiled.tenants) {
    if (programs.length === 0) complaints.push("no error, and no program either");
    for (const program of programs) {
      const solved = solveAll(program, solutions);
      const artifacts = await emit(program, solved, readShipped);
      const shared = emitShared([program], readShipped);
      const findings = [
        ...solved.findings,
        ...(await prove(program, artifacts, judges, new Crossings())),
        ...(await proveShared([program], shared, judges)),
      ];
      diagnostics.push(...findings.map((each) => located(each, locate)));
      complaints.push(...complaintsAboutFiles([...artifacts, ...shared], compiled.sources));
      if (artifacts.length === 0) complaints.push("nothing is emitted");
    }
  }
  return { diagnostics, complaints };
}

async function built(
  { tenant, environment }: Case,
  root: string,
  outcome: Verdict["outcome"],
): Promise<readonly string[]> {
  const output = join(root, "output");
  const args = [
    "build",
    "--root",
    root,
    "--tenant",
    tenant,
    ...(environment === undefined ? [] : ["--env", environment]),
  ];
  try {
    const { exit, stdout, stderr } = await monitorgen(args);
    const expected = outcome === "built" ? 0 : 1;
    if (exit !== expected) return [`build ends with ${exit}, not ${expected}: ${stderr.slice(0, 500)}`];
    if (exit === 1) return existsSync(output) ? ["there is output, though there are errors"] : [];
    const checked = await monitorgen([...args, "--check"]);
    if (checked.exit !== 0)
      return [`build --check ends with ${checked.exit} after a build: ${checked.stderr.slice(0, 500)}`];
    return hasControls(stdout + stderr) ? ["build prints a control character"] : [];
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
