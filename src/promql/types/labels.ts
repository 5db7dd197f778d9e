import { onceFor } from "../../values/once-for.ts";
import type { Aggregation, Binary, Call, Expr, Matching, Selector } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { isSetOperator } from "../syntax/precedence.ts";

/** What is known of a metric: its labels as it's scraped, without `le` and `quantile`. */
export interface MetricLabels {
  readonly labels: readonly string[];
  readonly kind: "counter" | "gauge" | "histogram" | "summary" | "untyped";
}

/** Finds a metric by its name, or by the base name of a histogram's or summary's series. */
export type Catalogue = (metric: string) => MetricLabels | undefined;

/** The labels that a result may carry. `open`: others may be there too, as a metric in it isn't known. */
export interface LabelSet {
  readonly open: boolean;
  readonly labels: ReadonlySet<string>;
}

const none: LabelSet = { open: false, labels: new Set() };
const unknown: LabelSet = { open: true, labels: new Set() };

/** A metric's labels are asked for wherever it is read. */
const exactly = onceFor((labels: readonly string[]): LabelSet => ({ open: false, labels: new Set(labels) }));

function without(set: LabelSet, dropped: readonly string[]): LabelSet {
  if (!dropped.some((label) => set.labels.has(label))) return set;
  return { open: set.open, labels: new Set([...set.labels].filter((label) => !dropped.includes(label))) };
}

function only(set: LabelSet, kept: readonly string[]): LabelSet {
  return { open: false, labels: new Set(kept.filter((label) => set.open || set.labels.has(label))) };
}

function plus(set: LabelSet, added: readonly string[]): LabelSet {
  if (added.every((label) => set.labels.has(label))) return set;
  return { open: set.open, labels: new Set([...set.labels, ...added]) };
}

function union(left: LabelSet, right: LabelSet): LabelSet {
  if (left === right) return left;
  return { open: left.open || right.open, labels: new Set([...left.labels, ...right.labels]) };
}

/** Which labels the series of a result may carry, `__name__` apart. Never leaves one out that can be there. */
export function labelsOf(expr: Expr, catalogue: Catalogue): LabelSet {
  switch (expr.kind) {
    case "number":
    case "string":
      return none;
    case "selector":
      return selectorLabels(expr, catalogue);
    case "call":
      return callLabels(expr, catalogue);
    case "aggregation":
      return aggregationLabels(expr, catalogue);
    case "binary":
      return binaryLabels(expr, catalogue);
    default:
      return labelsOf(expr.expr, catalogue);
  }
}

/** Labels that a selector's equality matchers say are there. */
function pinned(selector: Selector): string[] {
  const labels: string[] = [];
  for (const { label, operator, value } of selector.matchers) {
    if (operator === "=" && value !== "" && label !== "__name__") labels.push(label);
  }
  return labels;
}

function selectorLabels(selector: Selector, catalogue: Catalogue): LabelSet {
  const named = selector.matchers.find(({ label, operator }) => label === "__name__" && operator === "=")?.value;
  const metric = selector.metric ?? named;
  const known = metric === undefined ? undefined : metricLabels(metric, catalogue);
  return plus(known ? exactly(known) : unknown, pinned(selector));
}

function metricLabels(metric: string, catalogue: Catalogue): readonly string[] | undefined {
  const exact = catalogue(metric);
  if (exact) return exact.kind === "summary" ? [...exact.labels, "quantile"] : exact.labels;
  const [, base, part] = /^(.*)_(bucket|sum|count)$/.exec(metric) ?? [];
  return base === undefined ? undefined : partLabels(catalogue(base), part === "bucket");
}

/** The labels of one series of a histogram or summary. */
function partLabels(base: MetricLabels | undefined, isBucket: boolean): readonly string[] | undefined {
  if (base?.kind === "histogram") return isBucket ? [...base.labels, "le"] : base.labels;
  return base?.kind === "summary" && !isBucket ? base.labels : undefined;
}

/** The label that an argument names; every label where it isn't a literal. */
function written(call: Call, index: number, set: LabelSet): LabelSet {
  const name = call.args[index];
  return name?.kind === "string" ? plus(set, [name.value]) : { ...set, open: true };
}

function callLabels(call: Call, catalogue: Catalogue): LabelSet {
  if (call.name === "absent" || call.name === "absent_over_time") return absentLabels(call);
  const series = call.args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
  if (!series || typeOf(call) === "scalar") return none;
  const inner = labelsOf(series, catalogue);
  const rest = call.name.startsWith("histogram_") ? without(inner, ["le"]) : inner;
  if (call.name === "info") return { ...rest, open: true };
  return writers.has(call.name) ? written(call, 1, rest) : rest;
}

/** Functions whose second argument names a label that they write. */
const writers: ReadonlySet<string> = new Set(["label_replace", "label_join", "histogram_quantiles"]);

function absentLabels(call: Call): LabelSet {
  const [argument] = call.args;
  return argument?.kind === "selector" ? { open: false, labels: new Set(pinned(argument)) } : none;
}

const selecting = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

function aggregationLabels(expr: Aggregation, catalogue: Catalogue): LabelSet {
  const inner = labelsOf(expr.expr, catalogue);
  if (selecting.has(expr.operator)) return inner;
  const labels = expr.grouping?.labels ?? [];
  const grouped = expr.grouping?.kind === "without" ? without(inner, labels) : only(inner, labels);
  if (expr.operator !== "count_values") return grouped;
  return expr.parameter?.kind === "string" ? plus(grouped, [expr.parameter.value]) : { ...grouped, open: true };
}

function binaryLabels(expr: Binary, catalogue: Catalogue): LabelSet {
  const [left, right] = [labelsOf(expr.left, catalogue), labelsOf(expr.right, catalogue)];
  if (typeOf(expr.left) === "scalar") return right;
  if (typeOf(expr.right) === "scalar") return left;
  if (expr.operator === "or") return union(left, right);
  return isSetOperator(expr.operator) ? left : matchedLabels(expr, left, right);
}

function matchedLabels(expr: Binary, left: LabelSet, right: LabelSet): LabelSet {
  const matched = pairedLabels(expr, left, right);
  if (!expr.fill) return matched;
  // A series without a partner has the labels by which it would have been matched.
  const by = ({ kind, labels }: Matching, set: LabelSet): LabelSet =>
    kind === "on" ? only(set, labels) : without(set, labels);
  const { matching = { kind: "ignoring", labels: [] } } = expr;
  return union(matched, union(by(matching, left), by(matching, right)));
}

function pairedLabels({ matching }: Binary, left: LabelSet, right: LabelSet): LabelSet {
  if (!matching) return left;
  const { group, labels, kind } = matching;
  if (!group) return kind === "on" ? only(left, labels) : without(left, labels);
  const [many, one] = group.side === "left" ? [left, right] : [right, left];
  return union(without(many, group.include), only(one, group.include));
}
