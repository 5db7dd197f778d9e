import { parser } from "@prometheus-io/lezer-promql";
import type { Expr } from "./ast.ts";
import { type CheckOptions, check } from "./check.ts";
import type { Finding, SyntaxFinding } from "./finding.ts";
import { forGrammar } from "./for-grammar.ts";
import { functions } from "./functions.ts";
import { type Scan, scan } from "./scan.ts";
import { TreeReader } from "./tree.ts";
import type { SyntaxOptions } from "./tree-source.ts";
import { unexpected } from "./unexpected.ts";

/** Functions that the lezer grammar lists by name. */
const grammarFunctions: ReadonlySet<string> = new Set(
  [...functions.keys()].filter((name) => name !== "max_of" && name !== "min_of"),
);

const longestText = 100_000;
const mostNesting = 200;
/** Above some 300 operators the grammar's parser begins to lose its way. */
const mostOperators = 250;

/** A tree, or every reason why there is none; never both. */
export type Parsed<F = Finding> =
  | { readonly expr: Expr; readonly errors?: never }
  | { readonly errors: readonly F[]; readonly expr?: never };

/** How deep parentheses go. */
function nesting(scanned: Scan): number {
  let depth = 0;
  let deepest = 0;
  for (const { text } of scanned.tokens) {
    if (text === "(") depth++;
    if (text === ")") depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** How many words make the tree deeper, those in braces apart. */
function operators(scanned: Scan): number {
  const deepens = /^(?:and|or|unless|atan2|offset|[^(){},:\w"'`]+)$/i;
  let count = 0;
  let braces = false;
  for (const { text } of scanned.tokens) {
    if (text === "{" || text === "}") braces = text === "{";
    else if (!braces && deepens.test(text)) count++;
  }
  return count;
}

/** The limit that a text goes beyond: walking its tree could exhaust the stack. */
function tooComplex(scanned: Scan, length: number): number | undefined {
  if (length > longestText) return longestText;
  if (nesting(scanned) > mostNesting) return mostNesting;
  return operators(scanned) > mostOperators ? mostOperators : undefined;
}

/**
 * Reads a PromQL text by its grammar alone: a tree with spans, or findings. Types and matching are `check`'s.
 * Never throws.
 */
export function parseSyntax(text: string, options: SyntaxOptions = {}): Parsed<SyntaxFinding> {
  const scanned = scan(text.slice(0, longestText + 1));
  const limit = tooComplex(scanned, text.length);
  if (limit !== undefined) return { errors: [{ kind: "too-complex", limit, span: { start: 0, end: text.length } }] };
  if (scanned.findings.length > 0) return { errors: scanned.findings };
  if (scanned.tokens.length === 0) return { errors: [{ kind: "empty", span: { start: 0, end: text.length } }] };
  const { scan: known, unknown } = forGrammar(scanned, grammarFunctions);
  const tree = parser.parse(known.plain);
  const named = unknown.map(
    ({ text: name, start, end }): SyntaxFinding => ({ kind: "unknown-function", name, span: { start, end } }),
  );
  const broken = unexpected(tree, known, named);
  if (broken.length > 0) return { errors: [...named, ...broken] };
  const reader = new TreeReader(text, options);
  const top = tree.topNode.firstChild;
  const expr = top ? reader.expression(top) : undefined;
  const errors = [...named, ...reader.findings];
  return errors.length > 0 || !expr ? { errors } : { expr };
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
