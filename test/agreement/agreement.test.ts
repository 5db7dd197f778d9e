import { describe, expect, test } from "vitest";
import { problemOf, solveAll } from "../../src/targets/prometheus/tests/solve-all.ts";
import { Random } from "../fuzz/random.ts";
import { missing, pathOf } from "../judges/tools.ts";
import { programOf } from "../mutants/conditions.ts";
import { agreement, redOnes, type Verdict } from "./agreement.ts";
import { firstThatFires } from "./falsify.ts";
import { drawn } from "./grammar.ts";
import { summaryOf } from "./summary.ts";

const fires = (expr: string) => {
  const program = programOf([{ expr }]);
  const [alert] = program.alerts;
  if (!alert) throw new Error("there is one");
  return firstThatFires(problemOf(alert, program), new Random(1), 60) !== undefined;
};

describe("random series", () => {
  test.each([
    "queue_length > 5",
    "rate(requests_total[5m]) > 1",
    "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 0.5",
    "group by (service) (queue_length) unless group by (service) (queue_length offset 1h)",
    "sum(queue_length) unless queue_length",
    "absent(queue_length)",
    "used_ratio > 0.99",
  ])("%s: fire what can fire", (expr) => expect(fires(expr)).toBe(true));

  test.each(["used_ratio > 1", "queue_length < 0", "rate(requests_total[5m]) < 0", "queue_length unless queue_length"])(
    "%s: stay within what is declared",
    (expr) => expect(fires(expr)).toBe(false),
  );
});

describe.skipIf(missing("promtool"))("the solver and its judges", () => {
  test("agree on a sample of what `npm run agreement:alerts` draws", async () => {
    const verdicts: Verdict[] = [];
    for await (const one of agreement({ seed: 7, cases: 24, worlds: 20, promtool: pathOf("promtool") }))
      verdicts.push(one);
    expect(verdicts).toHaveLength(24);
    expect(
      verdicts.flatMap(({ condition, disagreement }) => (disagreement ? [condition.expr, disagreement] : [])),
    ).toEqual([]);
    expect(verdicts.filter(({ answer }) => answer === "fires").length).toBeGreaterThan(15);
    expect(verdicts.filter(({ answer }) => answer === "unproven").length).toBeLessThan(2);
    expect(new Set(verdicts.flatMap(({ condition }) => condition.kinds)).size).toBeGreaterThan(12);
  });

  test("disagree where a witness says what isn't so", async () => {
    const program = programOf([{ expr: "queue_length > 5" }, { expr: "balance > 5" }]);
    const solutions = solveAll(program);
    const [name = "", right] = [...solutions.witnesses][0] ?? [];
    if (!right) throw new Error("it is solved");
    const cases = right.cases.map((one) => ({
      ...one,
      checks: one.checks.map((check) => ({ ...check, instances: [] })),
    }));
    const witnesses = new Map([...solutions.witnesses, [name, { ...right, cases }]]);
    const red = await redOnes(program, { ...solutions, witnesses }, pathOf("promtool"));
    expect([...red.keys()]).toEqual([name]);
  });
});

test("the same seed draws the same, and everything that a condition can be is drawn", () => {
  const some = (seed: number) => Array.from({ length: 300 }, (_, index) => drawn(new Random(seed, index)));
  expect(some(1)).toEqual(some(1));
  expect(some(2)).not.toEqual(some(1));
  expect(new Set(some(1).flatMap(({ kinds }) => kinds)).size).toBe(19);
});

test("a summary counts what was said, and who disagrees", () => {
  const condition = drawn(new Random(1));
  const verdict = (rest: Partial<Verdict>): Verdict => ({
    condition,
    answer: "fires",
    reason: "",
    hasSilentCase: true,
    ...rest,
  });
  const text = summaryOf(
    [
      verdict({}),
      verdict({ disagreement: "no" }),
      verdict({ answer: "never fires" }),
      verdict({ answer: "unproven", firesAtRandom: true, reason: "why" }),
    ],
    { seed: 3, worlds: 10 },
  );
  expect(text).toContain("fires: 2, promtool disagrees on 1; with a silent case 2");
  expect(text).toContain("never fires: 1, of 10 random worlds 0 disagree");
  expect(text).toContain("unproven: 1, of which random series make 1 fire");
});
