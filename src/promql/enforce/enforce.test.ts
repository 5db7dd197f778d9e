import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trees } from "../../../test/promql/trees.ts";
import type { Expr } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { print } from "../syntax/print.ts";
import { map, selectors } from "../syntax/walk.ts";
import { enforce, verifyEnforced } from "./enforce.ts";
import { keepsLabel } from "./keeps-label.ts";

const pin = { label: "tenant", value: "acme" };

const tree = (text: string): Expr => {
  const { expr, errors } = parse(text);
  if (!expr) throw new Error(JSON.stringify(errors));
  return expr;
};

describe("a label put on every selector", () => {
  test.each([
    ["up", 'up{tenant="acme"}'],
    ["sum(rate(a[5m])) / on () (b offset 5m)", 'sum(rate(a{tenant="acme"}[5m])) / on () b{tenant="acme"} offset 5m'],
    ['a{tenant="acme", x="y"} + b', 'a{tenant="acme", x="y"} + b{tenant="acme"}'],
    ["topk(scalar(k), a)[1h:1m]", 'topk(scalar(k{tenant="acme"}), a{tenant="acme"})[1h:1m]'],
    ["absent(a) or vector(1)", 'absent(a{tenant="acme"}) or ignoring (tenant) vector(1)'],
  ])("%s becomes %s", (from, to) => {
    const enforced = enforce(tree(from), pin);
    expect("expr" in enforced && print(enforced.expr)).toBe(to);
  });

  test.each([
    'a{tenant="other"}',
    'a{tenant!="acme"}',
    'a{tenant=~"acme"}',
    'a{tenant!~"x"}',
    'a{tenant=""}',
    'a{tenant="acme", tenant=~".+"}',
  ])("%s is a conflict at the matcher", (query) => {
    const enforced = enforce(tree(`up + ${query}`), pin);
    const conflicts = "conflicts" in enforced ? enforced.conflicts : [];
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]?.span?.start).toBeGreaterThan(5);
    expect(verifyEnforced(tree(`up + ${query}`), pin)).toHaveLength(2);
  });

  test("a conflict in a tree that was built has no place", () => {
    const built: Expr = { kind: "selector", metric: "a", matchers: [{ label: "tenant", operator: "=", value: "b" }] };
    const enforced = enforce(built, pin);
    expect("conflicts" in enforced && enforced.conflicts[0]).not.toHaveProperty("span");
  });

  test("of any tree: all selectors pin it, taking it off gives the tree back, doing it twice changes nothing", () => {
    fc.assert(
      fc.property(trees.vector, (expr) => {
        const enforced = enforce(expr, pin);
        if (!("expr" in enforced)) throw new Error("no tree names the tenant");
        expect(verifyEnforced(enforced.expr, pin)).toEqual([]);
        expect(verifyEnforced(expr, pin)).toHaveLength(selectors(expr).length);
        expect(withoutTenant(enforced.expr)).toEqual(withoutTenant(expr));
        const twice = enforce(enforced.expr, pin);
        expect("expr" in twice && twice.expr).toBe(enforced.expr);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

function withoutTenant(expr: Expr): Expr {
  return map(expr, (node) => {
    if (node.kind === "selector") return { ...node, matchers: node.matchers.filter(({ label }) => label !== "tenant") };
    if (node.kind !== "binary" || node.matching?.kind !== "ignoring") return node;
    const { matching, ...rest } = node;
    const labels = matching.labels.filter((label) => label !== "tenant");
    return labels.length === 0 && matching.group === undefined ? rest : { ...rest, matching: { ...matching, labels } };
  });
}

describe("whether a label lives through an expression", () => {
  const keeps = [
    "a",
    "-(a)",
    "a > 1",
    "1 - a",
    "sum by (tenant) (a)",
    "sum without (x) (a)",
    "topk(1, a)",
    "a and b",
    "a unless b",
    "a or b",
    "a / b",
    "a / on (tenant, x) b",
    "a / ignoring (x) b",
    "a / on (x) group_left () b",
    "a / on (x) group_left (tenant) b",
    "sum(a) * on () group_right () b",
    "rate(a[5m])",
    "max_over_time(rate(a[5m])[1h:])",
    "absent(a{tenant='acme'})",
    "label_replace(a, 'x', '', 'y', '')",
    "hour(a)",
  ];
  const loses = [
    "1",
    "'x'",
    "time()",
    "vector(1)",
    "hour()",
    "scalar(a)",
    "sum(a)",
    "sum by (x) (a)",
    "sum without (tenant) (a)",
    "sum by (tenant) (vector(1))",
    "count_values('tenant', a)",
    "a / on (x) b",
    "a / ignoring (tenant) b",
    "a or vector(1)",
    "vector(1) and a",
    "absent(a)",
    "absent(sum(a))",
    "absent(a{tenant='a', tenant='b'})",
    "absent_over_time(a{tenant=~'a'}[5m])",
    "label_replace(a, 'tenant', '', 'y', '')",
    "label_join(a, 'tenant', '')",
    "a / on (x) group_left (tenant) sum by (x) (b)",
    "sum(a) / on (x) group_left () b",
  ];
  test.each(keeps)("%s keeps it", (query) => expect(keepsLabel(tree(query), "tenant")).toBe(true));
  test.each(loses)("%s loses it", (query) => expect(keepsLabel(tree(query), "tenant")).toBe(false));
  test("histogram functions take le away, and no other label", () => {
    const quantile = tree("histogram_quantile(0.9, rate(a_bucket[5m]))");
    expect([keepsLabel(quantile, "le"), keepsLabel(quantile, "tenant")]).toEqual([false, true]);
  });
});
