import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { type Entry, isAsBefore, sha256Of } from "./snapshot.ts";

/** What a build read, what it left behind, and what it answered. */
export interface Memory<Answer> {
  readonly inputs: readonly Entry[];
  readonly outputs: readonly Entry[];
  readonly answer: Answer;
}

/**
 * The file in which a build is remembered: another question has another one. It lies in `node_modules/.cache`, which is
 * never committed and which a fresh install empties, so that nobody can hand a memory over with a change; a project
 * without `node_modules` has none.
 */
export function memoryFile(root: string, question: unknown): string | undefined {
  const modules = join(root, "node_modules");
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const name = sha256Of(JSON.stringify(question)).replaceAll(/[^A-Za-z0-9]/g, "");
  return join(modules, ".cache/monitorgen", name.slice(0, 20));
}

/** The answer of the build that is remembered in a file, where all that it read and wrote still is as it left it. */
export function recalled<Answer>(file: string): Answer | undefined {
  try {
    const { inputs, outputs, answer }: Memory<Answer> = deserialize(readFileSync(file));
    return inputs.length > 0 && [...inputs, ...outputs].every(isAsBefore) ? answer : undefined;
  } catch {
    // None yet, or one that a full disk cut off: the build says what there is to say.
    return undefined;
  }
}

/** Remembers a build; where that can't be done it is done again next time. */
export function remember<Answer>(file: string, memory: Memory<Answer>): void {
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, serialize(memory));
    renameSync(beside, file);
  } catch {
    if (existsSync(beside)) rmSync(beside);
  }
}
