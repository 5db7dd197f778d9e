import type { Expr } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { type Catalogue, labelsOf } from "./labels.ts";

/**
 * The labels that an expression groups by or matches although its series don't have them; `except` is added to every
 * series later. Whatever follows from them, such as labels that are missing further out, isn't another mistake.
 */
export function absentLabels(expr: Expr, catalogue: Catalogue, except?: string): ReadonlySet<string> {
  const absent = new Set<string>();
  walk(expr, (node) => {
    for (const label of absentAt(node, catalogue, except)) absent.add(label);
  });
  return absent;
}

function absentAt(node: Expr, catalogue: Catalogue, except?: string): readonly string[] {
  const asked = askedBy(node);
  if (asked.length === 0) return [];
  const { open, labels } = labelsOf(node.kind === "aggregation" ? node.expr : withoutMatchers(node), catalogue);
  return open ? [] : asked.filter((label) => label !== except && !labels.has(label));
}

function askedBy(node: Expr): readonly string[] {
  if (node.kind === "selector") return node.matchers.map(({ label }) => label).filter((label) => label !== "__name__");
  return node.kind === "aggregation" ? (node.grouping?.labels ?? []) : [];
}

function withoutMatchers(node: Expr): Expr {
  return node.kind === "selector" ? { ...node, matchers: [] } : node;
}
