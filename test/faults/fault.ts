import type { Edit } from "./edit.ts";
import type { Stack } from "./stack.ts";

/** A class of faults, and all the ways in which the stack can have one. */
export interface Fault {
  readonly name: string;
  /** How many of it are among the five hundred. */
  readonly n: number;
  /** What promtool, pint and amtool find together of so many, measured on another set. */
  readonly others: number;
  /** One list for each way of making the mistake; each edit, or several together, is one fault. */
  readonly ways: (stack: Stack) => readonly (readonly (readonly Edit[])[])[];
}

/** Each edit as a fault of its own. */
export function singly(edits: readonly Edit[]): readonly (readonly Edit[])[] {
  return edits.map((edit) => [edit]);
}
