import { statfsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isNodeEnough, LOWEST_NODE } from "../node-version.ts";
import { asked } from "./asked.ts";
import { advice, fine, type Looked, missing } from "./finding.ts";

/** Whether this Node will do. */
export function lookAtNode(version: string): Looked {
  const why = `monitorgen runs on Node ${LOWEST_NODE} and newer`;
  if (isNodeEnough(version)) return fine("Node", version, why);
  return missing("Node", version, why, `install Node ${LOWEST_NODE} or newer: https://nodejs.org/download`);
}

const ENGINES = [
  ["esbuild", "bundles tenants that are written in TypeScript, and the detectors"],
  ["oxc-parser", "finds the line of each mistake in TypeScript"],
] as const;

/** Whether the packages run that have a binary for each platform; `npm install --omit=optional` leaves those away. */
export async function lookAtEngines(): Promise<readonly Looked[]> {
  return Promise.all(
    ENGINES.map(async ([name, why]) => {
      const where = `${process.platform}-${process.arch}`;
      try {
        return fine(name, await ENGINE_RUNS[name](), why);
      } catch {
        const fix = "rm -rf node_modules && npm install, on this machine and without --omit=optional";
        return missing(name, `doesn't run on ${where}`, why, fix);
      }
    }),
  );
}

const ENGINE_RUNS: Readonly<Record<(typeof ENGINES)[number][0], () => Promise<string>>> = {
  esbuild: async () => {
    const { transform, version } = await import("esbuild");
    await transform("");
    return version;
  },
  "oxc-parser": async () => {
    const { parseSync } = await import("oxc-parser");
    parseSync("a.ts", "");
    return String(createRequire(import.meta.url)("oxc-parser/package.json").version);
  },
};

/** Whether the editor finds the types of what tenants import, and of which version. */
export function lookAtTypes(root: string, ours: string): Looked {
  const why = "the editor completes and checks what tenants import";
  const own = installedVersion(root);
  const fix = `npm install --save-dev monitorgen@${ours}`;
  if (own === undefined) return advice("editor types", "monitorgen isn't installed in the project", why, fix);
  if (own === ours) return fine("editor types", own, why);
  return advice("editor types", `${own}, but this is monitorgen ${ours}`, why, fix);
}

function installedVersion(root: string): string | undefined {
  try {
    return String(createRequire(join(root, "tenants/any.js"))("monitorgen/package.json").version);
  } catch {
    return undefined;
  }
}

/** What the file system under a folder is like. */
export function lookAtDisk(folder: string): readonly Looked[] {
  return [freeSpace(folder), letterCase(folder)];
}

const ENOUGH = 100 * 1024 * 1024;

function freeSpace(folder: string): Looked {
  const why = "an output takes about a megabyte for each tenant and environment";
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found =
    free >= 1024 ** 3 ? `${(free / 1024 ** 3).toFixed(0)} GiB free` : `${(free / 1024 ** 2).toFixed(0)} MiB free`;
  return free >= ENOUGH
    ? fine("disk", found, why)
    : advice("disk", found, why, "make room, or build with --out elsewhere");
}

function letterCase(folder: string): Looked {
  const why = "paths of the output that differ in case alone are refused everywhere, so either is fine";
  const same = statSync(folder).ino === statSync(folder.toUpperCase(), { throwIfNoEntry: false })?.ino;
  return fine("file names", same && folder !== folder.toUpperCase() ? "case doesn't count" : "case counts", why);
}

/** Whether there is a Git that has the project, and whether it takes the output as it is. */
export async function lookAtGit(root: string, output: string): Promise<Looked> {
  const why = "the output is committed, so that its changes are reviewed";
  const version = await asked("git", ["--version"]);
  if (version === undefined) return advice("git", "not in PATH", why, "install git");
  const found = version.replace(/^git version /, "");
  if ((await asked("git", ["rev-parse", "--git-dir"], { cwd: root })) === undefined) {
    return advice("git", `${found}, but the project is in no repository`, why, "git init");
  }
  if ((await asked("git", ["check-ignore", "--quiet", `${output}/manifest.json`], { cwd: root })) !== undefined) {
    return advice("git", `${found}, but ${output} is ignored`, why, `take ${output} out of .gitignore`);
  }
  const converts = await asked("git", ["config", "--get", "core.autocrlf"], { cwd: root });
  const isKept = await asked("git", ["check-attr", "text", "eol", "--", `${output}/README.md`], { cwd: root });
  if (converts === "true" && !/text: unset|eol: lf/.test(String(isKept))) {
    const fix = `echo '${output}/** -text' >> .gitattributes`;
    return advice("git", `${found} changes line ends (core.autocrlf)`, "build --check compares bytes", fix);
  }
  return fine("git", found, why);
}
