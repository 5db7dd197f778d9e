import { join } from "node:path";
import {
  abandonedFolder,
  collidingPaths,
  foreignInPlace,
  linkInPlace,
  nothingToWrite,
  unusablePath,
} from "../diagnostics/codes/output.ts";
import { type Data, type Diagnostic, diagnostic, type Kind } from "../diagnostics/diagnostic.ts";
import type { Artifact } from "../targets/artifact.ts";
import { collisions, MANIFEST, pathProblem, STAGING } from "./artifact-path.ts";
import { onMachine } from "./failure.ts";
import { inspect, kindOf } from "./inspect.ts";
import { type Known, knownOf } from "./known.ts";
import { manifestOf, printManifest, sha256Of } from "./manifest.ts";
import { type Plan, planOf } from "./plan.ts";

/** A folder of the output, and what is to be in it. */
export interface OutputFolder {
  /** Below the output root: `acme`, `environments/staging/acme`. */
  readonly folder: string;
  readonly tenant: string;
  readonly environment: string;
  readonly artifacts: readonly Artifact[];
}

/** Where the output is. */
export interface OutputPlace {
  /** Absolute. */
  readonly root: string;
  /** The root as people see it: `output`. */
  readonly shown: string;
}

/** A folder beside what must become of it. */
export interface PlannedFolder {
  readonly folder: string;
  /** Absolute, and as people see it. */
  readonly path: string;
  readonly shown: string;
  readonly known: Known;
  readonly plan: Plan;
  /** Text of the manifest; undefined for a folder that goes. */
  readonly manifest: string | undefined;
  /** What keeps it from being written. */
  readonly problems: readonly Diagnostic[];
}

/** Compares a folder with what is to be in it. Reads, and changes nothing. */
export function planFolder(place: OutputPlace, wanted: OutputFolder): PlannedFolder {
  const { folder, tenant, environment, artifacts } = wanted;
  const shown = `${place.shown}/${folder}`;
  const problems = [...nameProblems(wanted, shown), ...linksOnTheWay(place, folder)];
  const usable = problems.length === 0 ? artifacts : [];
  const files = usable.map(({ path, content }) => ({ path, content, sha256: sha256Of(content) }));
  const planned = compared(place, folder, shown, files, problems.length === 0);
  return {
    ...planned,
    manifest: printManifest(manifestOf(tenant, environment, usable)),
    problems: [...problems, ...planned.problems],
  };
}

/** A folder of ours that is to go, with all that we wrote there. */
export function planRemoval(place: OutputPlace, folder: string): PlannedFolder {
  return { ...compared(place, folder, `${place.shown}/${folder}`, [], true), manifest: undefined };
}

/** Whether nothing would change. */
export function isUpToDate({ known, plan, manifest, problems }: PlannedFolder): boolean {
  const changes = plan.writes.length + plan.removals.length + problems.length;
  const recorded = typeof known.manifest === "object" && known.manifest.text === manifest;
  return changes === 0 && recorded && !known.interrupted;
}

function compared(
  place: OutputPlace,
  folder: string,
  shown: string,
  files: Parameters<typeof planOf>[0],
  look: boolean,
): Omit<PlannedFolder, "manifest"> {
  const path = join(place.root, folder);
  const known: Known = look
    ? onMachine(shown, () => knownOf(path))
    : { owned: new Map(), manifest: "absent", interrupted: false };
  const plan = onMachine(shown, () => planOf(files, known, (file) => inspect(path, file)));
  const problems = plan.obstacles.map((one) => {
    const at = `${shown}/${one.path}`;
    return one.found === "link"
      ? about(linkInPlace, at, { path: at })
      : about(foreignInPlace, at, { path: at, found: one.found });
  });
  return { folder, path, shown, known, plan, problems };
}

function nameProblems({ artifacts }: OutputFolder, shown: string): readonly Diagnostic[] {
  if (artifacts.length === 0) return [about(nothingToWrite, shown, { folder: shown })];
  const unusable = artifacts.flatMap(({ path }) => {
    const problem = pathProblem(path);
    return problem === undefined ? [] : [about(unusablePath, shown, { path, problem })];
  });
  if (unusable.length > 0) return unusable;
  return collisions(artifacts.map(({ path }) => path)).map((collision) => about(collidingPaths, shown, collision));
}

// The root may be a link, as the author chose it; what is inside may not.
function linksOnTheWay(place: OutputPlace, folder: string): readonly Diagnostic[] {
  const names = folder.split("/");
  const ways = [
    ...names.map((_, i) => names.slice(0, i + 1).join("/")),
    `${folder}/${MANIFEST}`,
    `${folder}/${STAGING}`,
  ];
  return ways.flatMap((way) => {
    const at = `${place.shown}/${way}`;
    const kind = onMachine(at, () => kindOf(join(place.root, way)));
    if (kind === "link") return [about(linkInPlace, at, { path: at })];
    const mayBe = way.endsWith(MANIFEST) ? "file" : "folder";
    return kind === "absent" || kind === mayBe ? [] : [about(foreignInPlace, at, { path: at, found: kind })];
  });
}

/** A finding about a file of the output. */
export function about<D extends Data>(kind: Kind<D>, file: string, data: D): Diagnostic {
  return diagnostic(kind, { file, line: 1, column: 1 }, data);
}

/** The finding about a folder that nothing gives any more. */
export function aboutAbandoned({ shown, plan }: PlannedFolder): Diagnostic {
  return about(abandonedFolder, shown, { folder: shown, files: plan.removals.length });
}
