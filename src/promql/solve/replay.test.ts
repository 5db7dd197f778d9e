import { expect, test } from "vitest";
import { problem } from "../../../test/fixtures/problem.ts";
import { Effort } from "./effort.ts";
import { solve } from "./solve.ts";
import { stageOf } from "./stage.ts";
import { live } from "./timeline.ts";

const MINUTE = 60_000;

// Series are changed while an alert lives; what is written down is the whole of them.
test.each([
  ["histogram_quantile(0.5, sum by (service, le) (rate(latency_seconds_bucket[30m]))) > 0.089", 0, 5 * MINUTE],
  ["sum by (service) (rate(requests_total[5m])) < 33", 10 * MINUTE, 0],
  ["predict_linear(free_bytes[1h], 14400) < 0", 0, 5 * MINUTE],
  ["used_ratio > 1.5 * avg_over_time(used_ratio[1h])", 0, 0],
])("the series of %s give what its checks say", (expr, forMs, keepFiringForMs) => {
  const of = problem(expr, { forMs, keepFiringForMs, evaluationMs: 15_000 });
  const found = solve(of);
  if (found.kind !== "witness") throw new Error(found.reason);
  const stage = stageOf(of, new Effort());
  const grid = { ...stage.grid, sampleMs: found.sampleMs, evaluationMs: found.evaluationMs };
  for (const { series, checks } of found.cases) {
    const untilMs = Math.max(...checks.map(({ timeMs }) => timeMs));
    const { log } = live({ ...stage, grid }, series, untilMs, false);
    for (const { timeMs, why, instances } of checks) {
      const seen = log[Math.round(timeMs / found.evaluationMs)] ?? [];
      expect(
        seen.map(({ state, value }) => [state, value.toPrecision(9)]),
        why,
      ).toEqual(instances.map(({ state, value }) => [state, value.toPrecision(9)]));
    }
  }
});
