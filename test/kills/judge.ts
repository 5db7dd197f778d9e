import type { Version } from "./declarations.ts";
import { type Contents, FOREIGN, type Whole } from "./folders.ts";

/** How far a build had come when it was killed. */
export type Stage = "before" | "laying out" | "in the middle" | "at the end" | "after";

/** What an output holds after a kill. */
export interface Judged {
  readonly stage: Stage;
  /** What must not be: half a file, a lost one, one of nobody. */
  readonly complaints: readonly string[];
}

const OWN = /(?:^|\/)\.monitorgen(?:-build\/|\.lock)/;

/** Compares what is there with what was there before and what was to be there. */
export function judge(found: Contents, before: Version | undefined, next: Version, whole: Whole): Judged {
  const old: Contents = before === undefined ? new Map() : whole[before];
  const files = [...found].filter(([path]) => !OWN.test(path) && !Object.hasOwn(FOREIGN, path));
  const complaints = [
    ...files.flatMap(([path, text]) => brokenIn(path, text, old, whole[next])),
    ...Object.entries(FOREIGN).flatMap(([path, text]) => (found.get(path) === text ? [] : [`${path} isn't as it was`])),
    ...[...old.keys()].filter((path) => whole[next].has(path) && !found.has(path)).map((path) => `${path} is gone`),
  ];
  return { stage: stageOf(found, files, old, whole[next]), complaints };
}

function brokenIn(path: string, text: string, old: Contents, next: Contents): readonly string[] {
  if (text === old.get(path) || text === next.get(path)) return [];
  const is = old.has(path) || next.has(path) ? `is neither old nor new (${text.length} characters)` : "is of nobody";
  return [`${path} ${is}`];
}

function stageOf(found: Contents, files: readonly (readonly [string, string])[], old: Contents, next: Contents): Stage {
  const traces = [...found.keys()].some((path) => OWN.test(path));
  const isOld = files.length === old.size && files.every(([path, text]) => old.get(path) === text);
  const isNew = files.length === next.size && files.every(([path, text]) => next.get(path) === text);
  if (isNew) return traces ? "at the end" : "after";
  if (isOld) return traces ? "laying out" : "before";
  return "in the middle";
}

/** What differs between an output and a whole build, foreign files aside. */
export function differences(found: Contents, whole: Contents): readonly string[] {
  const wanted = new Map([...whole, ...Object.entries(FOREIGN)]);
  const paths = new Set([...found.keys(), ...wanted.keys()]);
  return [...paths]
    .filter((path) => found.get(path) !== wanted.get(path))
    .map((path) => `${path} differs from a whole build`);
}
