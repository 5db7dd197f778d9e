import type { Diagnostic, Path, Place, Position } from "../diagnostics/diagnostic.ts";

/** What the DSL noticed while the author's code ran, for the passes to report. */
export interface Mistake {
  /** The node that was being recorded. */
  readonly path: Path;
  readonly name: string;
  /** The property of the node that it is about. */
  readonly property?: string;
  readonly data: object;
  /** The call that it is about, where that is no node of the declaration: the second of two of a name. */
  readonly at?: Position;
}

/** A declaration as plain data: records without prototype, lists, texts, finite numbers, booleans and null. */
export interface Loaded {
  readonly form: "typescript" | "yaml";
  readonly declaration: unknown;
  readonly mistakes: readonly Mistake[];
  /** Where a place of the declaration is in the author's files. */
  readonly locate: (place: Place) => Position;
  /** The texts of all files that the declaration is made of, by file, for excerpts. */
  readonly sources: ReadonlyMap<string, string>;
  /** Those files, sorted: what a build depends on. */
  readonly files: readonly string[];
}

/** Why there is no declaration. */
export interface LoadFailed {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}
