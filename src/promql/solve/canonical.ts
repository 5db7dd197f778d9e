import type { RecordingRule } from "../evaluate/rules.ts";
import type { Expr, Matcher } from "../syntax/ast.ts";
import { print } from "../syntax/print.ts";
import { map, walk } from "../syntax/walk.ts";
import type { Series, SeriesCatalogue } from "../types/catalogue.ts";
import { Names } from "./names.ts";
import type { Problem } from "./problem.ts";
import { sliceOf } from "./slice.ts";

/** A problem without what it doesn't depend on: recordings and metrics that it doesn't read, and what things are called. */
export interface Canonical {
  readonly problem: Problem;
  /** Equal for problems that are the same but for names. */
  readonly key: string;
  readonly names: Names;
}

/** Gives metrics, label values and the alert stand-ins for names, in the order in which the problem comes to them. */
export function canonicalOf(given: Problem): Canonical {
  const problem = withNamedMetrics(given);
  const slice = sliceOf(problem.alert.expr, problem.recordings);
  const renaming = new Renaming(problem, [problem.alert.expr, ...slice.recordings.map(({ expr }) => expr)]);
  const { alert, tenant, evaluationMs, closedRanges = false } = problem;
  const read = new Set(slice.reaches.map(({ selector }) => selector.metric ?? ""));
  const canonical: Problem = {
    alert: {
      ...alert,
      expr: renaming.expr(alert.expr),
      alert: renaming.text(alert.alert),
      labels: renaming.own(alert),
    },
    recordings: slice.recordings.map((rule) => renaming.recording(rule)),
    catalogue: renaming.catalogue(read),
    tenant: { label: tenant.label, value: renaming.value(tenant.label, tenant.value) },
    evaluationMs,
    closedRanges,
  };
  return { problem: canonical, key: keyOf(canonical), names: renaming.names };
}

/** A metric may be named by a matcher, too. */
export function withNamedMetrics(problem: Problem): Problem {
  const named = (expr: Expr): Expr =>
    map(expr, (node) => {
      if (node.kind !== "selector" || node.metric !== undefined) return node;
      const matcher = node.matchers.find(({ label, operator }) => label === "__name__" && operator === "=");
      if (!matcher) return node;
      return { ...node, metric: matcher.value, matchers: node.matchers.filter((one) => one !== matcher) };
    });
  const { alert, recordings } = problem;
  return {
    ...problem,
    alert: { ...alert, expr: named(alert.expr) },
    recordings: recordings.map((rule) => ({ ...rule, expr: named(rule.expr) })),
  };
}

class Renaming {
  readonly names = new Names();
  readonly #catalogue: SeriesCatalogue;
  /** Labels whose values mean something. */
  readonly #kept: ReadonlySet<string> | "all";

  constructor({ catalogue }: Problem, expressions: readonly Expr[]) {
    this.#catalogue = catalogue;
    this.#kept = meaningful(expressions);
  }

  value(label: string, value: string): string {
    const isKept = this.#kept === "all" || this.#kept.has(this.names.kept(label));
    return isKept ? this.names.kept(value) : this.names.value(label, value);
  }

  text(text: string): string {
    return this.names.value("alertname", text);
  }

  /** An alert's own labels: an empty one removes a label, one with a template depends on what it holds. */
  own({ labels = {} }: Problem["alert"]): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(labels).map(([name, text]) => [
        name,
        text.includes("{{") ? this.names.kept(text) : this.names.value(name, text),
      ]),
    );
  }

  #metric(name: string): string {
    return this.names.metric(name, this.#catalogue.get(name)?.metric ?? name);
  }

  expr(expr: Expr): Expr {
    return map(expr, (node) => {
      if (node.kind === "string") this.names.kept(node.value);
      if (node.kind !== "selector") return node;
      const { span: _span, ...selector } = node;
      const matchers = selector.matchers.map((matcher) => this.#matcher(matcher));
      const { metric } = selector;
      return { ...selector, matchers, ...(metric === undefined ? {} : { metric: this.#metric(metric) }) };
    });
  }

  #matcher({ label, operator, value }: Matcher): Matcher {
    return { label, operator, value: this.value(label, value) };
  }

  recording({ kind, record, expr, labels }: RecordingRule): RecordingRule {
    const own = Object.entries(labels ?? {}).map(([name, value]) => [name, this.value(name, value)]);
    return {
      kind,
      record: this.#metric(record),
      expr: this.expr(expr),
      ...(labels && { labels: Object.fromEntries(own) }),
    };
  }

  /** What is known of the series that are read, and of the histograms that they belong to. */
  catalogue(read: ReadonlySet<string>): SeriesCatalogue {
    const whole = [...read].flatMap((name) => {
      const family = this.#catalogue.get(name)?.metric ?? name;
      return ["", "_bucket", "_count", "_sum"].map((part) => `${family}${part}`);
    });
    const known = [...new Set([...read, ...whole])].flatMap((name) => this.#catalogue.get(name) ?? []);
    return new Map(known.map((series) => [this.#metric(series.name), this.#series(series)]));
  }

  #series(series: Series): Series {
    const labels = [...series.labels].map(
      ([label, values]) => [label, values?.map((value) => this.value(label, value))] as const,
    );
    return { ...series, name: this.#metric(series.name), metric: this.#metric(series.metric), labels: new Map(labels) };
  }
}

const REWRITING = new Set(["label_replace", "label_join", "sort_by_label", "sort_by_label_desc"]);

/** Labels whose values are bounds, or are matched by their form; all where some expression makes or orders values. */
function meaningful(expressions: readonly Expr[]): ReadonlySet<string> | "all" {
  const kept = new Set(["le", "__name__"]);
  let rewrites = false;
  for (const expr of expressions) {
    walk(expr, (node) => {
      if (node.kind === "call" && REWRITING.has(node.name)) rewrites = true;
      if (node.kind === "aggregation" && node.operator === "count_values") rewrites = true;
      if (node.kind !== "selector") return;
      for (const { label, operator } of node.matchers) if (operator.includes("~")) kept.add(label);
    });
  }
  return rewrites ? "all" : kept;
}

function keyOf({ alert, recordings, catalogue, tenant, evaluationMs, closedRanges }: Problem): string {
  return JSON.stringify([
    { ...alert, expr: print(alert.expr) },
    recordings.map(({ record, expr, labels }) => [record, print(expr), labels]),
    [...catalogue.values()].map((series) => ({
      ...series,
      range: [String(series.range.from), String(series.range.to)],
      labels: [...series.labels],
    })),
    [tenant, evaluationMs, closedRanges],
  ]);
}
