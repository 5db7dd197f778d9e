import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missing, promtool } from "../../../test/judges/tools.ts";
import type { Expr } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { print } from "../syntax/print.ts";
import type { AlertRule } from "./alert-state.ts";
import { evaluate } from "./evaluate.ts";
import { type RecordingRule, type Rule, RuleEngine } from "./rules.ts";
import { simulateAlert } from "./simulate.ts";
import { Storage } from "./storage.ts";

const minute = 60_000;

function tree(text: string): Expr {
  const { expr, errors } = parse(text);
  if (!expr) throw new Error(JSON.stringify(errors));
  return expr;
}

const alert = (expr: string, more: Partial<AlertRule> = {}): AlertRule => ({
  kind: "alert",
  alert: "Bad",
  expr: tree(expr),
  ...more,
});
const record = (name: string, expr: string, more: Partial<RecordingRule> = {}): RecordingRule => ({
  kind: "recording",
  record: name,
  expr: tree(expr),
  ...more,
});

/** One gauge per service, a sample a minute; null is a gap. */
function gauge(samples: Readonly<Record<string, readonly (number | null)[]>>): Storage {
  return new Storage(
    Object.entries(samples).map(([service, values]) => {
      const kept = values
        .map((value, index) => ({ value, time: index * minute }))
        .filter(({ value }) => value !== null);
      return {
        labels: [
          ["__name__", "g"],
          ["service", service],
        ] as const,
        timestamps: Float64Array.from(kept, ({ time }) => time),
        values: Float64Array.from(kept, ({ value }) => value ?? 0),
      };
    }),
  );
}

const run = (rules: readonly Rule[], watched: AlertRule, storage: Storage, minutes: number) =>
  simulateAlert({ rules, alert: watched, storage, intervalMs: minute, toMs: minutes * minute });

const lives = (rules: readonly Rule[], watched: AlertRule, storage: Storage, minutes: number) =>
  run(rules, watched, storage, minutes).timelines.map(
    ({ labels, changes }) =>
      `${labels}: ${changes.map(({ timeMs, state, activeAt }) => `${timeMs / minute} ${state} since ${activeAt / minute}`).join(", ")}`,
  );

describe("the life of an alert", () => {
  test("waits, fires, and ends with its condition", () => {
    const rule = alert("g > 5", { forMs: 2 * minute, labels: { severity: "page" } });
    expect(lives([rule], rule, gauge({ a: [1, 9, 9, 9, 9, 1, 9, 1], b: [1, 1, 1, 1, 1, 1, 1, 1] }), 8)).toEqual([
      "Bad{}: ".replace("Bad{}", '{alertname="Bad",service="a",severity="page"}') +
        "1 pending since 1, 3 firing since 1, 5 inactive since 1, 6 pending since 6, 7 inactive since 6",
    ]);
  });

  test("without for it fires at once; keep_firing_for holds it over a gap", () => {
    const rule = alert("g > 5", { keepFiringForMs: 2 * minute });
    expect(lives([rule], rule, gauge({ a: [9, 1, 9, 1, 1, 1, 1] }), 6)).toEqual([
      '{alertname="Bad",service="a"}: 0 firing since 0, 5 inactive since 0',
    ]);
  });

  test("keep_firing_for keeps nothing that is only pending", () => {
    const rule = alert("g > 5", { forMs: 2 * minute, keepFiringForMs: 5 * minute });
    expect(lives([rule], rule, gauge({ a: [9, 1, 1] }), 2)).toEqual([
      '{alertname="Bad",service="a"}: 0 pending since 0, 1 inactive since 0',
    ]);
  });

  test("a scalar condition alerts too, and a run ends when it is told to", () => {
    const rule = alert("vector(1) or g");
    const storage = gauge({ a: [1] });
    const result = simulateAlert({
      rules: [rule],
      alert: rule,
      storage,
      intervalMs: minute,
      fromMs: minute,
      toMs: 90 * minute,
      until: (instances) => instances.some(({ state }) => state === "firing"),
    });
    expect(result.endMs).toBe(minute);
    const always: AlertRule = { kind: "alert", alert: "Always", expr: tree("time() > bool 0") };
    expect(lives([always], always, storage, 1)).toEqual(['{alertname="Always"}: 0 firing since 0']);
  });

  test("its labels may come from the series and its value", () => {
    const rule = alert("g > 5", { labels: { who: "{{ $labels.service }}-{{ .Labels.none }}", much: "{{ $value }}" } });
    expect(lives([rule], rule, gauge({ a: [9.5] }), 0)).toEqual([
      '{alertname="Bad",much="9.5",service="a",who="a-"}: 0 firing since 0',
    ]);
    const failing = (text: string, value: number) => {
      const templated = alert("g > -1e30 or g < 0", { labels: { x: text } });
      return run([templated], templated, gauge({ a: [value] }), 0).failures.map(({ kind }) => kind);
    };
    expect([
      failing("{{ humanize $value }}", 1),
      failing("{{ $value }}", 1e-9),
      failing("{{ $value }}", 1e21),
      failing("{{ $value }}", 5),
    ]).toEqual([["unsupported"], ["unsupported"], ["unsupported"], []]);
    expect([
      failing("{{ $value }}", Number.POSITIVE_INFINITY),
      failing("{{ $value }}", Number.NEGATIVE_INFINITY),
    ]).toEqual([[], []]);
    const undefinedValue = alert("g * NaN", { labels: { x: "{{ $value }}" } });
    expect(lives([undefinedValue], undefinedValue, gauge({ a: [1] }), 0)[0]).toContain('x="NaN"');
  });
});

