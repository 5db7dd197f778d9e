import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { compareVersions, formatVersion, parseVersion, printedVersion, type Version } from "../../values/version.ts";
import { asked } from "./asked.ts";
import { advice, fine, type Looked } from "./finding.ts";

/** A program that judges the output, which a build does without. */
export interface Judge {
  readonly name: string;
  /** The environment variable that names a binary to use instead of any other. */
  readonly environment: string;
  readonly lowest: Version;
  /** What the lowest version is the first to have. */
  readonly because: string;
  readonly why: string;
  readonly fix: string;
}

/** The judges, those first that everybody wants. */
export const JUDGES: readonly Judge[] = [
  {
    name: "promtool",
    environment: "MONITORGEN_PROMTOOL",
    lowest: [2, 42, 0],
    because: "alerts use keep_firing_for",
    why: "runs the unit tests of the alerts: promtool test rules output/*/prometheus/tests/*.yaml",
    fix: "take it from https://prometheus.io/download and put it in PATH",
  },
  {
    name: "amtool",
    environment: "MONITORGEN_AMTOOL",
    lowest: [0, 26, 0],
    because: "webhook receivers use url_file",
    why: "checks the Alertmanager's configuration, and whom its routes reach",
    fix: "take it from https://prometheus.io/download (alertmanager) and put it in PATH",
  },
  {
    name: "pint",
    environment: "MONITORGEN_PINT",
    lowest: [0, 87, 0],
    because: "docs/proofs.md counts the checks of that version",
    why: "lints the rules against a live Prometheus",
    fix: "take it from https://github.com/cloudflare/pint/releases and put it in PATH",
  },
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks for a judge: where its variable says, in PATH, in the user's cache of monitorgen. Runs it once for its version. */
export async function lookForJudge(judge: Judge, env: Environment): Promise<Looked> {
  const { name, why, environment, fix } = judge;
  const refused: string[] = [];
  for (const { path, from, known } of placesOf(judge, env)) {
    const version = known ?? printedVersion((await asked(path, ["--version"], { env })) ?? "");
    const problem = problemOf(judge, version);
    if (problem === undefined) return fine(name, `${shown(version)} (${from})`, why);
    refused.push(`${from}: ${problem}`);
  }
  if (!env[environment]) return advice(name, refused.join("; ") || "not in PATH", why, fix);
  const lowest = `${name} ${shown(judge.lowest)}`;
  const another = `let ${environment} name a binary of ${lowest} or newer, or unset it`;
  return advice(name, refused[0] ?? `${environment} names no program`, why, another);
}

function shown(version: Version | undefined): string {
  return version === undefined ? "" : formatVersion(version);
}

function problemOf({ lowest, because }: Judge, version: Version | undefined): string | undefined {
  if (version === undefined) return "tells no version";
  if (compareVersions(version, lowest) >= 0) return undefined;
  return `${formatVersion(version)} is older than ${formatVersion(lowest)} (${because})`;
}

interface Place {
  readonly path: string;
  /** As it is told: the variable's name in place of its value. */
  readonly from: string;
  /** Where the folder tells it: builds of one's own may print none. */
  readonly known?: Version;
}

function placesOf({ name, environment }: Judge, env: Environment): readonly Place[] {
  const override = env[environment];
  if (override) return isProgram(override) ? [{ path: override, from: environment }] : [];
  const inPath = (env["PATH"] ?? "").split(delimiter).flatMap((folder) => {
    const path = join(folder, name);
    return folder !== "" && isProgram(path) ? [{ path, from: path }] : [];
  });
  return [...inPath.slice(0, 3), ...inCache(name, env)];
}

// Where `npm run tools` of a checkout puts them, the newest first.
function inCache(name: string, env: Environment): readonly Place[] {
  const cache = join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "monitorgen", name);
  const versions = foldersIn(cache).flatMap((folder) => {
    const version = parseVersion(folder);
    const path = join(cache, folder, name);
    return version !== undefined && isProgram(path) ? [{ path, from: "monitorgen's cache", known: version }] : [];
  });
  return versions.sort((a, b) => compareVersions(b.known, a.known));
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
