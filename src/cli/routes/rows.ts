import type { Program } from "../../program/program.ts";
import type { RoutingConfig } from "../../routing/config.ts";
import { type Labels, labelValue } from "../../routing/matchers.ts";
import { isSent, type Notification } from "../../routing/resolve.ts";
import { labelSetsOf } from "../../targets/alertmanager/label-sets.ts";
import { printDuration } from "../../values/duration.ts";
import { type RaisedAlert, valuesOf } from "../../verify/proofs/routing/findings/raised.ts";
import { raisedBy } from "../../verify/proofs/routing/raised-by.ts";
import { type Fate, fatesOf, type LabelledAlert } from "../../verify/proofs/routing/table.ts";

/** One way of an alert to a receiver, as data. */
export interface RouteRow {
  readonly tenant: string;
  readonly alert: string;
  readonly severity: string;
  readonly team: string;
  readonly labels: Labels;
  readonly receiver: string;
  /** `always`, `during office-hours`, `outside office-hours`. */
  readonly when: string;
  /** At the time that was asked for. */
  readonly sent?: boolean;
  readonly mutedBy?: readonly string[];
  readonly group: Labels;
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
  readonly heldBackBy: readonly { readonly alert: string; readonly equal: readonly string[] }[];
}

/** Each alert of a tenant with each of its label sets, and each way that it takes to a receiver. */
export function routeRows(
  program: Program,
  config: RoutingConfig,
  { at, label = {} }: { readonly at?: number; readonly label?: Labels },
): readonly RouteRow[] {
  const all = labelledAlerts(program);
  const chosen = distinct(all.flatMap((one) => withLabels(one, label)));
  return fatesOf(config, chosen, all, at).flatMap((fate) =>
    fate.notifications.map((one) => row(program, fate, one, at)),
  );
}

function labelledAlerts(program: Program): readonly LabelledAlert[] {
  const labelSets = labelSetsOf(program);
  return raisedBy(program).flatMap((raised, index) => {
    const alert = program.alerts[index];
    return alert === undefined ? [] : labelSets(alert).map((labels) => ({ raised, labels }));
  });
}

function withLabels({ raised, labels }: LabelledAlert, asked: Labels): readonly LabelledAlert[] {
  const canHave = ([name, value]: readonly [string, string]) => canBe(raised, name, value);
  return Object.entries(asked).every(canHave) ? [{ raised, labels: { ...labels, ...asked } }] : [];
}

function canBe(raised: RaisedAlert, name: string, value: string): boolean {
  const values = valuesOf(raised, name);
  return values === undefined || values.includes(value);
}

function distinct(alerts: readonly LabelledAlert[]): readonly LabelledAlert[] {
  const key = ({ labels }: LabelledAlert) => JSON.stringify(Object.entries(labels).sort());
  return [...new Map(alerts.map((one) => [key(one), one])).values()];
}

function row(
  program: Program,
  { labels, heldBackBy }: Fate,
  notification: Notification,
  at: number | undefined,
): RouteRow {
  const { receiver, groupLabels, groupWait, groupInterval, repeatInterval, muted } = notification;
  const short = (name: string) => withoutTenant(program, name);
  return {
    tenant: program.tenant.name,
    alert: labelValue(labels, "alertname"),
    severity: labelValue(labels, "severity"),
    team: labelValue(labels, "team"),
    labels,
    receiver,
    when: whenOf(notification, short),
    ...(at === undefined ? {} : { sent: isSent(notification), mutedBy: (muted?.by ?? []).map(short) }),
    group: groupLabels,
    groupWait: printDuration(groupWait),
    groupInterval: printDuration(groupInterval),
    repeatInterval: printDuration(repeatInterval),
    heldBackBy,
  };
}

function whenOf({ route }: Notification, short: (name: string) => string): string {
  const during = route.activeTimeIntervals.map(short);
  const outside = route.muteTimeIntervals.map(short);
  const words = [
    ...(during.length > 0 ? [`during ${during.join(", ")}`] : []),
    ...(outside.length > 0 ? [`outside ${outside.join(", ")}`] : []),
  ];
  return words.length === 0 ? "always" : words.join(" and ");
}

function withoutTenant({ tenant }: Program, name: string): string {
  const prefix = `${tenant.name}/`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
