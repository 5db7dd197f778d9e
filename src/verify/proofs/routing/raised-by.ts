import type { Alert, Program, Severity } from "../../../program/program.ts";
import type { RaisedAlert } from "./findings/raised.ts";

const SEVERITIES: readonly Severity[] = ["page", "ticket", "info"];

/** The alerts that a program can raise, with all values that their labels can have. */
export function raisedBy(program: Program): readonly RaisedAlert[] {
  const values = valuesOfLabels(program);
  return program.alerts.map((alert) => raised(alert, values));
}

/** Routes are made for every severity of every team: alerts that nobody declared yet, but may. */
export function expectedBy({ tenant, teams }: Program): RaisedAlert {
  const labels = {
    [tenant.label]: [tenant.name],
    team: teams.map(({ name }) => name),
    severity: SEVERITIES,
  };
  return { name: "an alert", labels, isOpen: true, isExpected: true };
}

type Values = ReadonlyMap<string, readonly string[] | undefined>;

function raised(alert: Alert, values: Values): RaisedAlert {
  const ofCondition = alert.conditionLabels.map((name) => [name, values.get(name)] as const);
  const own = Object.entries({ ...alert.labels, alertname: alert.name }).map(
    ([name, value]) => [name, [value]] as const,
  );
  return { name: alert.name, labels: Object.fromEntries([...ofCondition, ...own]), isOpen: false };
}

/** The values of each label that metrics and recordings declare; undefined where one of them leaves them open. */
function valuesOfLabels({ metrics, recordings }: Program): Values {
  const values = new Map<string, readonly string[] | undefined>();
  const add = (name: string, some: readonly string[] | undefined): void => {
    const known = values.get(name) ?? [];
    const isOpen = some === undefined || (values.has(name) && values.get(name) === undefined);
    values.set(name, isOpen ? undefined : [...new Set([...known, ...some])].sort());
  };
  for (const { name, values: declared } of metrics.flatMap(({ labels }) => labels)) add(name, declared);
  for (const { labels } of recordings) for (const [name, value] of Object.entries(labels)) add(name, [value]);
  return values;
}
