import type { TenantIdentity } from "../../program/program.ts";
import type { Binary, Expr, Grouping, Matcher, Selector } from "../../promql/syntax/ast.ts";
import { isComparison, MIRRORED } from "../../promql/syntax/precedence.ts";
import { canonical, map } from "../../promql/syntax/walk.ts";
import { constantOf } from "../../promql/types/constant.ts";
import type { Named, Names } from "../names.ts";

/** An expression without the tenant's matcher, which all have, and with what has no meaning in one order. */
export function withoutTenant(expr: Expr, { label, name }: TenantIdentity): Expr {
  const isTenant = (matcher: Matcher): boolean =>
    matcher.label === label && matcher.operator === "=" && matcher.value === name;
  return map(canonical(expr), (node) => {
    if (node.kind === "selector") return { ...node, matchers: node.matchers.filter((one) => !isTenant(one)) };
    if (node.kind === "aggregation" && node.grouping !== undefined) return { ...node, grouping: sorted(node.grouping) };
    return node.kind === "binary" ? directed(node) : node;
  });
}

function sorted(grouping: Grouping): Grouping {
  return { ...grouping, labels: [...grouping.labels].sort() };
}

// `1 < a` is `a > 1`.
function directed(node: Binary): Binary {
  const matching = node.matching && { ...node.matching, labels: [...node.matching.labels].sort() };
  const turned = { ...node, ...(matching === undefined ? {} : { matching }) };
  const operator = isComparison(node.operator) ? MIRRORED[node.operator] : undefined;
  const turn = operator !== undefined && constantOf(node.left) !== undefined && constantOf(node.right) === undefined;
  return turn ? { ...turned, operator, left: node.right, right: node.left } : turned;
}

const NAMED_BY_LABEL: ReadonlyMap<string, Named> = new Map([
  ["slo", "slos"],
  ["drift", "drift"],
  ["detector", "detectors"],
  ["job", "scrapes"],
]);

/** An expression in which what was only renamed has its name of before. */
export function withFormerNames(expr: Expr, names: Names): Expr {
  return map(expr, (node) => (node.kind === "selector" ? formerly(node, names) : node));
}

function formerly(selector: Selector, names: Names): Selector {
  const matchers = selector.matchers.map((matcher) => {
    const what = NAMED_BY_LABEL.get(matcher.label);
    return what === undefined ? matcher : { ...matcher, value: names.was(what, matcher.value) };
  });
  const { metric } = selector;
  return { ...selector, matchers, ...(metric === undefined ? {} : { metric: names.was("series", metric) }) };
}
