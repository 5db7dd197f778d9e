import { readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, extname, isAbsolute, join, posix } from "node:path";
import { type ParseResult, parseSync } from "oxc-parser";
import {
  importKind,
  importMissing,
  importOutside,
  importPackage,
  importType,
  syntax,
  tooDeep,
  tooLong,
  tooManyFiles,
} from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic, type Position } from "../diagnostics/diagnostic.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import type { AuthorModule } from "./author-module.ts";
import { unknownNames } from "./author-names.ts";
import { earlyUses } from "./early-uses.ts";
import { insideTenants, readText, startOf, TENANTS } from "./files.ts";
import { MOST_BRACKETS, MOST_SIGNS, nestingOf, type Refused } from "./nesting.ts";

/** An author's files, from the one that declares the tenant to all that it imports. */
export interface AuthorModules {
  readonly modules: ReadonlyMap<string, AuthorModule>;
  readonly diagnostics: readonly Diagnostic[];
}

/** How many files one declaration may be made of. */
const MOST_FILES = 500;

/** How many words and signs all of them may have: a parsed one takes about 400 bytes of memory. */
const MOST_SIGNS_OF_ALL = 500_000;

const CODE = new Set([".ts", ".mts", ".js", ".mjs"]);

/** Reads a file and all that it imports; `provided` are the names of modules that aren't files. */
export function authorModules(root: string, entry: string, provided: readonly string[]): AuthorModules {
  const modules = new Map<string, AuthorModule>();
  const diagnostics: Diagnostic[] = [];
  const waiting = [entry];
  let signs = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (modules.has(next)) continue;
    if (modules.size === MOST_FILES) {
      diagnostics.push(diagnostic(tooManyFiles, startOf(entry), { most: MOST_FILES }));
      break;
    }
    const read = readText(root, next);
    if ("diagnostic" in read) {
      diagnostics.push(read.diagnostic);
      continue;
    }
    const nesting = nestingOf(read.text);
    signs += "why" in nesting ? 0 : nesting.signs;
    if ("why" in nesting || signs > MOST_SIGNS_OF_ALL) {
      const why = "why" in nesting ? nesting : undefined;
      diagnostics.push(refusal(next, read.text, why));
      continue;
    }
    const module = parsedModule(root, next, read.text, provided, diagnostics);
    modules.set(next, module);
    waiting.push(...module.imports.values());
  }
  return {
    modules,
    diagnostics: [...diagnostics, ...unknownNames(modules), ...[...modules.values()].flatMap(earlyUses)],
  };
}

const UNCLEAR_SLASH =
  "whether this / divides or begins a regular expression is not clear here: put what it belongs to into parentheses";

function refusal(file: string, text: string, refused: Refused | undefined): Diagnostic {
  if (refused === undefined) return diagnostic(tooLong, startOf(file), { most: MOST_SIGNS_OF_ALL, of: "declaration" });
  const { offset, why } = refused;
  const at = new SourceLines(text).position(file, offset, offset + 1);
  if (why === "brackets") return diagnostic(tooDeep, at, { most: MOST_BRACKETS });
  if (why === "signs") return diagnostic(tooLong, at, { most: MOST_SIGNS, of: "statement" });
  return diagnostic(syntax, at, { message: UNCLEAR_SLASH });
}

function parsedModule(
  root: string,
  file: string,
  text: string,
  provided: readonly string[],
  diagnostics: Diagnostic[],
): AuthorModule {
  const lines = new SourceLines(text);
  const imports = new Map<string, string>();
  if (extname(file) === ".json") return { file, text, lines, parsed: undefined, imports };
  const parsed = parseSync(file, text, { lang: /\.m?ts$/.test(file) ? "ts" : "js", sourceType: "module" });
  for (const error of parsed.errors) {
    const label = error.labels[0] ?? { start: 0, end: 1 };
    const at = lines.position(file, label.start, label.end);
    diagnostics.push(diagnostic(syntax, at, { message: lowerFirst(error.message) }));
  }
  for (const { specifier, start, end } of specifiersOf(parsed)) {
    const found = resolved(root, file, specifier, provided, lines.position(file, start, end));
    if (typeof found === "string") imports.set(specifier, found);
    else if (found !== undefined) diagnostics.push(found);
  }
  for (const { start, end, moduleRequest } of parsed.module.dynamicImports) {
    const specifier = text.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, "");
    diagnostics.push(diagnostic(importKind, lines.position(file, start, end), { form: "import(…)", specifier }));
  }
  return { file, text, lines, parsed, imports };
}

