import type { ParseResult } from "oxc-parser";
import { importName } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { AuthorModule } from "./author-module.ts";

type Modules = ReadonlyMap<string, AuthorModule>;

/** Imports between an author's files of names that the other file doesn't export: esbuild makes them undefined. */
export function unknownNames(modules: Modules): Diagnostic[] {
  return [...modules.values()].flatMap((module) =>
    (module.parsed === undefined ? [] : wantedNames(module.parsed)).flatMap(({ from, name, start, end }) => {
      const target = imported(module, from, modules);
      if (target?.parsed === undefined || target.parsed.errors.length > 0) return [];
      const exports = exportsOf(target, modules, new Set());
      if (exports.includes(name)) return [];
      return [diagnostic(importName, module.lines.position(module.file, start, end), { name, from, exports })];
    }),
  );
}

interface Wanted {
  readonly from: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

type ImportEntry = ParseResult["module"]["staticImports"][number]["entries"][number];
type ExportEntry = ParseResult["module"]["staticExports"][number]["entries"][number];

function wantedNames({ module }: ParseResult): Wanted[] {
  const imports = module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries.flatMap(({ importName: asked }) => wanted(moduleRequest, asked)),
  );
  const exports = entriesOf(module).flatMap(({ moduleRequest, importName: asked }) =>
    moduleRequest ? wanted(moduleRequest, asked) : [],
  );
  return [...imports, ...exports];
}

// A default import has no name in the text: where it stands is the name that it is given.
function wanted(
  { value: from, start, end }: { readonly value: string; readonly start: number; readonly end: number },
  asked: ImportEntry["importName"] | ExportEntry["importName"],
): Wanted[] {
  const at = { from, start: asked.start ?? start, end: asked.end ?? end };
  if (asked.kind === "Default") return [{ ...at, name: "default" }];
  return asked.kind === "Name" ? [{ ...at, name: String(asked.name) }] : [];
}

function exportsOf(module: AuthorModule, modules: Modules, seen: Set<AuthorModule>): string[] {
  if (seen.has(module) || module.parsed === undefined) return [];
  seen.add(module);
  const names = entriesOf(module.parsed.module).flatMap(({ exportName, moduleRequest }) => {
    if (exportName.kind === "Default") return ["default"];
    if (exportName.kind === "Name") return [String(exportName.name)];
    const target = moduleRequest ? imported(module, moduleRequest.value, modules) : undefined;
    return target === undefined ? [] : exportsOf(target, modules, seen).filter((name) => name !== "default");
  });
  return [...new Set(names)].sort();
}

function entriesOf({ staticExports }: ParseResult["module"]): ExportEntry[] {
  return staticExports.flatMap(({ entries }) => entries);
}

function imported(module: AuthorModule, from: string, modules: Modules): AuthorModule | undefined {
  const file = module.imports.get(from);
  return file === undefined ? undefined : modules.get(file);
}
