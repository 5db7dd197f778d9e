import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ProjectOptions } from "../project.ts";
import { UsageError } from "./exit.ts";

/** The options that choose what a command is about. */
export interface SelectionOptions {
  readonly root?: string;
  readonly tenant?: readonly string[];
  readonly all?: boolean;
  readonly env?: string;
  readonly today?: string;
}

/** What a command is about. */
export type Selection = Omit<ProjectOptions, "progress">;

/** What the options, the environment and the place of the call choose together. */
export function selectionOf(
  options: SelectionOptions,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Selection {
  const environment = options.env ?? (env["MONITORING_ENV"] || undefined);
  return {
    root: projectRoot(cwd, options.root),
    ...(options.tenant === undefined ? {} : { tenants: [...new Set(options.tenant)].sort() }),
    ...(environment === undefined ? {} : { environment }),
    today: options.today ?? new Date().toISOString().slice(0, 10),
  };
}

/** The project's folder: as given, or the nearest one upwards that has `tenants/`, or where we are. */
export function projectRoot(cwd: string, given?: string): string {
  if (given === undefined) return nearestRoot(cwd) ?? cwd;
  const root = resolve(cwd, given);
  if (!isFolder(root)) throw new UsageError(`--root ${given}: there is no such folder`);
  return root;
}

function nearestRoot(folder: string): string | undefined {
  if (isFolder(join(folder, "tenants"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearestRoot(above);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
