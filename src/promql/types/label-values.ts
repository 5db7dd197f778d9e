import type { Aggregation, Binary, Call, Expr, Matcher, Selector } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { compileRegex } from "../syntax/regex.ts";
import type { SeriesCatalogue } from "./catalogue.ts";

/** The values that a label can have in a result; undefined where any is possible. Never leaves out one that can be there. */
export type LabelValues = ReadonlySet<string> | undefined;

/** Which values a label of a result can have, by its selectors' matchers and what is declared. */
export function valuesOf(label: string, expr: Expr, catalogue: SeriesCatalogue): LabelValues {
  switch (expr.kind) {
    case "selector":
      return selectedValues(label, expr, catalogue);
    case "call":
      return ofCall(label, expr, catalogue);
    case "aggregation":
      return isKept(label, expr) ? valuesOf(label, expr.expr, catalogue) : undefined;
    case "binary":
      return ofBinary(label, expr, catalogue);
    case "number":
    case "string":
      return undefined;
    default:
      return valuesOf(label, expr.expr, catalogue);
  }
}

/** What a selector's matchers leave of a label's values; empty where they exclude each other. */
export function selectedValues(label: string, selector: Selector, catalogue: SeriesCatalogue): LabelValues {
  const matchers = selector.matchers.filter((matcher) => matcher.label === label);
  const declared = catalogue.get(selector.metric ?? "")?.labels.get(label);
  const exact = matchers.find(({ operator }) => operator === "=");
  const candidates = exact === undefined ? declared && ["", ...declared] : [exact.value];
  if (candidates === undefined) return undefined;
  return new Set(candidates.filter((value) => matchers.every((matcher) => matches(matcher, value))));
}

function matches({ operator, value: wanted }: Matcher, value: string): boolean {
  if (operator === "=") return value === wanted;
  if (operator === "!=") return value !== wanted;
  const regex = compileRegex(wanted);
  return "reason" in regex || regex.matches(value) === (operator === "=~");
}

const WRITERS = new Set(["label_replace", "label_join", "histogram_quantiles", "info"]);
const ABSENT = new Set(["absent", "absent_over_time"]);

function ofCall(label: string, call: Call, catalogue: SeriesCatalogue): LabelValues {
  const series = call.args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
  if (ABSENT.has(call.name)) return pinnedIn(label, series);
  return series === undefined || WRITERS.has(call.name) ? undefined : valuesOf(label, series, catalogue);
}

// What is absent has the labels that were asked for by one value.
function pinnedIn(label: string, series: Expr | undefined): LabelValues {
  const matchers = series?.kind === "selector" ? series.matchers : [];
  const pinned = matchers.find((matcher) => matcher.label === label && matcher.operator === "=");
  return pinned === undefined ? undefined : new Set([pinned.value]);
}

/** Which side of a join of many to one a label comes from. */
function sourceOf(label: string, { left, right, matching }: Binary): Expr {
  const isCarried = matching?.group?.include.includes(label) === true;
  return (matching?.group?.side === "left") === isCarried ? right : left;
}

const SELECTING = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

function isKept(label: string, { operator, grouping }: Aggregation): boolean {
  if (operator === "count_values") return false;
  if (SELECTING.has(operator)) return true;
  return (grouping?.labels ?? []).includes(label) === (grouping?.kind !== "without");
}

function ofBinary(label: string, expr: Binary, catalogue: SeriesCatalogue): LabelValues {
  const { operator, left, right, matching } = expr;
  const [a, b] = [left, right].filter((side) => typeOf(side) !== "scalar");
  if (a === undefined) return undefined;
  if (b === undefined) return valuesOf(label, a, catalogue);
  if (matching?.group !== undefined) return valuesOf(label, sourceOf(label, expr), catalogue);
  const values = valuesOf(label, a, catalogue);
  if (operator !== "or" || values === undefined) return values;
  const others = valuesOf(label, b, catalogue);
  return others === undefined ? undefined : new Set([...values, ...others]);
}
