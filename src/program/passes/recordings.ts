import type { Lowering } from "../../promql/build/authored.ts";
import { withoutZeroDivisors } from "../../promql/build/divisors.ts";
import type { Series } from "../../promql/types/catalogue.ts";
import { type LabelValues, valuesOf } from "../../promql/types/label-values.ts";
import type { Compilation } from "../compilation.ts";
import { originOf } from "../compilation.ts";
import type { RecordingRule } from "../program.ts";
import type { Expression } from "../schema/expression.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { type Catalogue, gaugeSeries } from "./catalogue.ts";
import { groupOf, type Jobs } from "./jobs.ts";

/** The author's recordings. Each is added to the catalogue, so that later ones and alerts can read it. */
export function recordingsOf(
  declaration: TenantDeclaration,
  catalogue: Catalogue,
  jobs: Jobs,
  lowering: Lowering,
  compilation: Compilation,
): readonly RecordingRule[] {
  const { label, value } = compilation.pin;
  return inOrder(declaration.recordings).flatMap(([record, { expr: source }]) => {
    const path = ["recordings", record];
    const admitted = compilation.admit(source, [...path, "expr"], "value", lowering);
    const unknown = admitted === undefined ? [] : compilation.unknownIn(admitted.authored.expr, catalogue.series);
    // Recordings that read each other are the business of a check.
    const isRecorded = (name: string): boolean =>
      Object.hasOwn(declaration.recordings, name) && !compilation.isBroken("recordings", name);
    if (admitted === undefined || !unknown.every(isRecorded)) {
      compilation.markBroken("recordings", record);
      return [];
    }
    const { unit, range } = admitted;
    // What others read holds no NaN. PromQL that the author wrote stays as it was written.
    const expr = typeof source === "string" ? admitted.expr : withoutZeroDivisors(admitted.expr, catalogue.series);
    const labels: Series["labels"] = new Map(
      admitted.labels.map((name) => [name, listed(valuesOf(name, admitted.authored.expr, catalogue.series))]),
    );
    const series = gaugeSeries(record, unit, range, labels);
    catalogue.metrics.set(record, series);
    catalogue.series.set(record, series);
    const group = groupOf(expr, jobs);
    jobs.set(record, group);
    return [{ record, expr, labels: { [label]: value }, group, origin: originOf(path) }];
  });
}

// Without a value there is no label.
function listed(values: LabelValues): readonly string[] | undefined {
  const some = [...(values ?? [])].filter((value) => value !== "");
  return some.length === 0 ? undefined : some;
}

/** Recordings after those that they read, else by name. */
function inOrder(recordings: TenantDeclaration["recordings"]): readonly [string, { readonly expr: Expression }][] {
  const waiting = new Map(Object.entries(recordings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const ordered: [string, { readonly expr: Expression }][] = [];
  while (waiting.size > 0) {
    const free = [...waiting].filter(([name, one]) => !readsAnother(name, one.expr, waiting));
    for (const [name, one] of free.length > 0 ? free : [...waiting]) {
      ordered.push([name, one]);
      waiting.delete(name);
    }
  }
  return ordered;
}

function readsAnother(name: string, expr: Expression, waiting: ReadonlyMap<string, unknown>): boolean {
  const words =
    JSON.stringify(expr)
      .replace(/\\./g, " ")
      .match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? [];
  return words.some((word) => word !== name && waiting.has(word));
}
