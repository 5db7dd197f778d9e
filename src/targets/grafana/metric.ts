import type { Metric, Program } from "../../program/program.ts";
import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { withoutParens } from "../../promql/syntax/print.ts";
import { map, selectors } from "../../promql/syntax/walk.ts";

type Recorded = Pick<Program, "recordings">;

const HISTOGRAM_SERIES = /_(bucket|count|sum)$/;

/** The declared metrics that an expression reads, through recorded series too, sorted by name. */
export function metricsBehind(program: Recorded & Pick<Program, "metrics">, expr: Expr): readonly Metric[] {
  const names = new Set(
    selectorsBehind(program, expr).flatMap(({ metric = "" }) => [metric, metric.replace(HISTOGRAM_SERIES, "")]),
  );
  return program.metrics.filter((metric) => names.has(metric.name));
}

/** The selectors of an expression; those of recorded series as what their rule selects, with their matchers and offset. */
export function selectorsBehind(
  program: Recorded,
  expr: Expr,
  seen: ReadonlySet<string> = new Set(),
): readonly Selector[] {
  return selectors(expr).flatMap((selector) => {
    const { metric = "" } = selector;
    const rules = seen.has(metric) ? [] : program.recordings.filter(({ record }) => record === metric);
    const read = rules.flatMap((rule) =>
      selectorsBehind(program, readThrough(selector, rule.expr), new Set([...seen, metric])),
    );
    return read.length === 0 ? [selector] : read;
  });
}

/** The expression that a recorded series stands for, with its matchers and offset; any other expression as it is. */
export function unrecorded({ recordings }: Recorded, expr: Expr): Expr {
  const inner = withoutParens(expr);
  if (inner.kind !== "selector") return inner;
  const rule = recordings.find(({ record }) => record === inner.metric);
  return rule === undefined ? inner : readThrough(inner, rule.expr);
}

function readThrough({ matchers, offset = 0 }: Selector, recorded: Expr): Expr {
  return map(recorded, (node) =>
    node.kind === "selector"
      ? { ...node, matchers: [...node.matchers, ...matchers], offset: (node.offset ?? 0) + offset }
      : node,
  );
}

/** Whether two selectors select the same series, at the same time. */
export function selectsSame(one: Selector, other: Selector): boolean {
  return (
    one.metric === other.metric && (one.offset ?? 0) === (other.offset ?? 0) && matchersOf(one) === matchersOf(other)
  );
}

function matchersOf({ matchers }: Selector): string {
  return [...new Set(matchers.map(({ label, operator, value }) => JSON.stringify([label, operator, value])))]
    .sort()
    .join();
}

const TARGET_LABELS: ReadonlySet<string> = new Set(["instance", "job"]);

/** The labels that tell a metric's series apart: its own, those of the scraped target only where it has no others. */
export function ownLabels({ labels }: Metric): Metric["labels"] {
  const own = labels.filter(({ name }) => !TARGET_LABELS.has(name));
  return own.length > 0 ? own : labels.filter(({ name }) => name === "instance");
}
