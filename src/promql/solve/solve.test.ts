import { describe, expect, test } from "vitest";
import { problem, recording } from "../../../test/fixtures/problem.ts";
import { promql } from "../../../test/fixtures/program.ts";
import type { InputSeries, Run, Unsolvable, Witness, WitnessCase } from "./problem.ts";
import { solve } from "./solve.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function witness(...of: Parameters<typeof problem>): Witness {
  const found = solve(problem(...of));
  if (found.kind !== "witness") throw new Error(`${found.kind}: ${found.reason}`);
  return found;
}

function unsolvable(...of: Parameters<typeof problem>): Unsolvable {
  const found = solve(problem(...of));
  if (found.kind === "witness") throw new Error("it was solved");
  return found;
}

const label = (series: InputSeries, name: string): string | undefined =>
  series.labels.find(([one]) => one === name)?.[1];
const states = ({ checks }: WitnessCase): readonly string[] =>
  checks.map(
    ({ timeMs, why, instances }) => `${timeMs / MINUTE} ${why}: ${instances.map(({ state }) => state).join() || "-"}`,
  );
const ramps = ({ runs }: InputSeries): readonly Extract<Run, { kind: "ramp" }>[] =>
  runs.filter((run) => run.kind === "ramp");
const first = (of: Witness): WitnessCase => of.cases[0] ?? { kind: "fires", title: "", series: [], checks: [] };

describe("an alert's life in its witness", () => {
  test("it is pending at once, fires exactly when it has waited, and resolves after it was kept", () => {
    const found = witness("queue_length > 100", { forMs: 5 * MINUTE, keepFiringForMs: 3 * MINUTE });
    expect(found.cases.map(({ kind }) => kind)).toEqual(["fires", "silent"]);
    expect(states(first(found))).toEqual([
      "1 not yet: -",
      "2 the condition holds: pending",
      "6 not for long enough: pending",
      "7 fires: firing",
      "11 still fires: firing",
      "12 resolved: -",
    ]);
    const [own] = first(found).series;
    expect(own && ramps(own).map(({ start }) => start)).toEqual([100.88, expect.closeTo(55, -1)]);
    expect(found.versionDependent).toBe(0);
  });

  test("labels and the value are those of the condition's result", () => {
    const found = witness("queue_length > 100");
    const fires = first(found).checks.find(({ why }) => why === "fires")?.instances[0];
    expect(fires?.value).toBe(100.88);
    expect(fires?.labels).toMatchObject({ alertname: "Example", severity: "page", service: "player", tenant: "acme" });
    expect(fires?.resultLabels).toMatchObject({ service: "player", tenant: "acme" });
    expect(fires?.resultLabels).not.toHaveProperty("severity");
  });

  test("its value over time can be drawn against the bound", () => {
    const { trace } = witness("queue_length > 100 and queue_length < 1000");
    expect(trace).toMatchObject({ bound: 100, operator: ">" });
    expect(trace.values.filter((value) => value > 100).length).toBeGreaterThan(2);
    expect(trace.times).toHaveLength(trace.values.length);
    expect(witness("absent(queue_length)").trace).toMatchObject({ bound: undefined, operator: undefined });
  });

  test("one that always holds fires from the beginning", () => {
    const found = witness("vector(1)");
    expect(found.cases).toHaveLength(1);
    expect(states(first(found))).toEqual(["0 fires: firing"]);
    expect(first(found).series).toEqual([]);
  });

  test("the same problem has the same witness", () => {
    const text =
      'sum by (service) (rate(requests_total{status=~"5.."}[5m])) / sum by (service) (rate(requests_total[5m])) > 0.01';
    expect(JSON.stringify(witness(text))).toBe(JSON.stringify(witness(text)));
  });
});

