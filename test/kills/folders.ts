import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type GeneratedProject, generateProject } from "../../src/project.ts";
import { writeProject } from "../../src/project-output.ts";
import type { Files } from "../mistakes/project.ts";
import { project, type Version } from "./declarations.ts";

/** The files below a folder, by their paths. */
export type Contents = ReadonlyMap<string, string>;

/** What a build of each version leaves behind. */
export type Whole = Readonly<Record<Version, Contents>>;

/** Files that aren't monitorgen's, in the places where they would be lost first. */
export const FOREIGN: Files = {
  "notes.md": "mine\n",
  "acme/notes.md": "mine, too\n",
  "acme/runbooks/own.md": "# My own\n",
  "acme/prometheus/rules/own.yaml": "groups: []\n",
};

/** Writes files below a folder. */
export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Reads all files below a folder; none where it isn't there. */
export function contentsOf(folder: string): Contents {
  const files = new Map<string, string>();
  for (const entry of entriesOf(folder)) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isDirectory()) files.set(path.slice(folder.length + 1), textOf(path));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    return String(error);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
}

/** Builds both versions undisturbed, in folders of their own. */
export async function wholeBuilds(root: string): Promise<Whole> {
  const built = async (version: Version): Promise<Contents> => {
    const own = join(root, `whole-${version}`);
    writeFiles(own, project(version));
    await buildHere(version, own);
    return contentsOf(join(own, "output"));
  };
  return { a: await built("a"), b: await built("b") };
}

const generated = new Map<Version, Promise<GeneratedProject>>();

/** What a version becomes, generated once. */
export function generatedOf(version: Version, root: string): Promise<GeneratedProject> {
  const known = generated.get(version) ?? generateProject({ root });
  generated.set(version, known);
  return known;
}

/** Builds in this process; a project's root must hold the version. */
export async function buildHere(version: Version, root: string): Promise<void> {
  const place = { root: join(root, "output"), shown: "output" };
  const { diagnostics } = await writeProject(await generatedOf(version, root), { place });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ reason }) => reason).join("\n"));
}
