import type { Expr } from "./ast.ts";
import { type CheckOptions, check } from "./check.ts";
import { Cursor, type SyntaxOptions } from "./cursor.ts";
import { depthOf } from "./depth.ts";
import type { Finding, SyntaxFinding } from "./finding.ts";
import { ExpressionReader } from "./read-expression.ts";
import { scan } from "./scan.ts";

/** More than an author may write: monitorgen reads again what it makes of that. */
const longestText = 400_000;
/** Walking a deeper tree could exhaust the stack. */
const mostLevels = 2000;

/** A tree, or every reason why there is none; never both. */
export type Parsed<F = Finding> =
  | { readonly expr: Expr; readonly errors?: never }
  | { readonly errors: readonly F[]; readonly expr?: never };

/**
 * Reads a PromQL text by its grammar alone: a tree with spans, or findings. Types and matching are `check`'s.
 * Never throws.
 */
export function parseSyntax(text: string, options: SyntaxOptions = {}): Parsed<SyntaxFinding> {
  const whole = { start: 0, end: text.length };
  if (text.length > longestText)
    return { errors: [{ kind: "too-complex", limit: longestText, unit: "characters", span: whole }] };
  const scanned = scan(text);
  if (scanned.findings.length > 0) return { errors: scanned.findings };
  if (scanned.tokens.length === 0) return { errors: [{ kind: "empty", span: whole }] };
  const cursor = new Cursor(scanned.tokens, text.length, options);
  const expr = new ExpressionReader(cursor).read();
  if (cursor.findings.length > 0) return { errors: cursor.findings };
  // No level without a word.
  return scanned.tokens.length > mostLevels && depthOf(expr) > mostLevels
    ? { errors: [{ kind: "too-complex", limit: mostLevels, unit: "levels", span: whole }] }
    : { expr };
}

/**
 * Reads a PromQL text as Prometheus 3.15's ParseExpr does: its tree if it's well-formed and well-typed, otherwise
 * every finding. Never throws.
 */
export function parse(text: string, options: CheckOptions = {}): Parsed {
  const read = parseSyntax(text, options);
  if (!read.expr) return read;
  const errors = check(read.expr, options);
  return errors.length > 0 ? { errors } : { expr: read.expr };
}
