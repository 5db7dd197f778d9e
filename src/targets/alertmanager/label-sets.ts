import type { Alert, Program } from "../../program/program.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Labels } from "../../routing/matchers.ts";

/** Finds label sets that an alert arrives with. */
export type LabelSets = (alert: Alert) => readonly Labels[];

/**
 * The label sets that a tenant's alerts arrive with: for each label of a condition what its selectors or the recordings
 * that it reads say, else the first declared value and, in a second set, the last one.
 */
export function labelSetsOf(program: Program): LabelSets {
  const declared = declaredValues(program);
  const recorded = new Map(program.recordings.map(({ record, labels }) => [record, labels]));
  return (alert) => {
    const pinned = pinnedValues(alert, recorded);
    const labels = alert.conditionLabels.map((name) => ({
      name,
      values: pinned.get(name) ?? declared.get(name) ?? [],
    }));
    const pick = (which: 0 | -1): Labels => ({
      ...Object.fromEntries(labels.map(({ name, values }) => [name, values.at(which) ?? "example"])),
      ...alert.labels,
      alertname: alert.name,
    });
    return labels.some(({ values }) => values.length > 1) ? [pick(0), pick(-1)] : [pick(0)];
  };
}

type Values = ReadonlyMap<string, readonly string[]>;

function declaredValues({ metrics }: Program): Values {
  const labels = metrics.flatMap((metric) => metric.labels);
  return new Map(labels.flatMap(({ name, values }) => (values === undefined ? [] : [[name, values] as const])));
}

function pinnedValues({ expr }: Alert, recorded: ReadonlyMap<string, Labels>): Values {
  const pairs = selectors(expr).flatMap(({ metric = "", matchers }) => [
    ...Object.entries(recorded.get(metric) ?? {}),
    ...matchers.flatMap(({ label, operator, value }): [string, string][] => (operator === "=" ? [[label, value]] : [])),
  ]);
  return new Map(pairs.map(([name, value]) => [name, [value]]));
}
