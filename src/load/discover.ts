import { type Dirent, existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  linkOutside,
  noDeclaration,
  noTenants,
  reservedName,
  tenantName,
  twoForms,
  unknownTenant,
} from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { insideTenants, startOf, TENANTS } from "./files.ts";

/** Where something is declared, relative to the project's root. */
export interface Declared {
  readonly name: string;
  readonly file: string;
  readonly form: "typescript" | "yaml";
}

/** What a project's root holds. */
export interface Discovered {
  /** By name. */
  readonly tenants: readonly Declared[];
  readonly organisation: Declared | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const NAME = /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/;

const RESERVED = ["environments", "organisation"];

/** Finds the tenants and the organisation below `root`; each folder of `tenants/` is a tenant or a finding. */
export function discover(root: string): Discovered {
  const diagnostics: Diagnostic[] = [];
  const tenants: Declared[] = [];
  for (const entry of foldersOf(join(root, TENANTS))) {
    const found = tenantIn(root, entry);
    if ("form" in found) tenants.push(found);
    else diagnostics.push(found);
  }
  const organisation = declaredIn(root, TENANTS, "organisation");
  if (organisation !== undefined && !("form" in organisation)) diagnostics.push(organisation);
  if (tenants.length + diagnostics.length === 0) {
    diagnostics.push(diagnostic(noTenants, startOf(TENANTS), { folder: TENANTS }));
  }
  return {
    tenants,
    organisation: organisation !== undefined && "form" in organisation ? organisation : undefined,
    diagnostics,
  };
}

/** The declaration of one tenant by name, or the finding that says why there is none; reads no other folder. */
export function findTenant(root: string, name: string): Declared | Diagnostic {
  const entry = foldersOf(join(root, TENANTS)).find((folder) => folder.name === name);
  if (entry !== undefined) return tenantIn(root, entry);
  const tenants = foldersOf(join(root, TENANTS)).map((folder) => folder.name);
  if (tenants.length === 0) return diagnostic(noTenants, startOf(TENANTS), { folder: TENANTS });
  return diagnostic(unknownTenant, startOf(TENANTS), { tenant: name, tenants });
}

/** The organisation's declaration; undefined where there is none. */
export function findOrganisation(root: string): Declared | Diagnostic | undefined {
  return declaredIn(root, TENANTS, "organisation");
}

function tenantIn(root: string, entry: Dirent): Declared | Diagnostic {
  const folder = `${TENANTS}/${entry.name}`;
  const at = startOf(folder);
  if (insideTenants(root, folder) === undefined) return diagnostic(linkOutside, at, { path: folder });
  if (RESERVED.includes(entry.name)) return diagnostic(reservedName, at, { tenant: entry.name });
  if (!NAME.test(entry.name)) {
    return diagnostic(tenantName, at, { tenant: entry.name, guess: validName(entry.name) });
  }
  const declared = declaredIn(root, folder, "tenant");
  if (declared === undefined) return diagnostic(noDeclaration, at, { folder, found: filesOf(join(root, folder)) });
  return "form" in declared ? { ...declared, name: entry.name } : declared;
}

function declaredIn(root: string, folder: string, name: string): Declared | Diagnostic | undefined {
  const files = [`${name}.ts`, `${name}.yaml`, `${name}.yml`].filter((file) => isThere(join(root, folder, file)));
  const [file] = files;
  if (file === undefined) return undefined;
  const path = `${folder}/${file}`;
  if (files.length > 1) {
    return diagnostic(twoForms, startOf(path), { files: files.map((other) => `${folder}/${other}`) });
  }
  if (insideTenants(root, path) === undefined) return diagnostic(linkOutside, startOf(path), { path });
  return { name, file: path, form: file.endsWith(".ts") ? "typescript" : "yaml" };
}

// A link to nowhere is there, too: it is reported rather than passed over.
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function foldersOf(folder: string): Dirent[] {
  if (!existsSync(folder)) return [];
  return entriesOf(folder).filter((entry) => entry.isDirectory() || isFolderLink(folder, entry));
}

// Links to files stand beside tenants (organisation.ts may be one); any other link claims to be a tenant.
function isFolderLink(folder: string, entry: Dirent): boolean {
  return entry.isSymbolicLink() && !/\.(?:ts|ya?ml|json|md)$/.test(entry.name) && isThere(join(folder, entry.name));
}

function filesOf(folder: string): string[] {
  return entriesOf(folder).map((entry) => entry.name);
}

function entriesOf(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith("."));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function validName(name: string): string | undefined {
  const guess = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
  return NAME.test(guess) && !RESERVED.includes(guess) ? guess : undefined;
}