describe("series", () => {
  test("are a part and the rest of a whole, and another tenant's that must not count", () => {
    const text = 'sum(rate(requests_total{status=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 0.01';
    const { series } = first(witness(text));
    expect(series.map((one) => `${label(one, "tenant")} ${label(one, "status")}`)).toEqual([
      "acme 500",
      "acme 200",
      "tenant-1 500",
    ]);
    expect(series.map(({ decoy }) => decoy !== undefined)).toEqual([false, false, true]);
  });

  test("of a histogram are consistent: buckets rise, the last one is the count, the sum fits", () => {
    const text =
      "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 0.2 and on () sum(rate(latency_seconds_sum[5m])) / sum(rate(latency_seconds_count[5m])) > 0.01";
    const own = first(witness(text)).series.filter(({ decoy }) => decoy === undefined);
    const growth = (series: InputSeries): number => ramps(series)[0]?.step ?? Number.NaN;
    const buckets = own.filter(({ metric }) => metric.endsWith("_bucket")).map(growth);
    expect(buckets).toHaveLength(7);
    expect(buckets.toSorted((a, b) => a - b)).toEqual(buckets);
    const [count = 0] = own.filter(({ metric }) => metric.endsWith("_count")).map(growth);
    const [sum = 0] = own.filter(({ metric }) => metric.endsWith("_sum")).map(growth);
    expect(buckets.at(-1)).toBe(count);
    expect(sum).toBeGreaterThan(0.01 * count);
    expect(sum).toBeLessThan(2 * count);
  });

  test("stay within what is declared: a ratio that grows stops at one", () => {
    const found = witness("predict_linear(used_ratio[30m], 3600) > 0.95", { forMs: HOUR });
    for (const { series } of found.cases) {
      for (const { start, step, count } of series.flatMap(ramps)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + step * (count - 1)).toBeLessThanOrEqual(1.000001);
      }
    }
  });

  test("that are missing end with a staleness marker, and come back", () => {
    const [own] = first(witness("absent(queue_length)")).series;
    expect(own?.runs.map(({ kind }) => kind)).toEqual(["ramp", "stale", "missing", "ramp"]);
  });

  test("of what isn't declared are what they are used as", () => {
    const found = witness("rate(unheard_of[5m]) > 3 and unheard_of_too > 5");
    const [counter, gauge] = first(found).series;
    expect(counter && ramps(counter)[0]?.step).toBeCloseTo(3.027 * 60, -1);
    expect(gauge && ramps(gauge)[0]?.start).toBeCloseTo(5.045, 2);
  });

  test("of several targets, where they are counted", () => {
    const { series } = first(witness("count by (job) (up == 0) > 2"));
    expect(series.filter((one) => label(one, "tenant") === "acme" && ramps(one)[0]?.start === 0)).toHaveLength(3);
    const share = witness(
      "sum by (service, instance) (queue_length) / on (service) group_left () sum by (service) (queue_length) > 0.5",
    );
    expect(share.cases.map(({ kind }) => kind)).toContain("silent");
  });

  test("have labels that all patterns let pass", () => {
    const { series } = first(witness('queue_length{service=~"se.+", pod=~"api-[0-9]+", zone!~"eu.*"} > 5'));
    const [own] = series;
    expect(own && [label(own, "service"), label(own, "pod"), label(own, "zone")]).toEqual([
      "search",
      "api-0",
      "zone-1",
    ]);
  });
});

