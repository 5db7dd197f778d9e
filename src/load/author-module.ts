import type { ParseResult } from "oxc-parser";
import type { SourceLines } from "../diagnostics/reporters/source-lines.ts";

/** One file of an author, read and parsed. */
export interface AuthorModule {
  readonly file: string;
  readonly text: string;
  readonly lines: SourceLines;
  /** Undefined for JSON. */
  readonly parsed: ParseResult | undefined;
  /** The file that each relative import means. */
  readonly imports: ReadonlyMap<string, string>;
}
