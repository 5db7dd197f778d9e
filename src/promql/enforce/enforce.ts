import type { Binary, Expr, Matcher, Selector, Span } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { map, selectors } from "../syntax/walk.ts";
import { keepsLabel } from "./keeps-label.ts";

/** The label that every selector must pin, and its value: `tenant`, `acme`. */
export interface Pin {
  readonly label: string;
  readonly value: string;
}

/** A selector that says something else about the pinned label. */
export interface Conflict {
  readonly selector: Selector;
  readonly matcher: Matcher;
  /** The matcher's place, or its selector's; absent in trees that were built. */
  readonly span?: Span;
}

function isPinned(matcher: Matcher, pin: Pin): boolean {
  return matcher.label === pin.label && matcher.operator === "=" && matcher.value === pin.value;
}

function conflictsOf(selector: Selector, pin: Pin): Conflict[] {
  return selector.matchers
    .filter((matcher) => matcher.label === pin.label && !isPinned(matcher, pin))
    .map((matcher) => {
      const span = matcher.span ?? selector.span;
      return { selector, matcher, ...(span ? { span } : {}) };
    });
}

/**
 * Adds `label="value"` to every selector of a tree. A selector that has exactly this matcher stays as it is; any other
 * matcher on the label, even one that would let the value pass, is a conflict. Where one side of an operator has lost
 * the label to an aggregation and the other hasn't, the two are paired without it: what matched before matches still.
 */
export function enforce(expr: Expr, pin: Pin): { readonly expr: Expr } | { readonly conflicts: readonly Conflict[] } {
  const conflicts = selectors(expr).flatMap((selector) => conflictsOf(selector, pin));
  if (conflicts.length > 0) return { conflicts };
  return {
    expr: map(expr, (node) => {
      if (node.kind === "binary") return paired(node, pin.label);
      if (node.kind !== "selector" || node.matchers.some((matcher) => isPinned(matcher, pin))) return node;
      return { ...node, matchers: [...node.matchers, { label: pin.label, operator: "=", value: pin.value }] };
    }),
  };
}

function paired(node: Binary, label: string): Binary {
  const { left, right, matching } = node;
  const areVectors = typeOf(left) === "vector" && typeOf(right) === "vector";
  if (!areVectors || matching?.kind === "on" || keepsLabel(left, label) === keepsLabel(right, label)) return node;
  const ignored = matching?.labels ?? [];
  if (ignored.includes(label)) return node;
  return { ...node, matching: { ...matching, kind: "ignoring", labels: [...ignored, label] } };
}

/** The selectors that don't pin the label to the value; empty for what `enforce` returns. */
export function verifyEnforced(expr: Expr, pin: Pin): readonly Selector[] {
  return selectors(expr).filter(
    (selector) => conflictsOf(selector, pin).length > 0 || !selector.matchers.some((matcher) => isPinned(matcher, pin)),
  );
}
