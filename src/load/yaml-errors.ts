import type { Document, YAMLParseError } from "yaml";
import { yamlSyntax } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { visibleLine } from "../diagnostics/reporters/visible.ts";

/** The most syntax errors of a file that are told. */
export const MOST_ERRORS = 20;

interface Located {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The parser goes on as if nothing had been: whatever it finds further down is another mistake. */
  readonly isConfined: boolean;
}

/** The syntax errors of a file, one a line, up to the first after which the parser only guesses where it is. */
export function yamlErrors(found: readonly Document.Parsed[], file: string, lines: SourceLines): Diagnostic[] {
  const byLine = new Map<number, Diagnostic>();
  const errors = found.flatMap(({ errors: own }) => own).sort((a, b) => a.pos[0] - b.pos[0]);
  for (const error of errors) {
    const { code, message, start, end, isConfined } = locatedIn(lines.text, error);
    const at = lines.position(file, start, Math.max(end, start));
    if (!byLine.has(at.line)) {
      const text = message.charAt(0).toLowerCase() + message.slice(1);
      byLine.set(at.line, diagnostic(yamlSyntax, at, { code, message: visibleLine(text, 200) }));
    }
    if (!isConfined || byLine.size >= MOST_ERRORS) break;
  }
  return [...byLine.values()];
}

// Errors within one line of text.
const CONFINED = new Set(["BAD_DQ_ESCAPE", "BAD_SCALAR_START"]);

function locatedIn(text: string, { code, message, pos: [start, end] }: YAMLParseError): Located {
  if (message.startsWith("Flow ")) return { code: "MISSING_CHAR", message: OPEN, start, end, isConfined: false };
  if (code === "BAD_INDENT") return { code, message, start: afterSpaces(text, start), end, isConfined: false };
  if (code !== "BLOCK_AS_IMPLICIT_KEY") return { code, message, start, end, isConfined: CONFINED.has(code) };
  const endOfLine = lineEnd(text, start);
  const isWithinLine = /:(?:\s|$)/.test(text.slice(start, endOfLine));
  if (isWithinLine) return { code, message, start, end, isConfined: true };
  const next = afterSpaces(text, endOfLine + 1);
  return { code: "BAD_INDENT", message: DEEPER, start: next, end: lineEnd(text, next), isConfined: false };
}

const OPEN = "A { or [ further up is still open here";
const DEEPER = "This line is indented further than the key above it, which has its value already";

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function afterSpaces(text: string, offset: number): number {
  let at = offset;
  while (text[at] === " ") at++;
  return at;
}
