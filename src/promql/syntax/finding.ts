import type { Extended, Span } from "./ast.ts";
import type { ValueType } from "./functions.ts";

interface ArgumentCount {
  readonly name: string;
  readonly minimum: number;
  /** Absent where any number may follow. */
  readonly maximum?: number;
  readonly actual: number;
}

interface OfOperator {
  readonly operator: string;
}

interface OfType {
  readonly actual: ValueType;
}

type Modifier = "offset" | "@" | "range" | Extended;

/** What a text can break before there is a tree: its characters, words and their order. */
interface SyntaxData {
  readonly empty: object;
  readonly "too-complex": { readonly limit: number; readonly unit: "characters" | "levels" };
  readonly unexpected: { readonly found: string; readonly expected: readonly string[] };
  readonly "bad-character": { readonly character: string };
  readonly "bad-string": { readonly problem: "unterminated" | "escape" | "encoding" };
  readonly "bad-number": { readonly text: string };
  readonly "misplaced-modifier": { readonly modifier: Modifier; readonly allowed: string };
  readonly "repeated-modifier": { readonly modifier: "offset" | "@" };
  readonly "opposed-modifiers": { readonly modifiers: readonly [Extended, Extended] };
  readonly "bad-timestamp": { readonly text: string };
}

/** What both the text and a tree that was built can break. */
interface SharedData {
  readonly "bad-duration": { readonly text: string; readonly problem: "form" | "range" | "not-positive" | "by-zero" };
  readonly "unknown-function": { readonly name: string };
  readonly experimental: { readonly feature: string };
  readonly "argument-count": ArgumentCount;
  readonly "bad-label": { readonly label: string };
}

/** What Prometheus's parser refuses in a well-formed tree: types, matching and selectors. */
interface SemanticData {
  readonly "argument-type": OfType & { readonly name: string; readonly index: number; readonly expected: ValueType };
  readonly "operand-type": OfType & OfOperator & { readonly side: "left" | "right" | "only" };
  readonly "scalar-comparison": OfOperator;
  readonly "misplaced-bool": OfOperator;
  readonly "set-operator-on-scalar": OfOperator;
  readonly "set-operator-group": OfOperator;
  readonly "matching-on-scalar": OfOperator;
  readonly "fill-on-scalar": OfOperator;
  readonly "set-operator-fill": OfOperator;
  readonly "label-in-on-and-group": { readonly label: string };
  readonly "subquery-type": OfType;
  readonly "empty-selector": object;
  readonly "metric-twice": { readonly first: string; readonly second: string };
  readonly "bad-regex": { readonly label: string; readonly pattern: string; readonly reason: string };
  readonly "info-selector": object;
}

interface FindingData extends SyntaxData, SharedData, SemanticData {}

/** The kind of a finding, for suppressions and tables. */
export type FindingKind = keyof FindingData;

/** Findings of some kinds. `span` is where in the text; absent for trees that were built, not parsed. */
export type FindingOf<K extends FindingKind> = {
  [P in K]: { readonly kind: P; readonly span?: Span } & FindingData[P];
}[K];

/** A finding of the grammar. */
export type SyntaxFinding = FindingOf<keyof SyntaxData | keyof SharedData>;

/** A finding of the checks on a tree. */
export type SemanticFinding = FindingOf<keyof SemanticData | keyof SharedData>;

/** Any reason for which Prometheus would refuse an expression. */
export type Finding = FindingOf<FindingKind>;
