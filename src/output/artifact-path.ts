/** The manifest's name in each folder of the output. */
export const MANIFEST = "manifest.json";

/** The folder, in each folder of the output, in which a build lays out its files before they take their places. */
export const STAGING = ".monitorgen-build";

// Bytes of UTF-8; file systems take 255.
const LONGEST_NAME = 200;
const LONGEST_PATH = 400;

// Devices of Windows, in any letter case and with any ending.
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
// Controls, marks that reverse or hide text, halves of surrogate pairs.
const UNSEEN = /[\p{C}\u2028\u2029]/u;

const RULES: readonly (readonly [problem: string, broken: (path: string, names: readonly string[]) => boolean])[] = [
  ["it is empty", (path) => path === ""],
  ["it has a character that can't be seen", (path) => UNSEEN.test(path)],
  ["it is absolute", (path) => /^(?:[/\\]|[a-z]:)/i.test(path)],
  ['it has one of \\ : * ? " < > |', (path) => /[\\:*?"<>|]/.test(path)],
  ["it leads out of its folder", (_, names) => names.some((name) => name === ".." || name === ".")],
  ["it has an empty name between slashes", (_, names) => names.includes("")],
  ["it has a name that ends with a dot or a space", (_, names) => names.some((name) => /[. ]$|^ /.test(name))],
  ["it has a name that Windows keeps for a device", (_, names) => names.some((name) => DEVICE.test(name))],
  [
    "it is too long",
    (path, names) => path.length > LONGEST_PATH || names.some((name) => Buffer.byteLength(name) > LONGEST_NAME),
  ],
  ["monitorgen keeps its own records there", (path, names) => path === MANIFEST || names[0]?.toLowerCase() === STAGING],
];

/** Why a path can't be written below a folder, on any system that may check the output out; undefined where it can. */
export function pathProblem(path: string): string | undefined {
  const names = path.split("/");
  return RULES.find(([, broken]) => broken(path, names))?.[0];
}

/** Two paths that would be one file, or a file and a folder of one name, on a system that ignores letter case. */
export interface Collision {
  readonly path: string;
  readonly other: string;
}

/** The collisions within a list of paths, each reported at the later of the two. */
export function collisions(paths: readonly string[]): readonly Collision[] {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  const found: Collision[] = [];
  for (const path of [MANIFEST, ...paths]) {
    const folded = fold(path);
    const other =
      files.get(folded) ??
      folders.get(folded) ??
      parentsOf(folded)
        .map((up) => files.get(up))
        .find(isThere);
    if (other !== undefined) found.push({ path, other });
    files.set(folded, path);
    for (const parent of parentsOf(folded)) folders.set(parent, path);
  }
  return found;
}

/** The folders above a path, the nearest first. */
export function parentsOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, i) => names.slice(0, names.length - 1 - i).join("/"));
}

function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function isThere(path: string | undefined): path is string {
  return path !== undefined;
}
