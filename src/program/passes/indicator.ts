import { notABucket, unlikeUnits, wrongMetricType } from "../../diagnostics/codes/expression.ts";
import { incompleteIndicator } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Lowering } from "../../promql/build/authored.ts";
import { call, number, quotient, subtract, sum } from "../../promql/build/construct.ts";
import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { bucketLabel } from "../../promql/types/catalogue.ts";
import { parseQuantity, printQuantity } from "../../values/quantity.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import type { Alerting } from "./notice.ts";

type SloDeclaration = TenantDeclaration["slos"][string];

/** The ratio of bad events, and the count of all, over a window. */
export interface Indicator {
  ratio(window: number): Expr;
  events(window: number): Expr;
}

/** The indicator of an SLO: errors of all events by counters, or events beyond a histogram's bound. */
export function indicatorOf(
  declared: SloDeclaration,
  path: Path,
  lowering: Lowering,
  alerting: Alerting,
): Indicator | undefined {
  const { errors, total, of, within } = declared;
  const has = given({ errors, total, of, within });
  if (errors !== undefined && total !== undefined && has.length === 2) {
    return counterIndicator(errors, total, path, lowering, alerting);
  }
  if (of !== undefined && within !== undefined && has.length === 2) {
    return histogramIndicator(of, within, path, lowering, alerting);
  }
  if (!alerting.compilation.isBroken("slos", String(path[1]))) {
    alerting.compilation.report(incompleteIndicator, path, { has });
  }
  return undefined;
}

function given(properties: object): readonly string[] {
  return Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

type Events = NonNullable<SloDeclaration["errors"]>;

function counterIndicator(
  errors: Events,
  total: Events,
  path: Path,
  lowering: Lowering,
  { compilation }: Alerting,
): Indicator | undefined {
  const bad = compilation.admitMetric(errors, [...path, "errors"], lowering);
  const all = compilation.admitMetric(total, [...path, "total"], lowering);
  if (bad === undefined || all === undefined) return undefined;
  if (bad.metric.unit !== all.metric.unit) {
    const data = { left: bad.metric.unit, operator: "errors / total", right: all.metric.unit };
    compilation.report(unlikeUnits, { path: [...path, "errors"], part: "use" }, data);
    return undefined;
  }
  return {
    ratio: (window) => quotient(summed("rate", bad.selector, window), summed("rate", all.selector, window)),
    events: (window) => summed("increase", all.selector, window),
  };
}

function histogramIndicator(
  of: Events,
  within: string,
  path: Path,
  lowering: Lowering,
  { compilation }: Alerting,
): Indicator | undefined {
  const lowered = compilation.admitMetric(of, [...path, "of"], lowering);
  if (lowered === undefined) return undefined;
  const { metric, selector } = lowered;
  if (metric.type !== "histogram") {
    const data = { metric: metric.name, type: metric.type, needs: "a histogram" };
    compilation.report(wrongMetricType, { path: [...path, "of"], part: "use" }, data);
    return undefined;
  }
  const bound = parseQuantity(within, metric.unit);
  if (bound === undefined || !metric.buckets.includes(bound)) {
    const buckets = metric.buckets.map((bucket) => printQuantity(bucket, metric.unit));
    compilation.report(notABucket, [...path, "within"], { bound: within, metric: metric.name, buckets });
    return undefined;
  }
  const le = { label: "le", operator: "=", value: bucketLabel(bound, lowering.bucketForm) } as const;
  const bucket = { ...selector, metric: `${metric.name}_bucket`, matchers: [...selector.matchers, le] };
  const count = { ...selector, metric: `${metric.name}_count` };
  return {
    ratio: (window) => subtract(number(1), quotient(summed("rate", bucket, window), summed("rate", count, window))),
    events: (window) => summed("increase", count, window),
  };
}

function summed(fn: "rate" | "increase", selector: Selector, window: number): Expr {
  return sum(call(fn, { ...selector, range: window }), []);
}
