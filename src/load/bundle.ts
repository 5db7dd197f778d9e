import { extname } from "node:path";
import { build, type Loader, type Message, type Plugin } from "esbuild";
import { importKind, syntax } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { AuthorModule } from "./author-module.ts";
import type { AuthorModules } from "./author-modules.ts";

/** An author's files as one module, with the map back. */
export interface Bundle {
  readonly code: string;
  /** A source map, version 3, as JSON. */
  readonly map: string;
}

/** The name space of sources in the map: `tenant:tenants/acme/tenant.ts`. */
export const SOURCE_PREFIX = "tenant:";

const NAMESPACE = SOURCE_PREFIX.slice(0, -1);

/** esbuild counts lines as JavaScript does. */
export const JAVASCRIPT_LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** Bundles files that are read already; what esbuild refuses in them comes back as findings. */
export async function bundle({ modules }: AuthorModules, entry: string): Promise<Bundle | readonly Diagnostic[]> {
  try {
    const { outputFiles } = await build({
      absWorkingDir: process.cwd(),
      bundle: true,
      entryPoints: [entry],
      format: "esm",
      logLevel: "silent",
      outfile: "tenant.js",
      platform: "neutral",
      plugins: [fromMemory(modules, entry)],
      sourcemap: "external",
      target: "es2022",
      tsconfigRaw: {},
      write: false,
    });
    const text = (suffix: string): string =>
      outputFiles.flatMap((file) => (file.path.endsWith(suffix) ? [file.text] : [])).join("");
    return { code: text(".js"), map: text(".map") };
  } catch (error) {
    return messagesOf(error).map((message) => asDiagnostic(message, modules, entry));
  }
}

// esbuild reads no file of its own: everything was resolved and judged before.
function fromMemory(modules: ReadonlyMap<string, AuthorModule>, entry: string): Plugin {
  return {
    name: "from-memory",
    setup(building) {
      building.onResolve({ filter: /.*/ }, ({ kind, path, importer }) => {
        // Not `path`: esbuild writes it differently where a file of that name lies in the working directory.
        if (kind === "entry-point") return { path: entry, namespace: NAMESPACE };
        if (kind !== "import-statement") return { errors: [{ text: kind, detail: { form: kind, specifier: path } }] };
        const file = modules.get(importer)?.imports.get(path);
        return file === undefined ? { path, external: true } : { path: file, namespace: NAMESPACE };
      });
      building.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: modules.get(path)?.text ?? "",
        loader: loaderOf(path),
      }));
    },
  };
}

function loaderOf(path: string): Loader {
  const extension = extname(path);
  if (extension === ".json") return "json";
  return extension.endsWith("ts") ? "ts" : "js";
}

function messagesOf(error: unknown): readonly Message[] {
  if (error instanceof Error && "errors" in error && Array.isArray(error.errors)) return error.errors;
  throw error;
}

function asDiagnostic(message: Message, modules: ReadonlyMap<string, AuthorModule>, entry: string): Diagnostic {
  const file = message.location?.file.replace(SOURCE_PREFIX, "") ?? entry;
  const at = positionOf(message, modules.get(file)) ?? { file, line: 1, column: 1 };
  const detail: unknown = message.detail;
  if (typeof detail === "object" && detail !== null && "specifier" in detail) {
    return diagnostic(importKind, at, { form: "require(…)", specifier: String(detail.specifier) });
  }
  const text = message.text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
  return diagnostic(syntax, at, { message: text.replaceAll(SOURCE_PREFIX, "") });
}

// esbuild's columns and lengths count bytes of UTF-8.
function positionOf({ location }: Message, module: AuthorModule | undefined) {
  if (location === null || module === undefined) return undefined;
  const bytes = Buffer.from(location.lineText);
  const before = bytes.subarray(0, location.column).toString().length;
  const length = bytes.subarray(location.column, location.column + location.length).toString().length;
  const at = { line: location.line, column: before + 1 };
  return { file: module.file, ...at, endLine: at.line, endColumn: at.column + Math.max(length, 1) };
}
