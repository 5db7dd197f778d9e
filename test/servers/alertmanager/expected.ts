import { inhibitedBy } from "../../../src/routing/inhibition.ts";
import type { Labels } from "../../../src/routing/matchers.ts";
import { isSent, notifications } from "../../../src/routing/resolve.ts";
import type { PostedAlert } from "../start/alertmanager.ts";
import type { LocalConfig } from "./local-config.ts";
import { eachOnce } from "./receivers/arrival.ts";

/** A message that our routing engine expects: alerts of one group, at one receiver. */
export interface ExpectedMessage {
  readonly receiver: string;
  readonly groupKey: string;
  /** The names of its alerts, each once. */
  readonly alerts: readonly string[];
}

/** Who hears of alerts that fire together now, each group once. */
export function expectedMessages({ routing }: LocalConfig, alerts: readonly PostedAlert[]): readonly ExpectedMessage[] {
  const firing = alerts.map(({ labels }) => labels);
  const groups = new Map<string, { readonly receiver: string; readonly groupKey: string; readonly names: string[] }>();
  for (const labels of firing) {
    for (const one of notifications(routing, labels, { at: Date.now(), firing }).filter(isSent)) {
      const { receiver, groupKey } = one;
      const key = `${receiver} ${groupKey}`;
      const group = groups.get(key) ?? { receiver, groupKey, names: [] };
      group.names.push(labels["alertname"] ?? "");
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ receiver, groupKey, names }) => ({ receiver, groupKey, alerts: eachOnce(names) }));
}

/** Alerts in as few turns as it takes for none to hold back another of its turn. */
export function inTurns<T extends PostedAlert>(
  { routing }: LocalConfig,
  alerts: readonly T[],
): readonly (readonly T[])[] {
  const holdsBack = (labels: Labels, others: readonly Labels[]) =>
    inhibitedBy(routing.inhibitRules, labels, others).length > 0;
  const turns: T[][] = [];
  for (const alert of alerts) {
    const turn = turns.find(
      (others) =>
        !holdsBack(
          alert.labels,
          others.map(({ labels }) => labels),
        ) && !others.some(({ labels }) => holdsBack(labels, [alert.labels])),
    );
    if (turn === undefined) turns.push([alert]);
    else turn.push(alert);
  }
  return turns;
}