describe("what is recorded", () => {
  const ratio = recording(
    "service:errors:ratio",
    'sum by (service) (rate(requests_total{status=~"5.."}[5m])) / sum by (service) (rate(requests_total[5m]))',
  );

  test("is followed to what is scraped", () => {
    const found = witness("service:errors:ratio > 0.05", { recordings: [recording("unused", "up"), ratio] });
    expect(found.records).toEqual(["service:errors:ratio"]);
    expect(
      first(found)
        .series.filter(({ decoy }) => !decoy)
        .map(({ metric }) => metric),
    ).toEqual(["requests_total", "requests_total"]);
  });

  test("may be read with an offset, over a window, and through another recording", () => {
    const recordings = [ratio, recording("service:errors:worst", "max_over_time(service:errors:ratio[30m])")];
    expect(witness("service:errors:ratio > 2 * service:errors:ratio offset 1h", { recordings }).records).toEqual([
      "service:errors:ratio",
    ]);
    expect(witness("avg_over_time(service:errors:ratio[20m]) > 0.05", { recordings }).cases.length).toBeGreaterThan(1);
    expect(witness("service:errors:worst > 0.05", { recordings }).records).toEqual([
      "service:errors:ratio",
      "service:errors:worst",
    ]);
  });

  test("may come from several rules of one name", () => {
    const share = (status: string) =>
      recording(
        "status:requests:share",
        `sum(rate(requests_total{status="${status}"}[5m])) / sum(rate(requests_total[5m]))`,
        { tenant: "acme", status },
      );
    const recordings = [share("200"), share("404"), share("500")];
    expect(witness('status:requests:share{status="404"} > 0.1', { recordings }).cases.map(({ kind }) => kind)).toEqual([
      "fires",
      "silent",
    ]);
  });

  test("by others doesn't count: each matcher on it is needed", () => {
    const { series } = first(witness('service:errors:ratio{service="search"} > 0.05', { recordings: [ratio] }));
    expect(
      series.filter(({ metric }) => metric === "service:errors:ratio").every(({ decoy }) => decoy !== undefined),
    ).toBe(true);
    expect(series.filter(({ metric }) => metric === "service:errors:ratio")).not.toHaveLength(0);
  });

  test("in a cycle ends somewhere", () => {
    const recordings = [recording("a:b", "a:b + 1")];
    expect(unsolvable("a:b > 1", { recordings }).kind).toBe("unproven");
  });
});

describe("grids", () => {
  test("are fine where a wait has to be told, coarse where windows are long", () => {
    expect(witness("queue_length > 1", { forMs: 5 * MINUTE })).toMatchObject({
      sampleMs: MINUTE,
      evaluationMs: MINUTE,
    });
    expect(witness("queue_length > 1", { forMs: 1.5 * MINUTE })).toMatchObject({ evaluationMs: MINUTE / 2 });
    expect(witness("sum(increase(retries_total[3d])) > 100").evaluationMs).toBeGreaterThan(HOUR);
    expect(
      witness("sum(rate(retries_total[5m])) / sum(rate(retries_total[5m] offset 1w)) < 0.5", { forMs: 15 * MINUTE }),
    ).toMatchObject({
      sampleMs: 2.5 * MINUTE,
      evaluationMs: 15 * MINUTE,
    });
  });

  test("of odd lengths still fit", () => {
    expect(witness("sum(rate(retries_total[7m])) > 3", { forMs: 77_000, evaluationMs: 7000 }).cases).toHaveLength(2);
  });

  test("both major versions of Prometheus agree with every check", () => {
    const text = "sum(rate(requests_total[5m])) > 10 and on () avg_over_time(queue_length[10m]) > 5";
    expect(witness(text, { closedRanges: true })).toMatchObject({ versionDependent: 0 });
    expect(first(witness(text, { closedRanges: true })).series.length).toBe(first(witness(text)).series.length);
  });
});