describe("rules one after another", () => {
  test("see what the ones before wrote, and that its series have ended", () => {
    const storage = gauge({ a: [1, 1, 1, 1], b: [1, null, null, null] });
    const rules = [
      record("present", "g > 0 and g offset 5s or g unless g offset 1m"),
      record("twice", "present * 2", { labels: { by: "rule", service: "" } }),
    ];
    const engine = new RuleEngine([rules[0] ?? alert("g")], storage, { lookback: minute });
    for (const time of [0, 1, 2]) engine.step(time * minute);
    const [ended] = storage.select({ metric: "present", matchers: [{ label: "service", operator: "=", value: "b" }] });
    expect([...(ended?.stale ?? [])].slice(0, ended?.length)).toEqual([0, 1]);
    const second = new RuleEngine(
      [record("twice", "sum by (service) (present) * 2", { labels: { by: "rule", service: "" } })],
      storage,
    );
    second.step(2 * minute);
    expect(String(storage.select({ metric: "twice", matchers: [] })[0]?.labels)).toBe('twice{by="rule"}');
  });

  test("ALERTS shows each state and ends it; ALERTS_FOR_STATE tells since when", () => {
    const rule = alert("g > 5", { forMs: minute });
    const escalated: AlertRule = {
      kind: "alert",
      alert: "Worse",
      expr: tree('ALERTS{alertstate="firing", alertname="Bad"}'),
      forMs: minute,
    };
    const storage = gauge({ a: [1, 9, 9, 9, 9, 1, 1] });
    expect(lives([rule, escalated], escalated, storage, 6)).toEqual([
      '{alertname="Worse",alertstate="firing",service="a"}: 2 pending since 2, 3 firing since 2, 5 inactive since 2',
    ]);
    const since = evaluate(tree("ALERTS_FOR_STATE{alertname='Bad'}"), storage, 3 * minute);
    expect(since.kind === "vector" && since.values).toEqual([60]);
    const states = evaluate(tree("count(ALERTS{alertname='Bad'})"), storage, 3 * minute);
    expect(states.kind === "vector" && states.values).toEqual([1]);
  });

  test("one that fails is told, writes nothing, and doesn't stop the others", () => {
    const same = record("same", "g", { labels: { service: "x" } });
    const rule = alert("sum(g) > 1");
    const doubled = alert("label_replace(g, '__name__', 'x', 'service', 'a') or g", { labels: { service: "x" } });
    const ahead = record("ahead", "g offset -1m");
    const fixed = record("fixed", "g @ 0");
    const many = record("many", "g + on () g");
    const result = run([same, ahead, fixed, many, doubled, rule], rule, gauge({ a: [1, 1], b: [1, 1] }), 0);
    expect(result.failures.map(({ rule: { kind }, kind: how }) => `${kind} ${how}`)).toEqual([
      "recording failed",
      "recording unsupported",
      "recording unsupported",
      "recording failed",
      "alert failed",
    ]);
    expect(result.timelines).toHaveLength(1);
    expect(new RuleEngine([], gauge({})).active(rule)).toEqual([]);
  });
});

