import { SourceLines } from "../../diagnostics/reporters/source-lines.ts";
import type { Expr, Span } from "../../promql/syntax/ast.ts";
import { typeOf } from "../../promql/syntax/check.ts";
import { describe } from "../../promql/syntax/describe.ts";
import type { Finding } from "../../promql/syntax/finding.ts";
import type { ValueType } from "../../promql/syntax/functions.ts";
import { guessOf } from "../../promql/syntax/guess.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { type Features, featureFor } from "./features.ts";

/** What is known of an expression: what `--json` prints. */
export interface Answer {
  /** Whether Prometheus takes it. */
  readonly valid: boolean;
  readonly type: ValueType | null;
  readonly labels: AnsweredLabels | null;
  readonly diagnostics: readonly AnsweredDiagnostic[];
}

/**
 * The labels of a result. `known`: those, and no others; `possible`: those, and whatever else the series have; `none`: it
 * carries no labels.
 */
export interface AnsweredLabels {
  readonly kind: "known" | "possible" | "none";
  readonly names: readonly string[];
}

/** Why an expression is none. */
export interface AnsweredDiagnostic {
  /** The kind of mistake, of a fixed list. */
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
  /** Null where there is no expression to point into. */
  readonly span: { readonly start: Point; readonly end: Point } | null;
}

/** A place in an expression: lines and columns from 1, offsets from 0, in UTF-16 units. */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** An answer with the tree that it is about; none where there is no valid expression. */
export interface Judged {
  readonly answer: Answer;
  readonly expr?: Expr;
}

/** So many mistakes of one expression are told. */
const MOST = 10;

/** Judges an expression as the Prometheus of these features would. */
export function judge(text: string, features: Features): Judged {
  const { expr, errors } = parse(text, features);
  if (expr !== undefined) {
    return { expr, answer: { valid: true, type: typeOf(expr), labels: answeredLabels(expr), diagnostics: [] } };
  }
  const lines = new SourceLines(text);
  return { answer: refusal(errors.slice(0, MOST).map((error) => answered(error, lines))) };
}

/** The answer to something that is no expression. */
export function refusal(diagnostics: readonly AnsweredDiagnostic[]): Answer {
  return { valid: false, type: null, labels: null, diagnostics };
}

function answered(error: Finding, lines: SourceLines): AnsweredDiagnostic {
  const span = spanOf(error.span ?? { start: 0, end: lines.text.length }, lines);
  return { code: error.kind, message: describe(error), suggestion: suggestionOf(error), span };
}

function suggestionOf(error: Finding): string | null {
  if (error.kind === "experimental") return `--enable-feature ${featureFor(error.feature)}`;
  const guess = guessOf(error);
  return guess === undefined ? null : `did you mean ${guess}?`;
}

function spanOf({ start, end }: Span, lines: SourceLines): { readonly start: Point; readonly end: Point } {
  return { start: { ...lines.at(start), offset: start }, end: { ...lines.at(end), offset: end } };
}

function answeredLabels(expr: Expr): AnsweredLabels {
  const { open, labels } = labelsOf(expr, () => undefined);
  const names = [...labels].sort();
  const isSeries = typeOf(expr) === "vector" || typeOf(expr) === "matrix";
  if (isSeries && open) return { kind: "possible", names };
  return names.length === 0 ? { kind: "none", names } : { kind: "known", names };
}