describe("what has no witness", () => {
  test.each([
    ["used_ratio > 1.2", "unsatisfiable", /used_ratio.* stays within 0 and 1, so it is never > 1.2/],
    ["used_ratio >= 1.2", "unsatisfiable", /never >= 1.2/],
    ["used_ratio < 0", "unsatisfiable", /never < 0/],
    ["used_ratio <= -1", "unsatisfiable", /never <= -1/],
    ["used_ratio == 7", "unsatisfiable", /never == 7/],
    ["queue_length > 5 unless queue_length > 5", "unsatisfiable", /contradict each other/],
    [
      "queue_length > 5 and queue_length < 3",
      "unsatisfiable",
      /queue_length.* can't be all that is asked of it at once/,
    ],
    ["balance >= 5 and queue_length > 1 and (balance < 5)", "unsatisfiable", /balance.* at once/],
    ["balance == 5 and 5 > balance", "unsatisfiable", /balance.* at once/],
    ["used_ratio > 0.5 and (queue_length - queue_length != 0)", "unproven", /./],
    ["(used_ratio > 2 or used_ratio < -1) and queue_length > 5", "unsatisfiable", /never > 2/],
    ["used_ratio > 2 unless (queue_length > 5 and balance < 3)", "unsatisfiable", /never > 2/],
    ["used_ratio > 0.5 and absent(balance)", "unsatisfiable", /"and" never match: .* the right one \{tenant\}/],
    [
      'absent(balance{service="search"}) and on (service) sum by (service) (queue_length{service="player"}) > 1',
      "unsatisfiable",
      /never match: the left one has the labels \{service, tenant\}, the right one \{service\}/,
    ],
    ["(balance unless on (service) balance) or used_ratio > 3", "unsatisfiable", /balance.* is taken away from itself/],
    ["max_over_time(balance[5m:1m] offset -10m) > 1", "unsatisfiable", /yet to come/],
    [
      "sum(queue_length) > 5 and balance > 3",
      "unsatisfiable",
      /the two sides of "and" never match: the left one has the labels \{\}, the right one \{instance, /,
    ],
    ["used_ratio > 0.5 and abs(queue_length) < 0", "unsatisfiable", /abs\(queue_length.* stays within 0 and Infinity/],
    ["queue_length - queue_length > 5", "unproven", /no values were found for which queue_length/],
    ['{__name__=~"queue.*"} > 5', "unproven", /no values were found/],
    ["sum(retries_total offset 5m) - sum(retries_total) > 5", "unproven", /./],
    ["used_ratio > 0.5 and queue_length - queue_length > 5", "unproven", /for which queue_length.* > 5 holds/],
  ] as const)("%s: %s", (expr, kind, reason) => {
    const found = unsolvable(expr);
    expect(found.kind).toBe(kind);
    expect(found.reason).toMatch(reason);
  });

  test("a condition that can't last as long as it must", () => {
    const found = unsolvable("sum(rate(requests_total[5m])) / sum(rate(requests_total[5m] offset 10m)) < 0.5", {
      forMs: HOUR,
    });
    expect(found).toMatchObject({ kind: "unproven", reason: expect.stringContaining("not for as long as it has to") });
  });

  test("but one that goes on rising lasts for as long as it must", () => {
    const found = witness("balance - balance offset 10m > 32", { forMs: HOUR });
    expect(
      first(found)
        .series.flatMap(ramps)
        .some(({ step }) => step > 0),
    ).toBe(true);
  });

  test("long expressions are shortened in the reason", () => {
    const long = Array.from({ length: 12 }, () => "queue_length").join(" + ");
    expect(unsolvable(`(${long}) * 0 > 5`).reason.length).toBeLessThan(260);
  });
});

describe("odd conditions", () => {
  test.each([
    ['rate(unheard_of_bucket{le="0.5"}[5m]) > 1'],
    ['count by (job) (up{instance=~"h.*"} == 0) > 1'],
    ['sum(up{instance="a", job=~"x|y"}) < 2'],
    ["queue_length > balance * 0"],
    ["balance - balance offset 1h > 0"],
    ["0 < balance"],
    ["queue_length != 5"],
    ["queue_length == 5"],
    ["queue_length - balance == 5"],
    ["avg(up) <= 0.5"],
    ["-balance > 5"],
    ["+(balance ^ 2) > 5"],
    ["(balance or queue_length) > 5"],
    ['count_values by (service) ("v", queue_length) > 0'],
    ["changes(queue_length[10m]) > 0 or queue_length > 5"],
    ["(queue_length > 5 unless balance > 3) or (used_ratio > 0.5 and absent(maintenance))"],
    ["absent(queue_length) or absent(balance)"],
    ["absent(queue_length) and absent(balance)"],
    ["queue_length > 5 or used_ratio > 0.5 or balance > 7"],
    ["sum(queue_length) > 5 unless queue_length > 3"],
    ["queue_length > 5 and on (service) queue_length < 3"],
    [
      "sum by (service) (rate(requests_total{service!~'player|search'}[2m])) > 7 and sum by (service) (rate(requests_total[5m])) < 9",
    ],
    [
      "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) < 0.07 and on () sum(balance) > 2 * sum(balance offset 1h)",
    ],
    [
      'histogram_quantile(0.5, sum by (le) (rate(latency_seconds_bucket[5m]))) < 0.12 and on () sum(rate(latency_seconds_bucket{le="0.2"}[5m])) / sum(rate(latency_seconds_count[5m])) < 0.78',
    ],
    ["sum(rate(latency_seconds_count[5m])) > 3"],
    ["max_over_time(used_ratio[5m:30s]) > 0.5"],
    ['queue_length{service=""} > 5 or queue_length > 7'],
    ["min by (service) (latency_seconds_bucket) > 7"],
    ['absent(latency_seconds_bucket{le="0.5"})'],
  ])("%s is shown to fire", (expr) => {
    const found = witness(expr);
    expect(found.cases.some(({ kind }) => kind === "fires")).toBe(true);
    for (const { checks, kind } of found.cases) {
      if (kind === "silent") expect(checks.every(({ instances }) => instances.length === 0)).toBe(true);
    }
  });

  test.each([
    ["queue_length @ 5 > 3", /./],
    ["vector(time()) > 1e9", /no values were found/],
    ["queue_length > 5 and on () (vector(1) == 2)", /vector\(1\) stays within 1 and 1, so it is never == 2/],
    ['queue_length * on (service) group_left () {job="x"} > 3', /./],
    ["time() - max(timestamp(queue_length)) > 300", /stays within 0 and 299.999, so it is never > 300/],
    ["rate(requests_total[5m] offset -5m) > 1", /offset -5m looks at what is yet to come, where no samples are/],
    ["sum(queue_length) unless on () vector(1)", /contradict each other/],
    ["queue_length unless queue_length", /contradict each other/],
    ['queue_length{service="search"} > 1 and queue_length{service="player"} > 1', /never match/],
  ])("%s isn't", (expr, reason) => {
    expect(unsolvable(expr).reason).toMatch(reason);
  });
});

test.each([
  ["what an unless of other labels doesn't take away", "sum(queue_length) unless (vector(1) == 2)"],
  ["what is equal to a bound that it may have", "balance >= 5 and balance <= 5"],
  ["what is always there, beside other labels", "sum(queue_length) unless absent(queue_length offset -5m)"],
  ["a window that reaches back to now", "max_over_time(balance[5m:1m] offset -5m) > 1"],
  ["one of two branches", "(used_ratio > 2) or queue_length > 5"],
  [
    "what may have other labels in another branch",
    "(balance > 3 or sum by (service) (balance) > 4) and sum by (service) (queue_length) > 5",
  ],
])("%s isn't said never to fire", (_, expr) => {
  const found = solve(problem(expr));
  expect(found.kind).not.toBe("unsatisfiable");
});

test("no decoy has the labels of a series that is read", () => {
  const found = witness('queue_length{service="search"} < 0.13 or topk(1, queue_length) >= 3.3');
  for (const { series } of found.cases) {
    const names = series.map(({ metric, labels }) => JSON.stringify([metric, labels]));
    expect(new Set(names).size).toBe(names.length);
  }
});

test("an expression without a tenant can be solved as well", () => {
  const found = solve({ ...problem("up < 1"), alert: { kind: "alert", alert: "Plain", expr: promql("up < 1") } });
  expect(found.kind).toBe("witness");
});