describe.skipIf(missing("promtool"))("promtool's run of the same rules", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "monitorgen-rules-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ratio = record("service:g:avg3m", "avg by (service) (avg_over_time(g[3m]))");
  const above = record("service:g:above", "service:g:avg3m > 4", { labels: { rule: "above" } });
  const rule = alert("max_over_time(service:g:above[2m:1m]) > 5 or g == 0", {
    forMs: 2 * minute,
    keepFiringForMs: 90_000,
    labels: { severity: "page" },
  });
  const rules = [ratio, above, rule];
  const seconds = (milliseconds = 0) => `${milliseconds / 1000}s`;

  test("gives the same ALERTS and recorded series at each minute", async () => {
    const file = rules.map((each) => {
      const labels = `labels: ${JSON.stringify(each.labels ?? {})}`;
      const expr = `expr: ${JSON.stringify(print(each.expr))}`;
      return each.kind === "alert"
        ? `      - { alert: ${each.alert}, ${expr}, for: ${seconds(each.forMs)}, keep_firing_for: ${seconds(each.keepFiringForMs)}, ${labels} }`
        : `      - { record: ${JSON.stringify(each.record)}, ${expr}, ${labels} }`;
    });
    writeFileSync(join(folder, "rules.yaml"), `groups:\n  - name: g\n    rules:\n${file.join("\n")}\n`);
    const worlds = fc.sample(
      fc.tuple(
        ...["a", "b"].map(() =>
          fc.array(
            fc.oneof(
              { weight: 9, arbitrary: fc.integer({ min: 0, max: 9 }) },
              { weight: 1, arbitrary: fc.constant(null) },
            ),
            { minLength: 30, maxLength: 30 },
          ),
        ),
      ),
      { seed: 5, numRuns: 12 },
    );
    const lines = ["rule_files: [rules.yaml]", "evaluation_interval: 1m", "fuzzy_compare: true", "tests:"];
    let asked = 0;
    for (const [a = [], b = []] of worlds) {
      const storage = gauge({ a, b });
      run(rules, rule, storage, 30);
      const written = (values: readonly (number | null)[]) => values.map((value) => value ?? "_").join(" ");
      lines.push(
        "  - interval: 1m",
        "    input_series:",
        `      - { series: 'g{service="a"}', values: ${written(a)} }`,
        `      - { series: 'g{service="b"}', values: ${written(b)} }`,
        "    promql_expr_test:",
      );
      for (const name of ["ALERTS", "ALERTS_FOR_STATE", "service:g:above", "service:g:avg3m"]) {
        for (let time = 0; time <= 30; time += 2) {
          const outcome = evaluate({ kind: "selector", metric: name, matchers: [] }, storage, time * minute);
          if (outcome.kind !== "vector") throw new Error("a selector is a vector");
          asked += outcome.labels.length;
          const samples = outcome.labels.map(
            (labels, index) => `{ labels: ${JSON.stringify(String(labels))}, value: ${outcome.values[index]} }`,
          );
          lines.push(`      - { expr: "${name}", eval_time: ${time}m, exp_samples: [${samples.join(", ")}] }`);
        }
      }
    }
    writeFileSync(join(folder, "tests.yaml"), `${lines.join("\n")}\n`);
    const { stdout, stderr, status } = await promtool(["test", "rules", "tests.yaml"], { cwd: folder });
    expect(stdout + stderr).toContain("SUCCESS");
    expect(status).toBe(0);
    expect(asked).toBeGreaterThan(500);
  });
});
