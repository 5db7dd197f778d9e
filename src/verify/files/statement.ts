import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Authored } from "../../promql/build/authored.ts";
import type { Rule } from "./rules.ts";

/** An expression of a file: a rule's, or a dashboard's query. */
export interface Statement {
  readonly file: string;
  /** From the file's name to what it belongs to. */
  readonly path: Path;
  readonly authored: Authored;
  readonly role: "condition" | "value";
  /** The rule's own labels. */
  readonly labels?: ReadonlyMap<string, string>;
  readonly rule?: Rule;
}
