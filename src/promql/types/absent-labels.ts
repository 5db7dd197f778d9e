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
    for (const label of askedBy(node)) {
      if (label !== except && isAbsent(label, node, catalogue)) absent.add(label);
    }
  });
  return absent;
}

function askedBy(node: Expr): readonly string[] {
  if (node.kind === "selector") return node.matchers.map(({ label }) => label).filter((label) => label !== "__name__");
  return node.kind === "aggregation" ? (node.grouping?.labels ?? []) : [];
}

function isAbsent(label: string, node: Expr, catalogue: Catalogue): boolean {
  const inner = node.kind === "aggregation" ? node.expr : withoutMatchers(node);
  const { open, labels } = labelsOf(inner, catalogue);
  return !open && !labels.has(label);
}

function withoutMatchers(node: Expr): Expr {
  return node.kind === "selector" ? { ...node, matchers: [] } : node;
}
