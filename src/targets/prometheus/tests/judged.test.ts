import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, inject, test } from "vitest";
import { missing, promtool } from "../../../../test/judges/tools.ts";
import { type Condition, programOf } from "../../../../test/mutants/conditions.ts";
import { courtOf } from "../../../../test/mutants/court.ts";
import { judge } from "../../../../test/mutants/judge.ts";
import { mutantsOf } from "../../../../test/mutants/mutate.ts";
import { conditions as random } from "../../../../test/mutants/random-conditions.ts";
import type { Program } from "../../../program/program.ts";
import { rules } from "../rules.ts";
import { tests } from "./index.ts";
import { solveAll } from "./solve-all.ts";

const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), "witness-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function promtoolPath(): string {
  const { promtool: tool } = inject("tools");
  if (!tool || "missing" in tool) throw new Error("promtool is missing");
  return tool.path;
}

/** What promtool says to all tests of a program: the text of each failure. */
async function judged(
  name: string,
  program: Program,
): Promise<{ readonly unsolved: readonly string[]; readonly failures: string; readonly files: number }> {
  const solutions = solveAll(program);
  const artifacts = [...rules(program), ...tests(program, solutions)];
  for (const { path, content } of artifacts) {
    const target = join(folder, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  const files = artifacts.filter(({ kind }) => kind === "prometheus-tests").map(({ path }) => join(folder, name, path));
  const { status, stderr } = await promtool(["test", "rules", ...files]);
  const unsolved = [...solutions.unsolved.values()].map(({ alert, kind, reason }) => `${alert} ${kind}: ${reason}`);
  return { unsolved, failures: status === 0 ? "" : stderr, files: files.length };
}

const conditions: readonly (readonly [what: string, condition: Condition])[] = [
  ["a rate", { expr: "rate(requests_total[5m]) > 10", forMs: 5 * MINUTE }],
  ["a rate that is too low", { expr: "sum(rate(requests_total[5m])) < 1", forMs: 5 * MINUTE }],
  ["an increase", { expr: "sum by (service) (increase(retries_total[10m])) >= 5" }],
  ["an instant rate", { expr: "sum(irate(requests_total[2m])) > 7" }],
  [
    "a ratio of a part to the whole",
    {
      expr: 'sum by (service) (rate(requests_total{status=~"5.."}[5m])) / sum by (service) (rate(requests_total[5m])) > 0.01',
      forMs: 10 * MINUTE,
      keepFiringForMs: 5 * MINUTE,
    },
  ],
  [
    "a ratio of two values of a label",
    { expr: 'sum(rate(requests_total{status="500"}[5m])) / sum(rate(requests_total{status="200"}[5m])) > 0.2' },
  ],
  ["availability", { expr: 'sum(rate(requests_total{status!~"5.."}[5m])) / sum(rate(requests_total[5m])) < 0.99' }],
  ["a gauge", { expr: "queue_length > 100", forMs: 3 * MINUTE }],
  ["a gauge by one service", { expr: 'queue_length{service="search"} >= 20' }],
  ["a gauge by all but one", { expr: 'queue_length{service!="search"} <= 20' }],
  ["a negative bound", { expr: "balance < -50" }],
  ["a bound of zero", { expr: "balance < 0" }],
  ["a ratio within its range", { expr: "avg_over_time(used_ratio[10m]) > 0.95", forMs: 5 * MINUTE }],
  ["a ratio in percent", { expr: "100 * used_ratio > 90" }],
  ["a bound on the left", { expr: "0.9 < used_ratio" }],
  ["aggregations", { expr: "max by (service) (queue_length) > 10" }],
  ["the least of all", { expr: "min(queue_length) < 10" }],
  ["the average", { expr: "avg by (service) (queue_length) > 10" }],
  ["targets that are down", { expr: "up == 0", forMs: 2 * MINUTE }],
  ["targets that aren't up", { expr: "up < 1" }],
  ["counting what is down", { expr: "count(up == 0) > 0" }],
  ["the sum of what is up", { expr: "sum(up) < 1" }],
  ["a flag that isn't set", { expr: "maintenance != 1" }],
  ["two comparisons", { expr: "rate(retries_total[5m]) > 2 and queue_length > 50", forMs: 4 * MINUTE }],
  [
    "enough events",
    {
      expr: 'sum(rate(requests_total{status="500"}[5m])) / sum(rate(requests_total[5m])) > 0.05 and on () sum(increase(requests_total[5m])) >= 100',
    },
  ],
  ["either of two", { expr: "queue_length > 50 or used_ratio > 0.9" }],
  ["unless something else", { expr: "queue_length > 50 unless used_ratio > 0.9" }],
  ["unless a silence is on", { expr: "queue_length > 50 unless on (service) maintenance == 1" }],
  ["unless something is there", { expr: "queue_length > 50 unless on (service) maintenance" }],
  ["absence", { expr: "absent(requests_total)", forMs: 5 * MINUTE }],
  ["absence of one service", { expr: 'absent(queue_length{service="player"})' }],
  ["absence over time", { expr: "absent_over_time(queue_length[10m])" }],
  [
    "too low or absent",
    { expr: 'sum(rate(requests_total{service="player"}[5m])) < 1 or absent(requests_total{service="player"})' },
  ],
  ["absence of a value", { expr: "absent(up == 1)" }],
  [
    "a percentile",
    { expr: "histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m]))) > 0.2", forMs: 5 * MINUTE },
  ],
  [
    "a percentile between two bounds",
    { expr: "histogram_quantile(0.5, sum by (le, service) (rate(latency_seconds_bucket[5m]))) > 0.3" },
  ],
  ["a mean", { expr: "sum(rate(latency_seconds_sum[5m])) / sum(rate(latency_seconds_count[5m])) > 0.4" }],
  [
    "a share within a bound",
    { expr: 'sum(rate(latency_seconds_bucket{le="0.2"}[5m])) / sum(rate(latency_seconds_count[5m])) < 0.99' },
  ],
  ["a forecast", { expr: "predict_linear(free_bytes[1h], 14400) < 0", forMs: 10 * MINUTE }],
  [
    "a forecast, nearly full already",
    { expr: "predict_linear(free_bytes[1h], 14400) < 0 and free_bytes / size_bytes < 0.3" },
  ],
  ["a slope", { expr: "deriv(queue_length[15m]) > 0.5" }],
  ["a change", { expr: "delta(balance[30m]) < -100" }],
  [
    "a comparison with an hour ago",
    { expr: "sum(rate(requests_total[5m])) / sum(rate(requests_total[5m] offset 1h)) < 0.5" },
  ],
  [
    "a difference from yesterday",
    { expr: "avg_over_time(queue_length[1h]) - avg_over_time(queue_length[1h] offset 1d) > 30" },
  ],
  ["two gauges", { expr: "queue_length > balance" }],
  ["two gauges in proportion", { expr: "free_bytes / size_bytes < 0.1" }],
  ["a half of another", { expr: "free_bytes < 0.1 * size_bytes" }],
  [
    "matching on a label",
    {
      expr: 'sum by (service) (rate(requests_total{status="500"}[5m])) > on (service) 0.1 * sum by (service) (rate(retries_total[5m]))',
    },
  ],
  [
    "a group on the left",
    { expr: "queue_length / on (service) group_left () sum by (service) (queue_length) > 0.5 and queue_length > 3" },
  ],
  ["age of a success", { expr: "time() - last_success_timestamp_seconds > 3600" }],
  ["the largest in a while", { expr: "max_over_time(queue_length[15m]) > 80" }],
  ["the smallest in a while", { expr: "min_over_time(queue_length[15m]) > 80" }],
  ["a subquery", { expr: "max_over_time(sum(rate(requests_total[5m]))[30m:1m]) > 20" }],
  ["a quantile over time", { expr: "quantile_over_time(0.9, queue_length[15m]) > 80" }],
  ["a quantile over series", { expr: "quantile(0.9, queue_length) > 80" }],
  ["the first few", { expr: "topk(3, queue_length) > 80" }],
  ["a scalar", { expr: "queue_length > scalar(sum(size_bytes))" }],
  ["clamped values", { expr: "clamp_min(queue_length, 5) > 80" }],
  ["an absolute difference", { expr: "abs(balance - 100) > 20" }],
  ["a renamed label", { expr: 'label_replace(queue_length, "svc", "$1", "service", "(.*)") > 80' }],
  [
    "a guarded division",
    { expr: 'sum(rate(requests_total{status="500"}[5m])) / (sum(rate(requests_total[5m])) > 1) > 0.1' },
  ],
  ["a comparison as a number", { expr: "sum(queue_length > bool 10) >= 1" }],
  ["two windows", { expr: "sum(rate(retries_total[1h])) > 3 and sum(rate(retries_total[5m])) > 3" }],
  ["always", { expr: "vector(1)" }],
  [
    "a percentile that is kept firing",
    {
      expr: "histogram_quantile(0.5, sum by (service, le) (rate(latency_seconds_bucket[30m]))) > 0.089",
      keepFiringForMs: 5 * MINUTE,
    },
  ],
  [
    "what is new since yesterday",
    { expr: "group by (service) (queue_length) unless group by (service) (queue_length offset 1d)" },
  ],
  ["what others take away only with the same labels", { expr: "sum(queue_length) unless queue_length" }],
  ["a quantile of a rate", { expr: "quantile_over_time(0.95, sum(rate(requests_total[5m]))[1d:5m]) < 10" }],
  ["far above its own average", { expr: "used_ratio > 1.5 * avg_over_time(used_ratio[1d])" }],
  ["far from each other", { expr: "max(used_ratio) - min(used_ratio) > 0.5" }],
  ["many series", { expr: "count(requests_total) > 30" }],
  ["few targets", { expr: "count by (job) (up) < 2" }],
  [
    "office hours",
    { expr: "sum(rate(requests_total[5m])) < 1 and on () hour() >= 9 and on () hour() < 17", forMs: 5 * MINUTE },
  ],
  ["flapping", { expr: "changes((sum(rate(requests_total[5m])) > bool 10)[1h:1m]) > 6" }],
  ["restarts", { expr: "sum(resets(requests_total[1h])) > 3" }],
  ["old samples", { expr: "time() - timestamp(queue_length) > 120" }],
  ["no value of a label", { expr: 'sum(rate(requests_total{service=""}[5m])) > 1' }],
  ["a metric that a matcher names", { expr: '{__name__="queue_length"} > 5' }],
  ["the end of a query", { expr: "queue_length @ end() > 5" }],
  [
    "a mean beyond the last bucket",
    { expr: "sum(rate(latency_seconds_sum[5m])) / sum(rate(latency_seconds_count[5m])) > 10" },
  ],
  ["any of several values", { expr: 'queue_length{service=~"player|search"} > 5' }],
  [
    "one of a metric, or the largest",
    { expr: 'queue_length{service="search"} < 0.13 or topk(1, queue_length) >= 3.3' },
  ],
];

const DRAWN = Number(process.env["MONITORGEN_RANDOM_CONDITIONS"] ?? 60);

describe.skipIf(missing("promtool"))("what the solver says, promtool confirms", () => {
  test("for conditions of every kind", async () => {
    const { unsolved, failures, files } = await judged(
      "kinds",
      programOf(conditions.map(([, condition]) => condition)),
    );
    expect(unsolved).toEqual([]);
    expect(failures).toBe("");
    expect(files).toBe(conditions.length);
  });

  test("for conditions drawn at random, of which it solves nearly all", async () => {
    const drawn = fc.sample(random, { numRuns: DRAWN, seed: 7 });
    const { unsolved, failures } = await judged("drawn", programOf(drawn));
    expect(failures).toBe("");
    expect(unsolved.length).toBeLessThan(0.05 * DRAWN);
  });

  test("and the tests turn red for faults in the rules", async () => {
    const chosen = [
      "a ratio of a part to the whole",
      "enough events",
      "a percentile",
      "too low or absent",
      "unless a silence is on",
    ];
    const program = programOf(conditions.filter(([what]) => chosen.includes(what)).map(([, condition]) => condition));
    const solutions = solveAll(program);
    const court = courtOf(program, solutions, promtoolPath(), mkdtempSync(join(folder, "mutants-")));
    const found = await judge(mutantsOf(program, new Set()), court);
    expect(found.length).toBeGreaterThan(30);
    expect(
      found.filter(({ mutant, killed }) => !killed && !mutant.isEquivalent).map(({ mutant }) => mutant.change),
    ).toEqual([]);
  });
});