interface Specifier {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

// What is imported as types only is gone before anything runs.
function specifiersOf(parsed: ParseResult): Specifier[] {
  const { staticImports, staticExports } = parsed.module;
  const found: Specifier[] = [];
  for (const { moduleRequest, entries } of staticImports) {
    if (entries.length > 0 && entries.every((entry) => entry.isType)) continue;
    found.push({ specifier: moduleRequest.value, start: moduleRequest.start, end: moduleRequest.end });
  }
  for (const { moduleRequest, isType } of staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest === undefined || moduleRequest === null || isType) continue;
    found.push({ specifier: moduleRequest.value, start: moduleRequest.start, end: moduleRequest.end });
  }
  return found;
}

function resolved(
  root: string,
  from: string,
  specifier: string,
  provided: readonly string[],
  at: Position,
): string | Diagnostic | undefined {
  if (provided.includes(specifier)) return undefined;
  if (!/^\.\.?(?:\/|$)/.test(specifier)) {
    return diagnostic(importPackage, at, { specifier, sort: sortOf(specifier) });
  }
  const target = posix.join(posix.dirname(from), specifier);
  if (target !== TENANTS && !target.startsWith(`${TENANTS}/`)) return diagnostic(importOutside, at, { specifier });
  const path = candidates(target).find((candidate) => isFileName(root, candidate));
  if (path === undefined) return diagnostic(importMissing, at, { specifier, siblings: siblings(root, from, target) });
  if (!CODE.has(extname(path)) && extname(path) !== ".json") return diagnostic(importType, at, { specifier });
  return insideTenants(root, path) ?? diagnostic(importOutside, at, { specifier });
}

function sortOf(specifier: string): string {
  if (isAbsolute(specifier) || /^[A-Za-z]:[\\/]/.test(specifier)) return "an absolute path";
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return "a module of Node";
  return /^[a-z][a-z0-9+.-]*:/i.test(specifier) ? "an address" : "a package";
}

function candidates(target: string): string[] {
  const compiled = target.replace(/\.(m?)js$/, ".$1ts");
  return [target, ...(compiled === target ? [] : [compiled]), `${target}.ts`, `${target}.js`, `${target}/index.ts`];
}

// Folders are imported by their index.ts; a link to a folder outside reads as missing, not as what it holds.
function isFileName(root: string, path: string): boolean {
  try {
    return readdirSync(join(root, dirname(path)), { withFileTypes: true }).some(
      (entry) =>
        entry.name === posix.basename(path) && (entry.isFile() || (entry.isSymbolicLink() && extname(path) !== "")),
    );
  } catch {
    return false;
  }
}

function siblings(root: string, from: string, target: string): string[] {
  try {
    const folder = posix.dirname(target);
    if (insideTenants(root, folder) === undefined) return [];
    const prefix = posix.relative(posix.dirname(from), folder);
    const names = readdirSync(join(root, folder)).filter((name) => CODE.has(extname(name)) || name.endsWith(".json"));
    return names
      .map((name) => posix.join(prefix, name))
      .filter((path) => posix.join(posix.dirname(from), path) !== from)
      .map((path) => (path.startsWith("..") ? path : `./${path}`))
      .sort();
  } catch {
    return [];
  }
}

function lowerFirst(message: string): string {
  return /^[A-Z][a-z]/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
