/** Offsets in the text that was read. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A part of a Go template. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipe: Pipe }
  | Block
  | { readonly kind: "template"; readonly name: string; readonly pipe: Pipe | undefined; readonly span: Span }
  | { readonly kind: "break" | "continue" };

/** A part that is done for a value, and what is done instead. */
export interface Block {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly body: readonly Node[];
  readonly rest: readonly Node[];
}

/** Commands of which each gives its value to the next as the last argument, perhaps into variables. */
export interface Pipe {
  readonly variables: readonly string[];
  /** `=` rather than `:=`. */
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

/** An operand, or a function with its arguments. */
export interface Command {
  readonly operands: readonly Operand[];
}

/** A value, or a chain of fields of one; methods are fields with arguments. */
export type Operand =
  | { readonly kind: "dot" | "nil" }
  | { readonly kind: "constant"; readonly value: string | number | boolean }
  | { readonly kind: "function"; readonly name: string; readonly span: Span }
  | { readonly kind: "variable"; readonly name: string; readonly span: Span }
  | { readonly kind: "pipe"; readonly pipe: Pipe }
  | { readonly kind: "fields"; readonly of: Operand; readonly names: readonly Name[] };

/** A field's name where it stands. */
export interface Name {
  readonly name: string;
  readonly span: Span;
}

/** A template that a file defines, and where its name stands. */
export interface Defined {
  readonly body: readonly Node[];
  readonly span: Span;
}

/** What stands in some files, by name: the templates that they define, and what stands outside of any. */
export interface Templates {
  readonly defined: ReadonlyMap<string, Defined>;
  readonly main: readonly Node[];
}

/** Why a text is no template. */
export class TemplateError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
