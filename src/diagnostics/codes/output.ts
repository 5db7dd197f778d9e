import { kind } from "../diagnostic.ts";

/** Nothing to write at all. */
export const nothingToWrite = kind({
  code: "MG2501",
  name: "output/nothing",
  severity: "error",
  title: "build would write nothing",
  reason: ({ folder }: { folder: string }) => `no file follows for ${folder}; an empty output watches nothing`,
  suggestion: () => "monitorgen list shows what is declared",
});

/** Somebody else's file, or folder, stands where a file must be written. */
export const foreignInPlace = kind({
  code: "MG2502",
  name: "output/foreign-file",
  severity: "error",
  title: "a file that isn't monitorgen's is in the way",
  reason: ({ path, found }: { path: string; found: "file" | "folder" | "other" }) =>
    `${path} is ${found === "other" ? "neither a file nor a folder" : `a ${found}`} that monitorgen didn't write, and it won't overwrite it`,
  suggestion: ({ path }) => `move it away: mv '${path}' '${path}.mine'`,
});

/** A symbolic link inside the output. */
export const linkInPlace = kind({
  code: "MG2503",
  name: "output/link",
  severity: "error",
  title: "symbolic link in the output",
  reason: ({ path }: { path: string }) => `${path} is a symbolic link, and nothing is written through one`,
  suggestion: ({ path }) => `rm '${path}'`,
});

/** A path that some system can't hold. */
export const unusablePath = kind({
  code: "MG2504",
  name: "output/path",
  severity: "error",
  title: "name can't be that of a file",
  reason: ({ path, problem }: { path: string; problem: string }) => `${JSON.stringify(path)}: ${problem}`,
  suggestion: () => "rename what it is named after",
});

/** Two artifacts in one place. */
export const collidingPaths = kind({
  code: "MG2505",
  name: "output/collision",
  severity: "error",
  title: "two files in one place",
  reason: ({ path, other }: { path: string; other: string }) =>
    path === other
      ? `${path} would be written twice`
      : `${path} and ${other} are one on systems that ignore letter case`,
  suggestion: () => "rename one of the two declarations",
});

/** A file that the declaration would give another content. */
export const staleFile = kind({
  code: "MG2510",
  name: "output/stale",
  severity: "error",
  title: "output is older than the declaration",
  reason: ({ path }: { path: string }) => `${path} is not what the declaration gives now`,
  suggestion: () => "monitorgen build",
});

/** A file that isn't there. */
export const missingFile = kind({
  code: "MG2511",
  name: "output/missing",
  severity: "error",
  title: "output lacks a file",
  reason: ({ path, deleted }: { path: string; deleted: boolean }) =>
    `${path} ${deleted ? "was written, and is gone" : "has not been built yet"}`,
  suggestion: () => "monitorgen build",
});

/** A file that somebody has edited. */
export const handEdited = kind({
  code: "MG2512",
  name: "output/hand-edited",
  severity: "error",
  title: "output was edited by hand",
  reason: ({ path }: { path: string }) =>
    `${path} is neither what the last build wrote nor what the declaration gives now; the next build overwrites it`,
  suggestion: () => "make the change in the declaration, then monitorgen build",
});

/** A file of ours that nothing gives any more. */
export const leftOver = kind({
  code: "MG2513",
  name: "output/left-over",
  severity: "error",
  title: "output has a file of nothing",
  reason: ({ path }: { path: string }) => `${path} comes from something that is declared no more`,
  suggestion: () => "monitorgen build",
});

/** A build that did not come to its end. */
export const interruptedBuild = kind({
  code: "MG2514",
  name: "output/interrupted",
  severity: "error",
  title: "a build was interrupted",
  reason: ({ folder }: { folder: string }) =>
    `a build of ${folder} began and did not end; its files are whole, but of two builds`,
  suggestion: () => "monitorgen build",
});

/** A manifest that can't be read, or doesn't say what it must. */
export const wrongManifest = kind({
  code: "MG2515",
  name: "output/manifest",
  severity: "error",
  title: "manifest doesn't fit the output",
  reason: ({ path, problem }: { path: string; problem: "missing" | "damaged" | "stale" }) =>
    ({
      missing: `${path} isn't there`,
      damaged: `${path} can't be read, as after a merge conflict`,
      stale: `${path} doesn't say what the files come from now`,
    })[problem],
  suggestion: () => "monitorgen build",
});

/** The output of a tenant, or of an environment, that is declared no more. */
export const abandonedFolder = kind({
  code: "MG2516",
  name: "output/abandoned-folder",
  severity: "error",
  title: "output of nobody",
  reason: ({ folder, files }: { folder: string; files: number }) =>
    `${folder} has ${files === 1 ? "a file" : `${files} files`} of a tenant or an environment that is declared no more`,
  suggestion: () => "monitorgen build --all",
});

/** The kinds of this file. */
export const outputKinds = [
  nothingToWrite,
  foreignInPlace,
  linkInPlace,
  unusablePath,
  collidingPaths,
  staleFile,
  missingFile,
  handEdited,
  leftOver,
  interruptedBuild,
  wrongManifest,
  abandonedFolder,
];
