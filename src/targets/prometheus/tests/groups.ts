import type { Alert, Program, RecordingRule } from "../../../program/program.ts";
import type { Witness } from "../../../promql/solve/problem.ts";
import { selectors } from "../../../promql/syntax/walk.ts";

/** The groups that an alert's test needs, those that record before those that read. */
export function groupOrder(alert: Alert, { records }: Pick<Witness, "records">, program: Program): readonly string[] {
  const needed = program.recordings.filter(({ record }) => records.includes(record));
  const byRecord = new Map<string, RecordingRule[]>();
  for (const rule of needed) byRecord.set(rule.record, [...(byRecord.get(rule.record) ?? []), rule]);
  const order: string[] = [];
  const visited = new Set<object>();
  const visit = (rule: Alert | RecordingRule): void => {
    if (visited.has(rule)) return;
    visited.add(rule);
    for (const { metric } of selectors(rule.expr)) for (const read of byRecord.get(metric ?? "") ?? []) visit(read);
    if (!order.includes(rule.group)) order.push(rule.group);
  };
  visit(alert);
  return order;
}
