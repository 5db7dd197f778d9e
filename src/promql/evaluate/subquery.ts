import type { Expr, Subquery } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { type Context, type RangeNode, shifted, type VectorNode } from "./context.ts";
import type { Labels } from "./labels.ts";
import type { Samples } from "./outcome.ts";

interface Points {
  readonly timestamps: number[];
  readonly values: number[];
}

/** The first multiple of the step that is later than a time, as Prometheus computes it (division towards zero). */
function firstStep(after: number, step: number): number {
  const aligned = step * Math.trunc(after / step);
  return aligned <= after ? aligned + step : aligned;
}

/** A subquery: its expression at each multiple of the step within the range. */
export function subqueryNode(subquery: Subquery, inner: VectorNode, context: Context): RangeNode {
  const step = subquery.step ?? context.defaultStep;
  const results = rememberedSteps(inner, context, seesOnlyThePast(subquery.expr));
  return {
    type: "range",
    at: (now, visit) => {
      const end = shifted(context, now, subquery);
      const start = end - subquery.range;
      const first = firstStep(context.closedRanges ? start - 1 : start, step);
      const series = new Map<Labels, Points>();
      for (let time = first; time <= end; time += step) collect(series, results(time, first), time);
      for (const [labels, { timestamps, values }] of series) {
        visit({ labels, timestamps, values, from: 0, to: values.length, start, end, now });
      }
    },
  };
}

function collect(series: Map<Labels, Points>, samples: Samples, time: number): void {
  for (const [index, labels] of samples.labels.entries()) {
    let points = series.get(labels);
    if (!points) {
      points = { timestamps: [], values: [] };
      series.set(labels, points);
    }
    points.timestamps.push(time);
    points.values.push(samples.value(index));
  }
}

/** Whether a result at some time can't change later: no `@`, which names other times, and no look ahead. */
export function seesOnlyThePast(expr: Expr): boolean {
  let past = true;
  walk(expr, (node) => {
    if (node.kind !== "selector" && node.kind !== "subquery") return;
    if (node.at !== undefined || (node.offset ?? 0) < 0) past = false;
  });
  return past;
}

/**
 * What the inner expression was at steps before the query's moment, kept while nothing but later samples are written:
 * an expression that is evaluated again and again as time goes on computes each step once.
 */
function rememberedSteps(
  inner: VectorNode,
  context: Context,
  isLasting: boolean,
): (time: number, oldest: number) => Samples {
  if (!isLasting) return inner.at;
  const known = new Map<number, Samples>();
  let generation = -1;
  let newest = Number.NEGATIVE_INFINITY;
  return (time, oldest) => {
    // Going back in time may follow a change of the past.
    if (context.storage.generation !== generation || context.queryTime < newest) known.clear();
    generation = context.storage.generation;
    newest = context.queryTime;
    const kept = known.get(time);
    if (kept) return kept;
    for (const old of known.keys()) {
      if (old >= oldest) break;
      known.delete(old);
    }
    const samples = inner.at(time);
    if (time < context.queryTime) known.set(time, samples);
    return samples;
  };
}
