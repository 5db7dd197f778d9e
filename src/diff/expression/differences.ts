import type {
  Aggregation,
  Binary,
  Call,
  ComparisonOperator,
  Expr,
  Selector,
  Subquery,
} from "../../promql/syntax/ast.ts";
import { isComparison, isSetOperator } from "../../promql/syntax/precedence.ts";
import { constantOf } from "../../promql/types/constant.ts";
import { canonicalJson } from "../wording.ts";

/** What a part of a condition is for: what it asks in the first place, or what it asks beside that. */
export type Role = "first" | "and" | "or" | "unless";

/** A comparison with a number. */
export interface Bound {
  readonly measure: Expr;
  readonly operator: ComparisonOperator;
  readonly value: number;
}

/**
 * A difference between two expressions of one build. `leaning` is 1 where more makes the condition hold sooner, -1 where
 * it makes it hold later, 0 where nobody can tell.
 */
export type Difference = { readonly leaning: Leaning } & (
  | { readonly kind: "bound"; readonly role: Role; readonly before: Bound; readonly after: Bound }
  | { readonly kind: "window"; readonly of: string | undefined; readonly before: number; readonly after: number }
  | { readonly kind: "offset"; readonly before: number; readonly after: number }
  | { readonly kind: "selector"; readonly before: Selector; readonly after: Selector }
  | { readonly kind: "grouping"; readonly before: Aggregation; readonly after: Aggregation }
  | { readonly kind: "quantile" | "ahead"; readonly before: number; readonly after: number }
);

export type Leaning = -1 | 0 | 1;

/** Where a part stands in its condition. */
interface Standing {
  readonly role: Role;
  readonly leaning: Leaning;
  /** The function that is applied to it. */
  readonly of?: string;
}

/** What is different between two canonical expressions; undefined where they aren't built alike. */
export function differencesOf(before: Expr, after: Expr): readonly Difference[] | undefined {
  const found: Difference[] = [];
  return aligned(before, after, { role: "first", leaning: 1 }, found) ? found : undefined;
}

function aligned(before: Expr, after: Expr, standing: Standing, found: Difference[]): boolean {
  if (canonicalJson(before) === canonicalJson(after)) return true;
  switch (before.kind) {
    case "binary":
      return binaries(before, after, standing, found);
    case "call":
      return calls(before, after, standing, found);
    case "aggregation":
      return aggregations(before, after, standing, found);
    case "selector":
      return selectors(before, after, standing, found);
    case "subquery":
      return subqueries(before, after, standing, found);
    default:
      return false;
  }
}

function subqueries(before: Subquery, after: Expr, standing: Standing, found: Difference[]): boolean {
  if (after.kind !== "subquery" || before.step !== after.step || before.at !== after.at) return false;
  windows(before, after, standing, found);
  return aligned(before.expr, after.expr, { ...standing, leaning: 0 }, found);
}

function binaries(before: Binary, after: Expr, standing: Standing, found: Difference[]): boolean {
  if (after.kind !== "binary") return false;
  if (canonicalJson(before.matching) !== canonicalJson(after.matching) || before.bool !== after.bool) return false;
  const [old, now] = [boundOf(before), boundOf(after)];
  if (old !== undefined && now !== undefined) return bounds(old, now, standing, found);
  if (before.operator !== after.operator) return false;
  const [left, right] = isSetOperator(before.operator)
    ? [standing, beside(before.operator, standing)]
    : [
        { ...standing, leaning: leaningOfLeft(before, standing) },
        { ...standing, leaning: 0 as const },
      ];
  return aligned(before.left, after.left, left, found) && aligned(before.right, after.right, right, found);
}

function boundOf({ left, operator, right, bool }: Binary): Bound | undefined {
  const value = constantOf(right);
  if (value === undefined || bool === true || !isComparisonOperator(operator)) return undefined;
  return { measure: left, operator, value };
}

function isComparisonOperator(operator: Binary["operator"]): operator is ComparisonOperator {
  return isComparison(operator);
}

function bounds(before: Bound, after: Bound, standing: Standing, found: Difference[]): boolean {
  const { role, leaning } = standing;
  if (before.operator !== after.operator || before.value !== after.value) {
    found.push({ kind: "bound", role, leaning, before, after });
  }
  const side = SIDES[after.operator] ?? 0;
  return aligned(before.measure, after.measure, { role, leaning: times(leaning, side) }, found);
}

