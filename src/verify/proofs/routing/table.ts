import type { RoutingConfig } from "../../../routing/config.ts";
import type { InhibitRule } from "../../../routing/inhibition.ts";
import { type Labels, labelValue, matchesAll } from "../../../routing/matchers.ts";
import { type Notification, notifications } from "../../../routing/resolve.ts";
import { type RaisedAlert, valuesOf } from "./findings/raised.ts";

/** An alert with labels that it can have. */
export interface LabelledAlert {
  readonly raised: RaisedAlert;
  readonly labels: Labels;
}

/** What becomes of an alert: whom it wakes, and which alerts can keep it silent. */
export interface Fate {
  readonly labels: Labels;
  readonly notifications: readonly Notification[];
  readonly heldBackBy: readonly Inhibitor[];
}

/** An alert that, while it fires with the same values of some labels, keeps another silent. */
export interface Inhibitor {
  readonly alert: string;
  readonly equal: readonly string[];
}

/** What becomes of each of some alerts, at a time in epoch milliseconds or at any. */
export function fatesOf(
  config: RoutingConfig,
  alerts: readonly LabelledAlert[],
  others: readonly LabelledAlert[],
  at?: number,
): readonly Fate[] {
  return alerts.map(({ labels }) => ({
    labels,
    notifications: notifications(config, labels, at === undefined ? {} : { at }),
    heldBackBy: inhibitorsOf(config.inhibitRules, labels, others),
  }));
}

function inhibitorsOf(
  rules: readonly InhibitRule[],
  labels: Labels,
  others: readonly LabelledAlert[],
): readonly Inhibitor[] {
  const found = rules
    .filter(({ targetMatchers }) => matchesAll(targetMatchers, labels))
    .flatMap((rule) =>
      others
        .filter((other) => canHold(rule, labels, other))
        .map(({ raised }) => ({ alert: raised.name, equal: rule.equal })),
    );
  return [...new Map(found.map((one) => [one.alert, one])).values()];
}

function canHold(rule: InhibitRule, target: Labels, { raised, labels }: LabelledAlert): boolean {
  const agreed = rule.equal.map((name) => [name, labelValue(target, name)] as const);
  const source = { ...labels, ...Object.fromEntries(agreed) };
  const isTwoSided = matchesAll(rule.sourceMatchers, target) && matchesAll(rule.targetMatchers, source);
  return (
    !isTwoSided &&
    matchesAll(rule.sourceMatchers, source) &&
    agreed.every(([name, value]) => (valuesOf(raised, name) ?? [value]).includes(value))
  );
}
