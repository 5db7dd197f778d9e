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

/** A tenant whose declaration is to be changed in all ways. */
export interface Swept {
  readonly name: string;
  readonly declaration: Data;
  readonly shared: Shared;
  readonly programs: readonly Program[];
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

/** A tenant of a project, in all environments. */
export async function sweptTenant(root: string, name: string): Promise<Swept> {
  const organisation = await loadOrganisation(root);
  const tenant = await loadTenant(root, name);
  if (organisation === undefined || "diagnostics" in organisation || "diagnostics" in tenant)
    throw new Error(`${name} loads`);
  const shared = organisationOf(organisationSchema.parse(organisation.declaration), { report: () => undefined });
  if (shared === undefined) throw new Error("the organisation is sound");
  const declaration: Data = JSON.parse(JSON.stringify(tenant.declaration));
  const programs = programsOf(name, declaration, shared);
  if (programs === undefined) throw new Error(`${name} is sound`);
  return { name, declaration, shared, programs };
}

function programsOf(folder: string, declaration: Data, shared: Shared): readonly Program[] | undefined {
  const { programs, findings } = compile({ folder, declaration, mistakes: [] }, shared, [
    ...shared.environments.values(),
  ]);
  const all = [...findings, ...programs.flatMap(check)];
  return all.some(({ kind }) => kind.severity === "error") ? undefined : programs;
}

/** Changes what `isMeant` chooses of a tenant's declaration; `looks` says of what is told whether files are compared. */
export async function sweep(
  { name, declaration, shared, programs }: Swept,
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
    const after = programsOf(name, mutation.declaration, shared);
    if (after === undefined) continue;
    counts.sound++;
    const isTold = after.some((program, at) => {
      const former = programs[at];
      return former !== undefined && programChanges(former, program).length > 0;
    });
    if (isTold) counts.told++;
    if (isTold && !looks(index)) continue;
    const now = await Promise.all(after.map(emitted));
    const isSame = now.every((files, at) => sameFiles(files, before[at]));
    if (!isTold && !isSame) missed.push(mutation.what);
    if (isTold && isSame) idle.push(mutation.what);
  }
  return { ...counts, missed, idle };
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
