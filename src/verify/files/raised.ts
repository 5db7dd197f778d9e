import type { Program } from "../../program/program.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Series } from "../../promql/types/catalogue.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import type { RaisedAlert } from "../proofs/routing/findings/raised.ts";
import type { Statement } from "./statement.ts";

/** The alert that a rule of a file raises, by the values that its labels can have. */
export function raisedBy({ authored, rule }: Statement, series: ReadonlyMap<string, Series>): RaisedAlert | undefined {
  if (rule?.alert === undefined) return undefined;
  const { open, labels } = labelsIn(series)(authored.expr);
  const read = selectors(authored.expr);
  const valuesOf = (label: string): readonly string[] | undefined => {
    const lists = read.flatMap(({ metric = "", matchers }) => {
      const pinned = matchers.find((one) => one.label === label && one.operator === "=");
      if (pinned !== undefined) return [[pinned.value]];
      const known = series.get(metric);
      const lacks = known !== undefined && known.isOpen !== true && !known.labels.has(label);
      return lacks ? [] : [known?.labels.get(label)];
    });
    return lists.length === 0 || lists.includes(undefined)
      ? undefined
      : [...new Set(lists.flatMap((one) => one ?? []))];
  };
  const inherited = [...labels].map((label) => [label, valuesOf(label)] as const);
  const own = [...rule.labels].map(([label, value]) => [label, value.includes("{{") ? undefined : [value]] as const);
  return {
    name: rule.alert,
    labels: Object.fromEntries([...inherited, ...own, ["alertname", [rule.alert]] as const]),
    isOpen: open,
  };
}

/** The alerts of tenants' declarations; where rules are given, routes for these are only not superfluous. */
export function raisedByTenants(programs: readonly Program[], areExpected: boolean): readonly RaisedAlert[] {
  return programs.flatMap(({ alerts }) =>
    alerts.map(
      ({ name, labels, conditionLabels }): RaisedAlert => ({
        name,
        labels: {
          ...Object.fromEntries(conditionLabels.map((label) => [label, undefined])),
          ...Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, [value]])),
          alertname: [name],
        },
        isOpen: false,
        ...(areExpected ? { isExpected: true as const } : {}),
      }),
    ),
  );
}
