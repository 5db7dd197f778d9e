import { organisationChanges } from "../../src/diff/declarations/organisation.ts";
import { programChanges } from "../../src/diff/programs.ts";
import { loadOrganisation, loadTenant } from "../../src/load/index.ts";
import { readShipped } from "../../src/load/shipped.ts";
import { compile } from "../../src/program/compile.ts";
import { organisationOf, type Shared } from "../../src/program/passes/organisation.ts";
import type { Program } from "../../src/program/program.ts";
import { organisationSchema } from "../../src/program/schema/organisation.ts";
import { emit } from "../../src/targets/index.ts";
import { check } from "../../src/verify/checks/index.ts";
import { type Data, mutations } from "./mutations.ts";

/** A declaration that is to be changed in all ways, and what it compiles to. */
export interface Swept {
  readonly declaration: Data;
  readonly programs: readonly Program[];
  /** What another declaration compiles to; nothing where it has errors. */
  readonly compiled: (declaration: Data) => readonly Program[] | undefined;
}

/** What came of a sweep. */
export interface Sweep {
  readonly mutations: number;
  /** That are declarations. */
  readonly sound: number;
  /** That the difference tells. */
  readonly told: number;
  /** That the difference passes over, though an emitted file is another one. */
  readonly missed: readonly string[];
  /** That are told, though all emitted files are as they were; of those that were looked at. */
  readonly idle: readonly string[];
}

/** A tenant of a project; with `whole`, what all tenants share instead, as that tenant sees it. */
export async function sweptTenant(root: string, name: string, whole = false): Promise<Swept> {
  const organisation = await loadOrganisation(root);
  const tenant = await loadTenant(root, name);
  if (organisation === undefined || "diagnostics" in organisation || "diagnostics" in tenant)
    throw new Error(`${name} loads`);
  const [shared, own]: [Data, Data] = JSON.parse(JSON.stringify([organisation.declaration, tenant.declaration]));
  const compiled = (declaration: Data) =>
    whole ? programsOf(name, own, sharedOf(declaration)) : programsOf(name, declaration, sharedOf(shared));
  const declaration = whole ? shared : own;
  const programs = compiled(declaration);
  if (programs === undefined) throw new Error(`${name} is sound`);
  return { declaration, programs, compiled };
}

function sharedOf(declaration: Data): Shared | undefined {
  const { success, data } = organisationSchema.safeParse(declaration);
  const findings: string[] = [];
  const shared = success ? organisationOf(data, { report: ({ name }) => findings.push(name) }) : undefined;
  return findings.length > 0 ? undefined : shared;
}

function programsOf(folder: string, declaration: Data, shared: Shared | undefined): readonly Program[] | undefined {
  if (shared === undefined) return undefined;
  const environments = [...shared.environments.values()];
  const { programs, findings } = compile({ folder, declaration, mistakes: [] }, shared, environments);
  const all = [...findings, ...programs.flatMap(check)];
  return all.some(({ kind }) => kind.severity === "error") ? undefined : programs;
}

/** Changes what `isMeant` chooses of a tenant's declaration; `looks` says of what is told whether files are compared. */
export async function sweep(
  { declaration, programs, compiled }: Swept,
  isMeant: (index: number) => boolean,
  looks: (index: number) => boolean = () => false,
): Promise<Sweep> {
  const counts = { mutations: 0, sound: 0, told: 0 };
  const [missed, idle]: [string[], string[]] = [[], []];
  const before = await Promise.all(programs.map(emitted));
  let index = 0;
  for (const mutation of mutations(declaration)) {
    index++;
    if (!isMeant(index)) continue;
    counts.mutations++;
    const after = compiled(mutation.declaration);
    if (after === undefined) continue;
    counts.sound++;
    const isTold = after.length !== programs.length || after.some((program) => isDifferent(programs, program));
    if (isTold) counts.told++;
    if (isTold && !looks(index)) continue;
    const now = await Promise.all(after.map(emitted));
    const isSame = now.every((files, at) => sameFiles(files, before[at]));
    if (!isTold && !isSame) missed.push(mutation.what);
    if (isTold && isSame) idle.push(mutation.what);
  }
  return { ...counts, missed, idle };
}

// An environment that wasn't there is told as a whole.
function isDifferent(before: readonly Program[], after: Program): boolean {
  const former = before.find(({ environment }) => environment.name === after.environment.name);
  if (former === undefined) return true;
  const programs = { before: former, after };
  return programChanges(former, after).length > 0 || organisationChanges(programs).length > 0;
}

type Files = ReadonlyMap<string, string>;

// Generated tests follow from rules; nothing of them is looked at.
async function emitted(program: Program): Promise<Files> {
  const artifacts = await emit(program, { witnesses: new Map() }, readShipped);
  return new Map(artifacts.map(({ path, content }) => [path, content]));
}

function sameFiles(now: Files, before: Files | undefined): boolean {
  if (before === undefined || now.size !== before.size) return false;
  return [...now].every(([path, content]) => inOneOrder(before.get(path) ?? "") === inOneOrder(content));
}

// What is only in another order says the same.
function inOneOrder(content: string): string {
  return content.split("\n").sort().join("\n");
}
