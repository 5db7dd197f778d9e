import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onMachine } from "../../output/failure.ts";
import { makeFolder } from "../../output/make-folder.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { projectRoot } from "../selection.ts";
import { SCHEMA_NAMES, type SchemaName, schemaText } from "./text.ts";

/** The options of `schema`. */
export interface SchemaOptions {
  readonly root?: string;
  readonly write?: boolean;
  readonly check?: boolean;
}

/** Prints a schema, writes both, or tells whether those that are there are up to date. */
export async function runSchema(which: SchemaName, options: SchemaOptions, context: Context): Promise<Exit> {
  const { write = false, check = false, root } = options;
  if (write && check) throw new UsageError("--write and --check exclude each other");
  if (write || check) return refreshed(projectRoot(context.cwd, root), write, context);
  context.stdout.write(schemaText(which));
  return EXIT.fine;
}

function refreshed(root: string, mayWrite: boolean, { stdout, stderr }: Context): Exit {
  const stale = SCHEMA_NAMES.filter((name) => !isUpToDate(root, name));
  for (const name of SCHEMA_NAMES) {
    if (!stale.includes(name)) stdout.write(`${pathOf(name)} is up to date\n`);
    else if (!mayWrite)
      stderr.write(`${pathOf(name)} ${isThere(root, name) ? "is stale" : "is missing"}: monitorgen schema --write\n`);
    else {
      writeSchema(root, name);
      stdout.write(`${pathOf(name)} written\n`);
    }
  }
  return mayWrite || stale.length === 0 ? EXIT.fine : EXIT.findings;
}

function pathOf(name: SchemaName): string {
  return `schemas/${name}.schema.json`;
}

function isThere(root: string, name: SchemaName): boolean {
  return existsSync(join(root, pathOf(name)));
}

function isUpToDate(root: string, name: SchemaName): boolean {
  return isThere(root, name) && readFileSync(join(root, pathOf(name)), "utf8") === schemaText(name);
}

function writeSchema(root: string, name: SchemaName): void {
  const file = join(root, pathOf(name));
  onMachine(pathOf(name), () => {
    makeFolder(join(root, "schemas"));
    writeFileSync(`${file}.new`, schemaText(name));
    renameSync(`${file}.new`, file);
  });
}
