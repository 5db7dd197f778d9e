import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { map, selectors } from "../../promql/syntax/walk.ts";
import { labelCatalogue, type Range, type Series, type SeriesCatalogue } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import type { Statement } from "./statement.ts";

/** What expressions may read: series by name, and names of which no more is known. */
export interface Readable {
  readonly series: ReadonlyMap<string, Series>;
  readonly unknown: ReadonlySet<string>;
}

/** The series that some tenants declare, with the label that tells them apart, and what is recorded from them. */
export function readableOf(programs: readonly Program[], recordings: readonly Statement[], label: string): Readable {
  const series = declaredBy(programs);
  const unknown = new Set<string>();
  const written = new Map<string, Expr>();
  for (const statement of inOrder(recordings)) {
    const expr = map(statement.authored.expr, (node) => writtenOut(node, written, label));
    const recorded = recordedBy(statement, expr, series);
    if (recordings.filter(({ rule }) => rule?.record === recorded.name).length === 1) written.set(recorded.name, expr);
    const before = series.get(recorded.name);
    if (recorded.isOpen) unknown.add(recorded.name);
    else series.set(recorded.name, before === undefined ? recorded.series : merged(before, recorded.series));
  }
  for (const { sidecar } of programs) {
    for (const name of series.keys()) if (name.startsWith(`${sidecar.prefix}_`)) unknown.add(name);
  }
  for (const name of unknown) series.delete(name);
  return { series, unknown };
}

/** A recording as it is computed, where it is read as a whole: what is part of what shows only there. */
function writtenOut(node: Expr, written: ReadonlyMap<string, Expr>, label: string): Expr {
  if (node.kind !== "selector" || node.range !== undefined || node.offset !== undefined || node.at !== undefined)
    return node;
  const expr = written.get(node.metric ?? "");
  const isWhole = node.matchers.every((matcher) => matcher.label === label);
  return expr === undefined || !isWhole ? node : { kind: "paren", expr };
}

function declaredBy(programs: readonly Program[]): Map<string, Series> {
  const all = new Map<string, Series>();
  for (const { series, tenant } of programs) {
    for (const [name, one] of series) {
      const own: Series = { ...one, labels: new Map([...one.labels, [tenant.label, [tenant.name]]]) };
      const before = all.get(name);
      all.set(name, before === undefined ? own : merged(before, own));
    }
  }
  return all;
}

// Of two tenants' metrics of one name only what holds for both is believed.
function merged(one: Series, other: Series): Series {
  const names = new Set([...one.labels.keys(), ...other.labels.keys()]);
  const labels = [...names].map((name): [string, readonly string[] | undefined] => {
    const [a, b] = [one.labels.get(name), other.labels.get(name)];
    if (!one.labels.has(name)) return [name, b];
    if (!other.labels.has(name)) return [name, a];
    return [name, a === undefined || b === undefined ? undefined : [...new Set([...a, ...b])]];
  });
  return { ...one, range: hull(one.range, other.range), labels: new Map(labels) };
}

function hull(a: Range, b: Range): Range {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

interface Recorded {
  readonly name: string;
  readonly series: Series;
  /** It may have labels of which nothing is known. */
  readonly isOpen: boolean;
}

function recordedBy({ authored, rule, labels = new Map() }: Statement, expr: Expr, series: SeriesCatalogue): Recorded {
  const name = rule?.record ?? "";
  const { unit, range } = infer(expr, series);
  const set = labelsOf(authored.expr, labelCatalogue(series));
  const own = [...labels].map(([label, value]): [string, readonly string[]] => [label, [value]]);
  const read = selectors(authored.expr);
  const valuesOf = (label: string): readonly string[] | undefined => {
    const values = read.map(({ metric = "" }) => series.get(metric)?.labels.get(label));
    return values.some((one) => one === undefined) ? undefined : [...new Set(values.flatMap((one) => one ?? []))];
  };
  const inherited = [...set.labels].map((label): [string, readonly string[] | undefined] => [label, valuesOf(label)]);
  return {
    name,
    isOpen: set.open,
    series: {
      name,
      metric: name,
      type: "gauge",
      // Unknown units are nobody's mistake.
      unit: unit ?? "",
      range,
      labels: new Map([...inherited, ...own]),
      buckets: [],
    },
  };
}

/** Recordings after those that they read. */
function inOrder(recordings: readonly Statement[]): readonly Statement[] {
  const names = new Set(recordings.map(({ rule }) => rule?.record ?? ""));
  const waiting = new Set(recordings);
  const ordered: Statement[] = [];
  while (waiting.size > 0) {
    const missing = new Set([...waiting].map(({ rule }) => rule?.record));
    const free = [...waiting].filter(({ authored, rule }) =>
      selectors(authored.expr).every(
        ({ metric = "" }) => !names.has(metric) || metric === rule?.record || !missing.has(metric),
      ),
    );
    for (const one of free.length > 0 ? free : [...waiting]) {
      ordered.push(one);
      waiting.delete(one);
    }
  }
  return ordered;
}
