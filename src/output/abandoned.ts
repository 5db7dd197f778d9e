import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST, STAGING } from "./artifact-path.ts";
import { onMachine } from "./failure.ts";
import type { OutputPlace } from "./folder.ts";
import { kindOf, unlessGone } from "./inspect.ts";
import { JOURNAL } from "./known.ts";
import { parseManifest } from "./manifest.ts";

/** The folder below which environments other than the default one have their output. */
const ENVIRONMENTS = "environments";

/** The folders of the output that builds of ours have written, sorted: `acme`, `environments/staging/acme`. */
export function ourFolders({ root, shown }: OutputPlace): readonly string[] {
  return onMachine(shown, () => {
    const direct = foldersIn(root, "").filter((folder) => folder !== ENVIRONMENTS);
    const nested = foldersIn(root, ENVIRONMENTS).flatMap((environment) => foldersIn(root, environment));
    return [...direct, ...nested].filter((folder) => isOurs(join(root, folder))).sort();
  });
}

function foldersIn(root: string, folder: string): readonly string[] {
  const path = join(root, folder);
  if (kindOf(path) !== "folder" && folder !== "") return [];
  const folders = unlessGone([], () => readdirSync(path, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  return folders.map(({ name }) => (folder === "" ? name : `${folder}/${name}`));
}

// Others have files called manifest.json, too.
function isOurs(folder: string): boolean {
  const manifest = join(folder, MANIFEST);
  const text = kindOf(manifest) === "file" ? unlessGone("", () => readFileSync(manifest, "utf8")) : "";
  if (parseManifest(text) !== undefined) return true;
  return kindOf(join(folder, STAGING)) === "folder" && kindOf(join(folder, STAGING, JOURNAL)) === "file";
}
