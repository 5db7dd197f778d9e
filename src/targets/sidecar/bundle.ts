import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { componentsOf, type NpmPackage } from "./npm-packages.ts";
import { type RuntimeFolder, runtimeFolder } from "./runtime-folder.ts";

/** What goes into a bundle beside the detectors. */
export interface BundleOptions {
  /** Version that `build_info` shows; "0" unless given. */
  readonly version?: string;
  /** Where the runtime lies; found by itself unless given. */
  readonly runtime?: RuntimeFolder;
}

/** A bundle and what it is made of. */
export interface SidecarBundle {
  /** Source text of `detector.mjs`. */
  readonly text: string;
  /** The npm packages inside, sorted by name. */
  readonly packages: readonly NpmPackage[];
}

const bundles = new Map<string, Promise<SidecarBundle>>();

/**
 * Bundles the runtime with the named detectors and nothing of the others. The same names give the same bytes, whatever
 * the order, the machine and the working directory; once per process. Rejects on a name that isn't a detector's.
 */
export function sidecarBundle(detectorNames: readonly string[], options: BundleOptions = {}): Promise<SidecarBundle> {
  const names = [...new Set(detectorNames)].sort();
  const runtime = options.runtime ?? runtimeFolder();
  const entry = { names, version: options.version ?? "0", runtime };
  const key = JSON.stringify(entry);
  const known = bundles.get(key);
  if (known !== undefined) return known;
  const bundle = bundled(entry);
  bundles.set(key, bundle);
  return bundle;
}

/** Source text of a `detector.mjs` that holds the named detectors. */
export async function bundleSidecar(detectorNames: readonly string[], options: BundleOptions = {}): Promise<string> {
  return (await sidecarBundle(detectorNames, options)).text;
}

interface Entry {
  readonly names: readonly string[];
  readonly version: string;
  readonly runtime: RuntimeFolder;
}

async function bundled(entry: Entry): Promise<SidecarBundle> {
  const { folder } = entry.runtime;
  await checkNames(entry);
  const result = await build({
    absWorkingDir: folder,
    bundle: true,
    format: "esm",
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    minify: true,
    outfile: "detector.mjs",
    platform: "node",
    stdin: { contents: entryText(entry), loader: "js", resolveDir: folder, sourcefile: "entry.js" },
    target: "node20",
    treeShaking: true,
    tsconfigRaw: {},
    write: false,
  });
  const text = result.outputFiles.map((file) => file.text).join("");
  return { text, packages: await componentsOf(result.metafile, folder) };
}

/** Also keeps names from climbing out of the folder: only its own entries are names. */
async function checkNames({ names, runtime }: Entry): Promise<void> {
  const folders = await readdir(join(runtime.folder, "detectors"), { withFileTypes: true });
  const known = folders.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`no detector ${JSON.stringify(unknown)}: expected one of ${known.join(", ")}`);
}

function entryText({ names, version, runtime: { extension } }: Entry): string {
  const imports = names.map(
    (name, index) => `import { definition as d${index} } from "./detectors/${name}/index${extension}";`,
  );
  const definitions = names.map((_, index) => `d${index}`).join(", ");
  return [
    `import { launch } from "./launch${extension}";`,
    ...imports,
    `launch([${definitions}], ${JSON.stringify(version)});`,
  ].join("\n");
}
