import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shown, TENANTS } from "./files.ts";

/** What YAML tenants are made of; whatever else has changed may be imported by TypeScript. */
const YAML = /\.ya?ml$/;

/**
 * The tenants, of some, that may be declared otherwise below another root: whose own folder differs, or something that they
 * may import. What isn't in any tenant's folder belongs to all; where there are links, nothing is taken for equal.
 */
export function touchedTenants(root: string, other: string, names: readonly string[]): readonly string[] {
  const changed = changedFiles(join(root, TENANTS), join(other, TENANTS), "");
  const folderOf = (path: string): string => String(path.split("/", 1)[0]);
  const known = new Set(names);
  if (changed.some((path) => !path.includes("/") || !known.has(folderOf(path)))) return names;
  const own = new Set(changed.map(folderOf));
  const isImportable = changed.some((path) => !YAML.test(path));
  return names.filter((name) => own.has(name) || (isImportable && !isYaml(root, other, name)));
}

function isYaml(root: string, other: string, name: string): boolean {
  return ![root, other].some((one) => existsSync(join(one, TENANTS, name, "tenant.ts")));
}

type Kind = "folder" | "file" | "other" | "none";

function changedFiles(one: string, other: string, below: string): readonly string[] {
  const names = [...new Set([...entriesOf(one), ...entriesOf(other)])].sort();
  return names.flatMap((name) => {
    const [a, b] = [join(one, name), join(other, name)];
    const [kind, otherKind] = [kindOf(a), kindOf(b)];
    const path = shown(join(below, name));
    if ([kind, otherKind].every((one) => one === "folder" || one === "none")) return changedFiles(a, b, path);
    return kind === "file" && otherKind === "file" && hasSameBytes(a, b) ? [] : [path];
  });
}

function entriesOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function kindOf(path: string): Kind {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return "none";
  return found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
}

function hasSameBytes(one: string, other: string): boolean {
  return lstatSync(one).size === lstatSync(other).size && readFileSync(one).equals(readFileSync(other));
}
