import type { CompiledProject, GeneratedProject, ProjectOptions } from "../project.ts";

/** A stream that a command writes to. */
export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** Asks a person; undefined where none is there. Gives the answer, or what was proposed where it is empty. */
export type Ask = (question: string, proposal: string) => Promise<string>;

/** What a library user calls, too: the declarations in, findings and files out. */
export interface Facade {
  readonly compileProject: (options: ProjectOptions) => Promise<CompiledProject>;
  readonly generateProject: (options: ProjectOptions) => Promise<GeneratedProject>;
}

/** Everything that a command sees of the world around it. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly stdout: Output;
  /** Diagnostics and progress. */
  readonly stderr: Output;
  /** Resolves when what was written has been taken, as far as it must be before more is written. */
  readonly drained: () => Promise<void>;
  readonly ask: Ask | undefined;
  /** What is piped in, piece by piece; undefined where a person would have to type it. */
  readonly stdin: (() => AsyncIterable<string>) | undefined;
  /** Loads the compiler, which is most of the program. */
  readonly facade: () => Promise<Facade>;
}
