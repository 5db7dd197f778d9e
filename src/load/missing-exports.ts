import { parseSync } from "oxc-parser";
import { importName } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Failure } from "./failure.ts";

/**
 * The names that an author imports from a provided module which has no such export; only those that the bundle still
 * imports, for what is used as a type alone is gone from it.
 */
export function missingExports({
  modules,
  exports,
  code,
}: Pick<Failure, "modules" | "exports" | "code">): Diagnostic[] {
  const bundled = parseSync("tenant.js", code).module.staticImports.flatMap(({ entries }) => entries);
  const asked = new Set(bundled.map(({ importName: { name, kind } }) => name ?? kind));
  return [...modules.modules.values()].flatMap(({ file, lines, parsed }) =>
    (parsed?.module.staticImports ?? []).flatMap(({ moduleRequest, entries }) => {
      const known = exports.get(moduleRequest.value);
      if (known === undefined) return [];
      return entries.flatMap(({ importName: { name: given, kind, start, end } }) => {
        const name = kind === "Default" ? "default" : (given ?? "");
        if (kind === "NamespaceObject" || known.includes(name) || !asked.has(given ?? kind)) return [];
        const at = lines.position(file, start ?? moduleRequest.start, end ?? moduleRequest.end);
        return [diagnostic(importName, at, { name, from: `"${moduleRequest.value}"`, exports: known })];
      });
    }),
  );
}
