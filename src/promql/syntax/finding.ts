import type { Span } from "./ast.ts";
import type { ValueType } from "./functions.ts";

/** Where in the text a finding is; absent for trees that were built, not parsed. */
interface Located {
  readonly span?: Span;
}

/** What the text breaks before there is a tree: characters, words and their order. */
export type SyntaxFinding = Located &
  (
    | { readonly kind: "empty" }
    | { readonly kind: "too-complex"; readonly limit: number }
    | { readonly kind: "unexpected"; readonly found: string; readonly expected: readonly string[] }
    | { readonly kind: "bad-character"; readonly character: string }
    | { readonly kind: "bad-string"; readonly problem: "unterminated" | "escape" | "encoding" }
    | { readonly kind: "bad-number"; readonly text: string }
    | { readonly kind: "bad-duration"; readonly text: string; readonly problem: "form" | "range" | "not-positive" }
    | { readonly kind: "unknown-function"; readonly name: string }
    | { readonly kind: "experimental"; readonly feature: string }
    | { readonly kind: "misplaced-modifier"; readonly modifier: "offset" | "@" | "range"; readonly allowed: string }
    | { readonly kind: "repeated-modifier"; readonly modifier: "offset" | "@" }
    | { readonly kind: "bad-timestamp"; readonly text: string }
    | {
        readonly kind: "argument-count";
        readonly name: string;
        readonly minimum: number;
        readonly maximum?: number;
        readonly actual: number;
      }
    | { readonly kind: "bad-label"; readonly label: string }
  );

/** What Prometheus's parser refuses in a well-formed tree: types, matching and selectors. */
export type SemanticFinding = Located &
  (
    | { readonly kind: "unknown-function"; readonly name: string }
    | { readonly kind: "experimental"; readonly feature: string }
    | {
        readonly kind: "argument-count";
        readonly name: string;
        readonly minimum: number;
        readonly maximum?: number;
        readonly actual: number;
      }
    | {
        readonly kind: "argument-type";
        readonly name: string;
        readonly index: number;
        readonly expected: ValueType;
        readonly actual: ValueType;
      }
    | { readonly kind: "operand-type"; readonly operator: string; readonly side: "left" | "right" | "only"; readonly actual: ValueType }
    | { readonly kind: "scalar-comparison"; readonly operator: string }
    | { readonly kind: "misplaced-bool"; readonly operator: string }
    | { readonly kind: "set-operator-on-scalar"; readonly operator: string }
    | { readonly kind: "set-operator-group"; readonly operator: string }
    | { readonly kind: "matching-on-scalar"; readonly operator: string }
    | { readonly kind: "label-in-on-and-group"; readonly label: string }
    | { readonly kind: "subquery-type"; readonly actual: ValueType }
    | { readonly kind: "empty-selector" }
    | { readonly kind: "metric-twice"; readonly first: string; readonly second: string }
    | { readonly kind: "bad-regex"; readonly label: string; readonly pattern: string; readonly reason: string }
    | { readonly kind: "bad-label"; readonly label: string }
    | { readonly kind: "bad-duration"; readonly text: string; readonly problem: "not-positive" }
    | { readonly kind: "info-selector" }
  );

/** Any reason for which Prometheus would refuse an expression. */
export type Finding = SyntaxFinding | SemanticFinding;

/** The kind of a finding, for suppressions and tables. */
export type FindingKind = Finding["kind"];
