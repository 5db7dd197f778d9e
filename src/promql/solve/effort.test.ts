import { describe, expect, test } from "vitest";
import { problem, recording } from "../../../test/fixtures/problem.ts";
import type { RecordingRule } from "../evaluate/rules.ts";
import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { Effort, MOST_WORK, tooMuchToTry, tooMuchWork } from "./effort.ts";
import { type Solutions, solve } from "./solve.ts";

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

// Found by the fuzzer: each took ten seconds and more.
describe("what would take too long", () => {
  const recordings = (rate: string, most: string): readonly RecordingRule[] => [
    recording("service:rate5m", `sum by (service) (rate(requests_total[5m]))${rate}`),
    recording("service:rate5m_max1h", `max_over_time(service:rate5m[1h])${most}`),
  ];
  const fallen = "service:rate5m < 0.1 * service:rate5m_max1h";

  test.each([
    ["bounds on recordings", `${fallen} > 0.99 > 0.001`, recordings(" > 0.99", " > 2")],
    ["bounds on bounds", `${fallen} > 0 > 2`, recordings("", " > 0.99")],
  ])("%s: the search ends, and says what to do", (_, expr, rules) => {
    const effort = new Effort();
    const found = solve(problem(expr, { recordings: rules }), new Map(), effort);
    expect(found).toMatchObject({
      kind: "unproven",
      reason: expect.stringContaining("takes too long"),
      advice: expect.stringContaining("shorten its windows"),
    });
    expect(effort.spent).toBeGreaterThan(MOST_WORK);
    expect(effort.spent).toBeLessThan(1.01 * MOST_WORK);
  });

  test("the same branch again and again is looked at once", () => {
    const [once, often] = [fallen, Array(24).fill(fallen).join(" or ")].map((expr) => {
      const effort = new Effort();
      solve(problem(expr, { recordings: recordings("", "") }), new Map(), effort);
      return effort.spent;
    });
    expect(Number(often)).toBeLessThan(5 * Number(once));
  });

  // A sum of shares reaches a thousand with as many targets only.
  test.each(["sum(used_ratio) > 1050", "sum(up) > 700"])(
    "%s: a thousand series are solved, lived through and told apart for a third of the allowance",
    (expr) => {
      const effort = new Effort();
      const found = solve(problem(expr), new Map(), effort);
      expect(found).toMatchObject({ kind: "witness", aspects: expect.not.arrayContaining([{ missing: /./ }]) });
      expect(found.kind === "witness" && found.cases.map(({ kind }) => kind)).toContain("silent");
      expect(effort.spent).toBeLessThan(MOST_WORK / 3);
    },
  );

  test("what can't be solved is looked for once", () => {
    const effort = new Effort();
    const never = problem("queue_length > 5 and queue_length < 3");
    const first = solve(never, new Map(), effort);
    const { spent } = effort;
    const known: Solutions = new Map();
    expect(solve(never, known)).toEqual(first);
    expect(solve(never, known, effort)).toEqual(first);
    expect(effort.spent).toBe(spent);
  });

  test("a condition with many branches is told to be split", () => {
    expect(tooMuchWork(selector(), 3).advice).toBe("make an alert of each side of its `or`");
    expect(tooMuchWork(over(selector(), 90 * minute), 1)).toEqual({
      reason: [{ text: expect.stringMatching(/all of it has to be tried together, looking back over 1h30m$/) }],
      advice: "compare fewer things in one alert, or shorten its windows and lengthen the steps of its subqueries",
    });
  });
});

test("what isn't worth more than a share of the allowance leaves the rest to others", () => {
  const effort = new Effort(100);
  expect(effort.within(0.5, () => effort.spend(60))).toBeUndefined();
  expect(effort.within(1, () => "there is some left")).toBe("there is some left");
  expect(effort.within(1, () => effort.spend(40))).toBeUndefined();
  expect(() => effort.within(1, () => JSON.parse("{"))).toThrow(SyntaxError);
});
