import { prepare } from "../../src/promql/evaluate/evaluate.ts";
import type { Outcome } from "../../src/promql/evaluate/outcome.ts";
import { Storage } from "../../src/promql/evaluate/storage.ts";
import { parse } from "../../src/promql/syntax/parse.ts";
import type { WrittenSeries } from "./cases.ts";

/** Expressions over one set of series, each at some moments. */
export interface Group {
  readonly series: readonly WrittenSeries[];
  readonly intervalMs: number;
  readonly cases: readonly { readonly expr: string; readonly timeMs: number }[];
}

/** One expectation for promtool. NaN equals nothing there, so a result with NaN is asked for as `(expr) != bool (expr)`. */
export interface Expectation {
  readonly expr: string;
  readonly timeMs: number;
  readonly outcome: Outcome;
}

const yamlNumber = (value: number): string => (Number.isFinite(value) ? String(value) : value > 0 ? ".inf" : "-.inf");

function evaluated(storage: Storage, expr: string, timeMs: number, intervalMs: number): Outcome {
  const read = parse(expr);
  if (!read.expr) throw new Error(`${expr}: ${JSON.stringify(read.errors)}`);
  return prepare(read.expr, storage, { defaultStep: intervalMs }).at(timeMs);
}

function hasNaN(outcome: Outcome): boolean {
  return outcome.kind === "vector" && outcome.values.some(Number.isNaN);
}

/** What our evaluator says about each case of a group. */
export function expectations(group: Group): Expectation[] {
  const storage = new Storage(group.series.map(({ input }) => input));
  return group.cases.map(({ expr, timeMs }) => {
    const outcome = evaluated(storage, expr, timeMs, group.intervalMs);
    if (!hasNaN(outcome)) return { expr, timeMs, outcome };
    const asked = `(${expr}) != bool (${expr})`;
    return { expr: asked, timeMs, outcome: evaluated(storage, asked, timeMs, group.intervalMs) };
  });
}

function samples(outcome: Outcome): string {
  if (outcome.kind !== "vector" || outcome.labels.length === 0) return "[]";
  const lines = outcome.labels.map((labels, index) => {
    const name = labels.get("__name__");
    const inside = labels
      .entries()
      .filter(([label]) => label !== "__name__")
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const series = `${name}{${inside.join(",")}}`;
    return `          - { labels: ${JSON.stringify(series)}, value: ${yamlNumber(outcome.values[index] ?? Number.NaN)} }`;
  });
  return `\n${lines.join("\n")}`;
}

/** A file of promtool unit tests. Values may differ by one unit in the last place. */
export function testFile(
  groups: readonly { readonly group: Group; readonly expected: readonly Expectation[] }[],
): string {
  const lines = ["fuzzy_compare: true", "evaluation_interval: 1m", "tests:"];
  for (const [index, { group, expected }] of groups.entries()) {
    lines.push(`  - name: g${index}`, `    interval: ${group.intervalMs}ms`, "    input_series:");
    for (const { series, values } of group.series)
      lines.push(`      - { series: ${JSON.stringify(series)}, values: ${JSON.stringify(values)} }`);
    // promtool loads samples only up to its last step, so a late question makes it load them all.
    lines.push(
      "    promql_expr_test:",
      "      - { expr: vector(1), eval_time: 1h, exp_samples: [{ labels: '{}', value: 1 }] }",
    );
    for (const { expr, timeMs, outcome } of expected) {
      if (outcome.kind === "unsupported") continue;
      lines.push(
        `      - expr: ${JSON.stringify(`${expr} # g${index}`)}`,
        `        eval_time: ${timeMs}ms`,
        `        exp_samples: ${samples(outcome)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
