import { expect, test } from "vitest";
import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { tooMuchToTry } from "./effort.ts";

const minute = 60_000;
const matcher: Matcher = { label: "a", operator: "!=", value: "b" };
const selector = (matchers = 0): Selector => ({
  kind: "selector",
  metric: "m",
  matchers: Array.from({ length: matchers }, () => matcher),
});
const over = (expr: Expr, range: number, step?: number): Expr => ({
  kind: "subquery",
  expr,
  range,
  ...(step === undefined ? {} : { step }),
});

test.each([
  ["as many steps as there may be", over(selector(), 20_000 * minute), undefined],
  ["one step more", over(selector(), 20_001 * minute), "its subqueries take 20,001 steps at each evaluation"],
  ["steps of its own", over(selector(), 20_001 * minute, 2 * minute), undefined],
  ["steps within steps", over(over(selector(), 200 * minute), 101 * minute), "subqueries take 20,200 steps"],
  [
    "more than can be counted",
    over(over(selector(), 1e9 * minute), 1e4 * minute),
    "take too many steps at each evaluation, more than 20,000",
  ],
  ["as many matchers as there may be", selector(200), undefined],
  ["one matcher more", selector(201), "a selector has 201 matchers, more than 200"],
])("%s", (_, expr, reason) => {
  const found = tooMuchToTry(expr, minute);
  if (reason === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(reason);
});
