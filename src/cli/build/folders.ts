import { relative, resolve, sep } from "node:path";
import type { OutputFolder } from "../../output/index.ts";
import type { GeneratedProject } from "../../project.ts";
import { UsageError } from "../exit.ts";
import type { Selection } from "../selection.ts";

/** Where a build writes. */
export interface BuildPlace {
  /** Absolute. */
  readonly root: string;
  /** As findings name it: relative to the project's root where it lies below. */
  readonly shown: string;
}

/** Where a build writes: `output/` below the root, or the folder that was given, which can't be among the declarations. */
export function buildPlace(projectRoot: string, cwd: string, out: string | undefined): BuildPlace {
  const root = out === undefined ? resolve(projectRoot, "output") : resolve(cwd, out);
  const below = relative(projectRoot, root).split(sep).join("/");
  if (below === "tenants" || below.startsWith("tenants/")) {
    throw new UsageError(`--out ${out}: tenants/ is for declarations`, "leave --out away to write to output/");
  }
  const isBelow = below !== "" && below !== ".." && !below.startsWith("../") && resolve(below) !== below;
  return { root, shown: isBelow ? below : root.split(sep).join("/") };
}

/** A path as a person types it from where they are: relative below that, absolute elsewhere. */
export function shownPath(cwd: string, path: string): string {
  const below = relative(cwd, path);
  return (below.startsWith("..") ? path : below).split(sep).join("/");
}

/** What a project's files are, by the folder that they go to. */
export function outputFolders({ generated, environments }: GeneratedProject): readonly OutputFolder[] {
  const standard = environments.find(({ isDefault }) => isDefault)?.name ?? "";
  return generated.map(({ folder, program, artifacts }) => ({
    folder,
    tenant: program?.tenant.name ?? lastName(folder),
    environment: program?.environment.name ?? environmentIn(folder) ?? standard,
    artifacts,
  }));
}

/**
 * Tells which folders that a build does not write may go: those of its environments, if it is about all tenants; else
 * none.
 */
export function abandonedBy(
  { tenants, environment }: Selection,
  { environments }: GeneratedProject,
): (folder: string) => boolean {
  if (tenants !== undefined) return () => false;
  if (environment === undefined) return () => true;
  const isDefault = environments.some((one) => one.isDefault && one.name === environment);
  return (folder) => (environmentIn(folder) ?? (isDefault ? environment : undefined)) === environment;
}

function environmentIn(folder: string): string | undefined {
  return /^environments\/([^/]+)\//.exec(folder)?.[1];
}

function lastName(folder: string): string {
  return folder.split("/").at(-1) ?? folder;
}
