import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The texts of the stack's files, by their paths below its folder. */
export type Stack = ReadonlyMap<string, string>;

/** Where the stack lies that has no fault. */
export const STACK = fileURLToPath(new URL("stack", import.meta.url));

/** Reads the stack. */
export function readStack(folder = STACK): Stack {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** Kinds of files, by what is written in them. */
export const OF = {
  typescript: /^tenants\/fresco\//,
  yaml: /^tenants\/tidal\//,
  rules: /^files\/rules\//,
  alertmanager: /^files\/alertmanager\.yaml$/,
  templates: /^files\/templates\//,
  dashboards: /^files\/dashboards\//,
} as const;

/** A kind of files. */
export type Sort = keyof typeof OF;

/** The kind that a file is of. */
export function sortOf(file: string): Sort | undefined {
  return (Object.keys(OF) as readonly Sort[]).find((sort) => OF[sort].test(file));
}

/** Whether a person wrote the file for a tool that isn't monitorgen. */
export function isHandWritten(file: string): boolean {
  return file.startsWith("files/");
}
