import { NOBODY } from "../../program/nobody.ts";
import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { map, selectors } from "../../promql/syntax/walk.ts";
import { labelCatalogue, type Series, type SeriesCatalogue } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { hull } from "../../promql/types/interval.ts";
import { valuesOf } from "../../promql/types/label-values.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { grouped } from "../../values/grouped.ts";
import type { Statement } from "./statement.ts";

/** What expressions may read: series by name, and names of which no more is known. */
export interface Readable {
  readonly series: ReadonlyMap<string, Series>;
  readonly unknown: ReadonlySet<string>;
}

/** The series that some tenants declare, with the label that tells them apart, and what is recorded from them. */
export function readableOf(
  programs: readonly Program[],
  recordings: readonly Statement[],
  label: string,
  names: readonly string[],
): Readable {
  const series = declaredBy(programs);
  const unknown = new Set(lacking(names, series));
  const written = new Map<string, Expr>();
  for (const [name, statements] of inOrder(recordings)) {
    const recorded = statements.map((statement) => {
      const expr = map(statement.authored.expr, (node) => writtenOut(node, written, label));
      return { expr, ...recordedBy(name, statement, expr, series) };
    });
    const [only] = recorded;
    if (only !== undefined && recorded.length === 1) written.set(name, only.expr);
    if (recorded.some(({ isOpen }) => isOpen)) unknown.add(name);
    else add(series, [name, ...recorded.map((one) => one.series)]);
  }
  for (const { sidecar } of programs) {
    for (const name of series.keys()) if (name.startsWith(`${sidecar.prefix}_`)) unknown.add(name);
  }
  for (const name of unknown) series.delete(name);
  return { series, unknown };
}

function lacking(names: readonly string[], series: ReadonlyMap<string, Series>): readonly string[] {
  return names.filter((name) => !series.has(name));
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
  const own = programs.flatMap(({ series, tenant }) =>
    [...series].map(([name, one]): [string, Series] => [
      name,
      // What is nobody's may be anybody's.
      tenant.name === NOBODY ? one : { ...one, labels: new Map([...one.labels, [tenant.label, [tenant.name]]]) },
    ]),
  );
  const all = new Map<string, Series>();
  for (const [name, some] of grouped(own, ([name]) => name)) add(all, [name, ...some.map(([, one]) => one)]);
  return all;
}

// Of several series of one name only what holds for all of them is believed.
function add(all: Map<string, Series>, [name, ...some]: readonly [string, ...Series[]]): void {
  const before = all.get(name);
  const [first, ...others] = before === undefined ? some : [before, ...some];
  if (first === undefined) return;
  const range = others.reduce((range, one) => hull(range, one.range), first.range);
  all.set(name, { ...first, range, labels: others.length === 0 ? first.labels : union([first, ...others]) });
}

/** Every label of any of them; one that has any value in one of them has any. */
function union(some: readonly Series[]): Series["labels"] {
  const values = new Map<string, Set<string> | undefined>();
  for (const [label, own] of some.flatMap(({ labels }) => [...labels])) {
    const known = values.has(label) ? values.get(label) : new Set<string>();
    for (const value of own ?? []) known?.add(value);
    values.set(label, own === undefined ? undefined : known);
  }
  return new Map([...values].map(([label, known]) => [label, known && [...known]]));
}

interface Recorded {
  readonly series: Series;
  /** It may have labels of which nothing is known. */
  readonly isOpen: boolean;
}

function recordedBy(
  name: string,
  { authored, labels = new Map() }: Statement,
  expr: Expr,
  series: SeriesCatalogue,
): Recorded {
  const { unit, range } = infer(expr, series);
  const set = labelsOf(authored.expr, labelCatalogue(series));
  const own = [...labels].map(([label, value]): [string, readonly string[]] => [label, [value]]);
  const inherited = [...set.labels].map((label): [string, readonly string[] | undefined] => {
    // The rule's own value takes its place.
    const values = labels.has(label) ? undefined : valuesOf(label, authored.expr, series);
    return [label, values && [...values].filter((value) => value !== "")];
  });
  return {
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

/** What records each name, after what it reads; of those that read each other the first comes first. */
function inOrder(recordings: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const named = grouped(recordings, ({ rule }) => rule?.record ?? "");
  const ordered = new Map<string, readonly Statement[]>();
  const entered = new Set<string>();
  const enter = (name: string): void => {
    const statements = named.get(name);
    if (statements === undefined || entered.has(name)) return;
    entered.add(name);
    const read = new Set(
      statements.flatMap(({ authored }) => selectors(authored.expr)).map(({ metric = "" }) => metric),
    );
    for (const one of read) enter(one);
    ordered.set(name, statements);
  };
  for (const name of named.keys()) enter(name);
  return ordered;
}
