import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { handWritten } from "../../src/load/hand-written.ts";
import { compileProject, generateProject } from "../../src/project.ts";
import { judgeDocuments } from "../../src/project-files.ts";
import type { CompiledProject } from "../../src/project-result.ts";
import type { Solutions } from "../../src/promql/solve/solve.ts";
import type { Edit } from "./edit.ts";
import { placesOf } from "./places.ts";
import { isHandWritten, type Stack } from "./stack.ts";

/** Findings that come from comparing with the output on disk, which nobody asks for here. */
const OF_OUTPUT = /^output\//;

/** Looks at stacks that differ little from one without a fault. */
export class Judge {
  readonly #folder = mkdtempSync(join(tmpdir(), "monitorgen-faults-"));
  readonly #solutions: Solutions = new Map();
  readonly #stack: Stack;
  readonly #compile: typeof compileProject;
  #tenants: CompiledProject | undefined;
  /** What is found in the stack as it is, wherever it stands. */
  #known: ReadonlySet<string> = new Set();

  /** Proves every alert, as a build does, unless it shall only do what `validate` does. */
  constructor(stack: Stack, { proves = true }: { readonly proves?: boolean } = {}) {
    this.#stack = stack;
    this.#compile = proves ? generateProject : compileProject;
    this.#write(stack);
  }

  /** What is found in the stack as it is. */
  async baseline(): Promise<readonly Diagnostic[]> {
    this.#tenants = await compileProject({ root: this.#folder });
    const found = [...(await this.#declared(undefined)), ...this.#handWritten(this.#stack)];
    this.#known = new Set(found.map(keyOf));
    return found;
  }

  /** What is found in another stack, and which of it is at what was changed. */
  async judge(stack: Stack, edits: readonly Edit[]): Promise<Judged> {
    this.#write(stack);
    const files = [...new Set(edits.map(({ file }) => file))];
    const tenants = [...new Set(files.flatMap((file) => /^tenants\/(\w+)\//.exec(file)?.[1] ?? []))];
    const all = [
      ...(tenants.length > 0 ? await this.#declared(tenants) : []),
      ...(files.some(isHandWritten) ? this.#handWritten(stack) : []),
    ];
    for (const file of files) this.#put(file, this.#stack.get(file) ?? "");
    const known = this.#known;
    const found = all.filter((one) => !known.has(keyOf(one)));
    const isAt = placesOf(this.#stack, stack, edits);
    return { found, there: found.filter(({ at }) => isAt(at.file, at.line)) };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #declared(tenants: readonly string[] | undefined): Promise<readonly Diagnostic[]> {
    const { diagnostics } = await this.#compile({
      root: this.#folder,
      solutions: this.#solutions,
      ...(tenants === undefined ? {} : { tenants }),
    });
    return diagnostics.filter(({ kind }) => !OF_OUTPUT.test(kind.name));
  }

  #handWritten(stack: Stack): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    const files = [...stack].flatMap(([file, text]) => {
      if (!isHandWritten(file)) return [];
      const one = handWritten(file, text);
      if (!("diagnostics" in one)) return [one];
      found.push(...one.diagnostics);
      return [];
    });
    return [...found, ...judgeDocuments(files, this.#tenants).diagnostics];
  }

  #write(stack: Stack): void {
    for (const [file, text] of stack)
      if (text !== this.#stack.get(file) || stack === this.#stack) this.#put(file, text);
  }

  #put(file: string, text: string): void {
    const path = join(this.#folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function keyOf({ kind, at, reason }: Diagnostic): string {
  return `${kind.code} ${at.file} ${reason}`;
}

/** What was found in a stack. */
export interface Judged {
  readonly found: readonly Diagnostic[];
  /** At the changed declaration, or where it is used. */
  readonly there: readonly Diagnostic[];
}
