import type { Program } from "../../program/program.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { labelCatalogue, type Range, type Series } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import type { Statement } from "./statement.ts";

/** What expressions may read: series by name, and names of which no more is known. */
export interface Readable {
  readonly series: ReadonlyMap<string, Series>;
  readonly unknown: ReadonlySet<string>;
}

/** The series that some tenants declare, with the label that tells them apart, and what is recorded from them. */
export function readableOf(programs: readonly Program[], recordings: readonly Statement[]): Readable {
  const series = declaredBy(programs);
  const unknown = new Set<string>();
  for (const statement of inOrder(recordings)) {
    const recorded = recordedBy(statement, series);
    const before = series.get(recorded.name);
    if (recorded.isOpen) unknown.add(recorded.name);
    else series.set(recorded.name, before === undefined ? recorded.series : merged(before, recorded.series));
  }
  for (const name of unknown) series.delete(name);
  return { series, unknown };
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

function recordedBy({ authored, rule, labels = new Map() }: Statement, series: ReadonlyMap<string, Series>): Recorded {
  const name = rule?.record ?? "";
  const { unit, range } = infer(authored.expr, series);
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
