import { visibleLine } from "../diagnostics/reporters/visible.ts";
import { code, type Markdown, md } from "../targets/documents/markdown/markdown.ts";

/** The longest text of an author's that stands within a clause. */
export const LONGEST_VALUE = 120;

/** An author's text within a clause: on one line, bounded, with nothing in it that a terminal or a browser acts on. */
export function shownText(text: string): Markdown {
  const line = visibleLine(text, LONGEST_VALUE);
  return line === "" ? md`nothing` : code(line);
}

/** Any value within a clause. */
export function shownValue(value: unknown): Markdown {
  if (value === undefined || value === null) return md`nothing`;
  return shownText(typeof value === "string" ? value : JSON.stringify(value));
}
