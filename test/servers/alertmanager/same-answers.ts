import type { RoutingConfig } from "../../../src/routing/config.ts";
import { inhibitedBy } from "../../../src/routing/inhibition.ts";
import type { Labels } from "../../../src/routing/matchers.ts";
import { notifications } from "../../../src/routing/resolve.ts";
import type { ShownAlert, ShownGroup } from "../start/alertmanager.ts";

/** How many alerts were compared, of what kinds, and where the answers differ. */
export interface Comparison {
  readonly alerts: number;
  readonly inhibited: number;
  readonly severalReceivers: number;
  readonly differences: readonly string[];
}

/** Compares what the server says of alerts that all fire with what our engine says: their receivers, and by which of them each is held back. */
export function compareAlerts(config: RoutingConfig, shown: readonly ShownAlert[]): Comparison {
  const byFingerprint = new Map(shown.map((alert) => [alert.fingerprint, alert.labels]));
  const firing = shown.map(({ labels }) => labels);
  const compared = shown.map(({ labels, receivers, status }) => {
    const ours = notifications(config, labels).map(({ receiver }) => receiver);
    const theirs = receivers.map((one) => one.name);
    const [rule] = inhibitedBy(config.inhibitRules, labels, firing);
    const sources = status.inhibitedBy.map((fingerprint) => byFingerprint.get(fingerprint));
    const isSame = sameSources(rule?.sources ?? [], sources);
    return {
      isInhibited: sources.length > 0,
      isSeveral: theirs.length > 1,
      differences: [
        ...(ours.join() === theirs.join() ? [] : [`${JSON.stringify(labels)}: ${theirs}, not ${ours}`]),
        ...(isSame
          ? []
          : [`${JSON.stringify(labels)}: held back by ${JSON.stringify(sources)}, not ${rule?.rule.origin}`]),
      ],
    };
  });
  return {
    alerts: shown.length,
    inhibited: compared.filter(({ isInhibited }) => isInhibited).length,
    severalReceivers: compared.filter(({ isSeveral }) => isSeveral).length,
    differences: compared.flatMap(({ differences }) => differences),
  };
}

// The server names one source of the first rule that holds the alert back.
function sameSources(ours: readonly Labels[], theirs: readonly (Labels | undefined)[]): boolean {
  if (ours.length === 0) return theirs.length === 0;
  return theirs.length === 1 && ours.some((labels) => labels === theirs[0]);
}

/** How many groups were compared, how many of them are silent now, and where the answers differ. */
export interface GroupComparison {
  readonly groups: number;
  readonly muted: number;
  readonly differences: readonly string[];
}

/** Compares the server's groups with ours: who hears of each, by what labels, and which schedules keep it silent at one of the times. */
export function compareGroups(
  config: RoutingConfig,
  shown: readonly ShownGroup[],
  times: readonly number[],
): GroupComparison {
  const compared = shown.map(({ receiver, labels, alerts: [first] }) => {
    const ours = times.map((at) =>
      notifications(config, first?.labels ?? {}, { at })
        .filter((one) => one.receiver === receiver.name)
        .map((one) => `${JSON.stringify(one.groupLabels)} ${[...(one.muted?.by ?? [])].sort()}`),
    );
    // The server names a schedule once for each of its spans that hold now.
    const mutedBy = [...new Set(first?.status.mutedBy ?? [])].sort();
    const theirs = `${JSON.stringify(sorted(labels))} ${mutedBy}`;
    const isSame = ours.some((all) => all.includes(theirs));
    return { isMuted: mutedBy.length > 0, difference: isSame ? [] : [`${receiver.name}: ${theirs}, not ${ours}`] };
  });
  return {
    groups: shown.length,
    muted: compared.filter(({ isMuted }) => isMuted).length,
    differences: compared.flatMap(({ difference }) => difference),
  };
}

function sorted(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
