import { parseSync } from "oxc-parser";
import { cycle, noDefaultExport, notData, reservedKey, tooDeep } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type AuthorModules, authorModules } from "./author-modules.ts";
import { bundle } from "./bundle.ts";
import { dslModule } from "./dsl-module.ts";
import type { Limits } from "./evaluate.ts";
import { startOf } from "./files.ts";
import { MOST_DEPTH } from "./guest.ts";
import type { Loaded, LoadFailed, Mistake } from "./loaded.ts";
import { type Separated, separate } from "./recording.ts";
import { DEFAULT_LIMITS, type Sandbox } from "./sandbox.ts";
import { failureDiagnostics } from "./thrown.ts";
import { TypeScriptPositions } from "./typescript-positions.ts";

/** What loading a TypeScript declaration needs besides its files. */
export interface TypeScriptOptions {
  readonly sandbox: Sandbox;
  readonly limits?: Partial<Limits>;
  /** Modules that the author may import, by name; the DSL as `monitorgen` unless given. */
  readonly modules?: Readonly<Record<string, string>>;
  /** The DSL's function whose result is the default export. */
  readonly call: "tenant" | "organisation";
}

const exportsOfText = new Map<string, readonly string[]>();

/** Runs a declaration in TypeScript and hands it back as data. */
export async function loadTypeScript(
  root: string,
  entry: string,
  options: TypeScriptOptions,
): Promise<Loaded | LoadFailed> {
  options.sandbox.start();
  const provided = options.modules ?? { monitorgen: await dslModule() };
  const read = authorModules(root, entry, Object.keys(provided));
  const sources = new Map([...read.modules.values()].map(({ file, text }) => [file, text]));
  if (read.diagnostics.length > 0) return { diagnostics: read.diagnostics, sources };
  const bundled = await bundle(read, entry);
  if (!("code" in bundled)) return { diagnostics: bundled, sources };

  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const evaluate = (code: string, probing: boolean) =>
    options.sandbox.evaluate({ ...limits, code, modules: provided, probing });
  const outcome = await evaluate(bundled.code, false);
  const positions = new TypeScriptPositions(read.modules, entry, bundled.map);
  if (outcome.kind !== "value") {
    const diagnostics = await failureDiagnostics({
      outcome,
      entry,
      limits,
      modules: read,
      positions,
      code: bundled.code,
      exports: new Map(Object.entries(provided).map(([name, text]) => [name, exportsOf(text)])),
      probe: (code) => evaluate(code, true),
    });
    return { diagnostics, sources };
  }
  return finished(outcome.json, { entry, sources, positions, modules: read, call: options.call });
}

interface Run {
  readonly entry: string;
  readonly sources: ReadonlyMap<string, string>;
  readonly positions: TypeScriptPositions;
  readonly modules: AuthorModules;
  readonly call: "tenant" | "organisation";
}

function finished(json: string, run: Run): Loaded | LoadFailed {
  const { value, exports }: { value: unknown; exports: readonly string[] } = JSON.parse(json);
  const separated = separate(value);
  const { declaration, recording, mistakes } = separated;
  const { positions, sources, call } = run;
  if (typeof declaration !== "object" || declaration === null || !(call in declaration)) {
    const found = shownAs(separated, exports);
    return { diagnostics: [diagnostic(noDefaultExport, exportIn(run), { call, found, exports })], sources };
  }
  const locate: Loaded["locate"] = (place) => positions.locate(place, recording, declaration);
  const diagnostics = notDataDiagnostics(separated, locate);
  if (diagnostics.length > 0) return { diagnostics, sources };
  const located: Mistake[] = mistakes.map(({ at, ...mistake }) =>
    at === undefined ? mistake : { ...mistake, at: positions.locateFrames(at) },
  );
  return { form: "typescript", declaration, mistakes: located, locate, sources, files: [...sources.keys()].sort() };
}

function notDataDiagnostics(found: Separated, locate: Loaded["locate"]): Diagnostic[] {
  return [
    ...found.unrepresentable.map(({ path, what }) => {
      if (what === "cycle") return diagnostic(cycle, locate({ path }), {});
      if (what === "depth") return diagnostic(tooDeep, locate({ path }), { most: MOST_DEPTH });
      return diagnostic(notData, locate({ path }), { found: what });
    }),
    ...found.reserved.map(({ path, key }) => diagnostic(reservedKey, locate({ path: [...path, key] }), { key })),
  ];
}

function shownAs({ declaration, unrepresentable }: Separated, exports: readonly string[]): string {
  if (!exports.includes("default")) return "missing";
  if (unrepresentable[0]?.path.length === 0) return unrepresentable[0].what;
  if (Array.isArray(declaration)) return "a list";
  return typeof declaration === "object" && declaration !== null
    ? "another record"
    : JSON.stringify(declaration).slice(0, 40);
}

// The default export where there is one, else the file.
function exportIn({ entry, modules }: Run) {
  const module = modules.modules.get(entry);
  const found = module?.parsed?.module.staticExports.find(({ entries }) =>
    entries.some(({ exportName }) => exportName.kind === "Default"),
  );
  if (module === undefined || found === undefined) return startOf(entry);
  return module.lines.position(entry, found.start, Math.min(found.end, found.start + "export default".length));
}

function exportsOf(text: string): readonly string[] {
  const known = exportsOfText.get(text);
  if (known !== undefined) return known;
  const { staticExports } = parseSync("module.js", text, { sourceType: "module" }).module;
  const names = staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name ?? "default"));
  exportsOfText.set(text, names.sort());
  return names;
}
