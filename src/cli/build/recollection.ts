import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildPlace } from "../../build-place.ts";
import { packageRoot } from "../../load/shipped.ts";
import { LOCK } from "../../output/lock.ts";
import type { Solution, Solutions } from "../../promql/solve/solve.ts";
import { memoryFile, recalled, remember } from "../../recall/recall.ts";
import { type Entry, snapshotOf } from "../../recall/snapshot.ts";
import type { Context } from "../context.ts";
import type { Selection } from "../selection.ts";
import { WHOLE } from "./next.ts";
import type { BuildOptions } from "./options.ts";
import type { FolderSummary, Summary } from "./summary.ts";

/** So many solutions are kept: those that were used last. */
const MOST_SOLUTIONS = 5000;

/** What an earlier build of the same said, and whether it would be said again. */
export class Recollection {
  readonly #file: string;
  readonly #solutionsFile: string;
  readonly #declarations: string;
  readonly #lock: string;
  readonly #today: string;
  #declared: readonly Entry[] | undefined;
  #program: readonly Entry[] | undefined;

  private constructor(file: string, solutionsFile: string, declarations: string, lock: string, today: string) {
    this.#file = file;
    this.#solutionsFile = solutionsFile;
    this.#declarations = declarations;
    this.#lock = lock;
    this.#today = today;
  }

  /** None for a check, which is always whole, and for reports that list more than a summary holds. */
  static of(
    { check, root, env, format }: BuildOptions,
    selection: Selection,
    place: BuildPlace,
    { cwd }: Context,
  ): Recollection | undefined {
    if (check === true || !REPEATABLE.has(format)) return undefined;
    const { today = "", ...chosen } = selection;
    const file = memoryFile(selection.root, [chosen, place, { cwd, root, env }]);
    const solutions = memoryFile(selection.root, "solutions");
    if (file === undefined || solutions === undefined) return undefined;
    return new Recollection(file, solutions, join(selection.root, "tenants"), join(place.root, LOCK), today);
  }

  /**
   * The summary of the last build, where nothing has changed since, no suppression has expired, and nobody writes or has
   * left a lock.
   */
  summary(): Summary | undefined {
    if (existsSync(this.#lock)) return undefined;
    const { summary, until = this.#today } = recalled<Said>(this.#file) ?? {};
    return this.#today <= until ? summary : undefined;
  }

  /** A build begins, which will have read everything as it is now. What this very program has solved before is given to it. */
  begin(): Solutions {
    this.#declared = snapshotOf([this.#declarations]);
    this.#program = snapshotOf(program());
    return new Map(recalled<Solved>(this.#solutionsFile) ?? []);
  }

  /** Keeps what was solved, whatever came of the build. */
  keepSolutions(solutions: Solutions): void {
    const inputs = this.#program;
    const answer: Solved = [...solutions].slice(-MOST_SOLUTIONS);
    if (inputs !== undefined) remember(this.#solutionsFile, { inputs, outputs: [], answer });
  }

  /**
   * Keeps what a build has left in some folders, absolute, and what there would be to say if it were done again: until a
   * day, where suppressions expire.
   */
  keep(summary: Summary, folders: readonly string[], until?: string): void {
    const outputs = snapshotOf(folders);
    if (this.#declared === undefined || this.#program === undefined || outputs === undefined) return;
    const again: Summary = {
      ...summary,
      folders: summary.folders.map(untouched),
      next: summary.next.filter((command) => !command.startsWith("git ") && !command.startsWith(WHOLE)),
    };
    const answer: Said = { summary: again, ...(until === undefined ? {} : { until }) };
    remember(this.#file, { inputs: [...this.#declared, ...this.#program], outputs, answer });
  }
}

interface Said {
  readonly summary: Summary;
  /** The last day of the first suppression that expires. */
  readonly until?: string;
}

type Solved = readonly (readonly [key: string, solution: Solution])[];

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
