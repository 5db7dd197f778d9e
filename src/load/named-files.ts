import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** What somebody named: a file, or a folder with those of its files that may be meant. */
export interface Named {
  readonly path: string;
  readonly isFolder: boolean;
  /** Sorted. */
  readonly files: readonly string[];
}

/** The files that a path stands for. Links lead anywhere, but not in circles; hidden folders and packages are passed over. */
export function filesOf(path: string, isMeant: (name: string) => boolean): Named {
  if (!isFolder(path)) return { path, isFolder: false, files: [path] };
  const files = [...below(path, isMeant, new Set())].sort();
  return { path, isFolder: true, files };
}

function* below(folder: string, isMeant: (name: string) => boolean, entered: Set<string>): Iterable<string> {
  const real = realpathSync(folder);
  if (entered.has(real)) return;
  entered.add(real);
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (isFolder(path)) yield* name.startsWith(".") || name === "node_modules" ? [] : below(path, isMeant, entered);
    else if (isMeant(name) && isFile(path)) yield path;
  }
}

// Of a folder that may not be read nothing is known, as of one that is empty.
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return found(path)?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return found(path)?.isFile() ?? false;
}

// Links in a circle are no file.
function found(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
