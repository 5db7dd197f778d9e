import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildPlace } from "../../build-place.ts";
import { packageRoot } from "../../load/shipped.ts";
import { memoryFile, recalled, remember } from "../../recall/recall.ts";
import { type Entry, snapshotOf } from "../../recall/snapshot.ts";
import type { Context } from "../context.ts";
import type { Selection } from "../selection.ts";
import type { BuildOptions } from "./build.ts";
import type { FolderSummary, Summary } from "./summary.ts";

/** What an earlier build of the same said, and whether it would be said again. */
export class Recollection {
  readonly #file: string;
  readonly #inputs: readonly string[];
  #before: readonly Entry[] | undefined;

  private constructor(file: string, inputs: readonly string[]) {
    this.#file = file;
    this.#inputs = inputs;
  }

  /** None for a check, which is always whole, and for reports that list more than a summary holds. */
  static of(
    { check, root, env, format }: BuildOptions,
    selection: Selection,
    place: BuildPlace,
    { cwd }: Context,
  ): Recollection | undefined {
    if (check === true || !REPEATABLE.has(format)) return undefined;
    const file = memoryFile(selection.root, [selection, place, { cwd, root, env }]);
    return file === undefined ? undefined : new Recollection(file, [join(selection.root, "tenants"), ...program()]);
  }

  /** The summary of the last build, where nothing has changed since. */
  summary(): Summary | undefined {
    return recalled(this.#file);
  }

  /** A build begins, which will have read the inputs as they are now. */
  begin(): void {
    this.#before = snapshotOf(this.#inputs);
  }

  /** Keeps what a build has left in some folders, absolute, and what there would be to say if it were done again. */
  keep(summary: Summary, folders: readonly string[]): void {
    const outputs = snapshotOf(folders);
    if (this.#before === undefined || outputs === undefined) return;
    const answer: Summary = {
      ...summary,
      folders: summary.folders.map(untouched),
      next: summary.next.filter((command) => !command.startsWith("git ")),
    };
    remember(this.#file, { inputs: this.#before, outputs, answer });
  }
}

const REPEATABLE: ReadonlySet<string> = new Set(["pretty", "json"]);

/** What makes the output: the program, wherever it runs from, and the files that it ships. */
function program(): readonly string[] {
  const self = fileURLToPath(import.meta.url);
  const root = packageRoot(self);
  const code = self.startsWith(join(root, "dist")) ? "dist" : "src";
  return ["package.json", code, "schemas", "templates"].map((name) => join(root, name));
}

function untouched(folder: FolderSummary): FolderSummary {
  const unchanged = folder.unchanged + folder.written;
  return { ...folder, written: 0, removed: 0, unchanged, repaired: false, isNew: false, handEdited: [] };
}
