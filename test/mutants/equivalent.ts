import { keepsLabel } from "../../src/promql/enforce/keeps-label.ts";
import type { Binary, Expr, Matcher, Selector } from "../../src/promql/syntax/ast.ts";
import { typeOf } from "../../src/promql/syntax/check.ts";
import { childrenOf, selectors } from "../../src/promql/syntax/walk.ts";

/**
 * Whether leaving a matcher out of one selector changes nothing, as what it lets in meets no partner: a binary operator
 * pairs the label too, and every series of its other side has the value that the matcher asks for.
 */
export function isPinnedElsewhere(expr: Expr, selector: Selector, matcher: Matcher): boolean {
  if (matcher.operator !== "=") return false;
  const path = pathTo(expr, selector);
  for (let index = path.length - 2; index >= 0; index--) {
    const [parent, child] = [path[index], path[index + 1]];
    if (!parent || !child) return false;
    if (parent.kind === "binary" && filters(parent, child, matcher)) return true;
    if (!keepsSeriesApart(parent, matcher.label)) return false;
  }
  return false;
}

/** From the whole expression down to one of its parts. */
function pathTo(expr: Expr, part: Expr): readonly Expr[] {
  if (expr === part) return [expr];
  for (const child of childrenOf(expr)) {
    const path = pathTo(child, part);
    if (path.length > 0) return [expr, ...path];
  }
  return [];
}

function filters(parent: Binary, child: Expr, { label, value }: Matcher): boolean {
  const other = parent.left === child ? parent.right : parent.left;
  if (parent.operator === "or" || (parent.operator === "unless" && child === parent.left)) return false;
  if (typeOf(other) !== "vector" || typeOf(child) !== "vector" || !pairs(parent, label)) return false;
  const pins = selectors(other).every(({ matchers }) =>
    matchers.some((one) => one.label === label && one.operator === "=" && one.value === value),
  );
  return pins && selectors(other).length > 0 && keepsLabel(other, label);
}

function pairs({ matching }: Binary, label: string): boolean {
  if (!matching) return true;
  return (matching.kind === "on") === matching.labels.includes(label);
}

// What happens to a series doesn't depend on those with another value of the label.
function keepsSeriesApart(parent: Expr, label: string): boolean {
  if (parent.kind === "paren" || parent.kind === "unary") return true;
  if (parent.kind === "call")
    return !/^(?:absent|absent_over_time|scalar|label_replace|label_join|vector)$/.test(parent.name);
  if (parent.kind === "binary") return pairs(parent, label) && parent.operator !== "or";
  if (parent.kind !== "aggregation" || !parent.grouping) return false;
  return (parent.grouping.kind === "by") === parent.grouping.labels.includes(label);
}
