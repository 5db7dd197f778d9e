import type { RoutingConfig } from "../../src/routing/config.ts";
import { inhibitedBy } from "../../src/routing/inhibition.ts";
import type { Labels } from "../../src/routing/matchers.ts";
import { notifications } from "../../src/routing/resolve.ts";

/** What a judge says of one alert while all of its configuration fire. */
export interface Answer {
  /** In the order of the tree. */
  readonly receivers: readonly string[];
  /** The place of the alert that holds it back; -1 where none does. */
  readonly heldBackBy: number;
  /** For each of its groups the receiver, the labels, and which hours keep it silent; undefined where the judge doesn't say. */
  readonly groups: readonly (readonly [receiver: string, labels: string, mutedBy: string | null])[];
}

/** A configuration, its alerts, when the judge was asked, and what it said of each. */
export interface Judged {
  readonly document: object;
  readonly alerts: readonly Labels[];
  readonly at: number;
  readonly answers: readonly Answer[];
}

/** Whether we say of an alert what the judge says. */
export function isSame(
  config: RoutingConfig,
  { alerts, at }: Pick<Judged, "alerts" | "at">,
  index: number,
  answer: Answer,
): boolean {
  const labels = alerts[index] ?? {};
  const ours = notifications(config, labels, { at });
  const receivers = ours.map(({ receiver }) => receiver).join(" ");
  const groups = ours.map(
    (one) => [one.receiver, pairs(one.groupLabels), (one.muted?.by ?? []).toSorted().join()] as const,
  );
  return (
    receivers === answer.receivers.join(" ") &&
    isSameSource(config, alerts, labels, answer) &&
    isSameGroups(groups, answer.groups)
  );
}

// The judge names one source of the first rule that holds the alert back.
function isSameSource(
  { inhibitRules }: RoutingConfig,
  alerts: readonly Labels[],
  labels: Labels,
  { heldBackBy }: Answer,
): boolean {
  const [first] = inhibitedBy(inhibitRules, labels, alerts);
  const source = alerts[heldBackBy];
  if (first === undefined || source === undefined) return first === undefined && source === undefined;
  return first.sources.includes(source);
}

function isSameGroups(ours: Answer["groups"], theirs: Answer["groups"]): boolean {
  const rest = [...ours];
  for (const [receiver, labels, mutedBy] of theirs) {
    const index = rest.findIndex(
      (one) => one[0] === receiver && one[1] === labels && (mutedBy === null || one[2] === mutedBy),
    );
    if (index < 0) return false;
    rest.splice(index, 1);
  }
  return rest.length === 0;
}

/** Labels as one text. */
export function pairs(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