const SIDES: Readonly<Partial<Record<ComparisonOperator, Leaning>>> = { ">": 1, ">=": 1, "<": -1, "<=": -1 };

function beside(operator: string, { role, leaning }: Standing): Standing {
  if (operator === "unless") return { role: "unless", leaning: times(leaning, -1) };
  if (operator === "or") return { role: role === "first" ? "or" : role, leaning };
  return { role: role === "first" || role === "or" ? "and" : role, leaning };
}

// What is divided, or taken from, grows with the result; of everything else nobody can tell.
function leaningOfLeft({ operator }: Binary, { leaning }: Standing): Leaning {
  return operator === "/" || operator === "-" || operator === "+" ? leaning : 0;
}

function times(a: Leaning, b: Leaning): Leaning {
  return a === 0 || b === 0 ? 0 : a === b ? 1 : -1;
}

function calls(before: Call, after: Expr, standing: Standing, found: Difference[]): boolean {
  if (after.kind !== "call") return false;
  if (before.name !== after.name || before.args.length < after.args.length) return false;
  const special = ARGUMENTS[before.name];
  return before.args.every((argument, index) => {
    const other = after.args[index];
    if (other === undefined) return false;
    const [old, now] = [constantOf(argument), constantOf(other)];
    if (special?.index === index && old !== undefined && now !== undefined) {
      if (old !== now) found.push({ kind: special.kind, leaning: standing.leaning, before: old, after: now });
      return true;
    }
    const leaning = RISING_CALLS.has(before.name) ? standing.leaning : 0;
    return aligned(argument, other, { ...standing, leaning, of: before.name }, found);
  });
}

const ARGUMENTS: Readonly<Record<string, { readonly index: number; readonly kind: "quantile" | "ahead" }>> = {
  histogram_quantile: { index: 0, kind: "quantile" },
  quantile_over_time: { index: 0, kind: "quantile" },
  predict_linear: { index: 1, kind: "ahead" },
};

/** What grows with its argument. */
const RISING_CALLS = new Set([
  ...["rate", "irate", "increase", "avg_over_time", "max_over_time", "min_over_time", "sum_over_time"],
  ...["count_over_time", "last_over_time", "quantile_over_time", "histogram_quantile", "predict_linear"],
]);

const RISING = new Set(["sum", "avg", "min", "max", "count", "topk", "bottomk", "quantile"]);

function aggregations(before: Aggregation, after: Expr, standing: Standing, found: Difference[]): boolean {
  if (after.kind !== "aggregation") return false;
  if (before.operator !== after.operator) return false;
  if (canonicalJson(before.parameter) !== canonicalJson(after.parameter)) return false;
  if (canonicalJson(before.grouping) !== canonicalJson(after.grouping)) {
    found.push({ kind: "grouping", leaning: 0, before, after });
  }
  const leaning = RISING.has(before.operator) ? standing.leaning : 0;
  return aligned(before.expr, after.expr, { ...standing, leaning }, found);
}

function selectors(before: Selector, after: Expr, standing: Standing, found: Difference[]): boolean {
  if (after.kind !== "selector") return false;
  if (before.at !== after.at || (before.range === undefined) !== (after.range === undefined)) return false;
  windows(before, after, standing, found);
  const [old, now] = [plainly(before), plainly(after)];
  if (canonicalJson(old) !== canonicalJson(now)) {
    found.push({ kind: "selector", leaning: standing.leaning, before: old, after: now });
  }
  return true;
}

/** A selector without its times. */
function plainly({ metric, matchers }: Selector): Selector {
  return { kind: "selector", matchers, ...(metric === undefined ? {} : { metric }) };
}

type Timed = Pick<Selector, "range" | "offset">;

function windows(before: Timed, after: Timed, { leaning, of }: Standing, found: Difference[]): void {
  const [old, now] = [before.range ?? 0, after.range ?? 0];
  if (old !== now) found.push({ kind: "window", leaning, of, before: old, after: now });
  const [from, to] = [before.offset ?? 0, after.offset ?? 0];
  if (from !== to) found.push({ kind: "offset", leaning: 0, before: from, after: to });
}
