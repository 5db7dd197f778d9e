import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Labels } from "../../../src/routing/matchers.ts";
import { type Answer, type Judged, pairs } from "../../routing/answers.ts";
import type { RandomCase } from "../../routing/random-configs.ts";
import { type ShownAlert, type ShownGroup, startAlertmanager } from "../start/alertmanager.ts";
import { settled } from "./play.ts";

/** Lets all alerts of a case fire at once at a real Alertmanager, and asks what becomes of each. */
export async function ask({ document, alerts }: RandomCase): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-trees-"));
  writeFileSync(join(folder, "alertmanager.yaml"), JSON.stringify(document));
  const alertmanager = await startAlertmanager(folder);
  try {
    await betweenMinutes();
    const at = Date.now();
    await alertmanager.post(alerts.map((labels) => ({ labels })));
    const shown = await settled(alertmanager);
    await sleep(1500);
    return { document, alerts, at, answers: answersOf(alerts, shown, await alertmanager.groups()) };
  } finally {
    await alertmanager.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

// Hours begin and end with a minute: none may pass between asking and answering.
async function betweenMinutes(): Promise<void> {
  const rest = 60_000 - (Date.now() % 60_000);
  if (rest < 8_000) await sleep(rest + 50);
}

function answersOf(
  alerts: readonly Labels[],
  shown: readonly ShownAlert[],
  groups: readonly ShownGroup[],
): readonly Answer[] {
  const places = new Map(alerts.map((labels, index) => [pairs(labels), index]));
  const placeOf = new Map(shown.map(({ fingerprint, labels }) => [fingerprint, places.get(pairs(labels)) ?? -1]));
  const byPlace = new Map(shown.map((alert) => [placeOf.get(alert.fingerprint), alert]));
  const groupsOf = groupsByAlert(groups);
  return alerts.map((_, index): Answer => {
    const alert = byPlace.get(index);
    if (alert === undefined) throw new Error(`the server doesn't show ${JSON.stringify(alerts[index])}`);
    const [source] = alert.status.inhibitedBy;
    return {
      receivers: alert.receivers.map(({ name }) => name),
      heldBackBy: source === undefined ? -1 : (placeOf.get(source) ?? -1),
      groups: groupsOf.get(alert.fingerprint) ?? [],
    };
  });
}

function groupsByAlert(groups: readonly ShownGroup[]): ReadonlyMap<string, Answer["groups"]> {
  const found = new Map<string, Answer["groups"][number][]>();
  for (const { receiver, labels, alerts } of groups) {
    // A group of which every alert is held back gets no further than that: whether hours would silence it isn't asked.
    const isAsked = alerts.some(({ status }) => status.inhibitedBy.length === 0);
    for (const { fingerprint, status } of alerts) {
      const mutedBy = isAsked ? [...new Set(status.mutedBy ?? [])].sort().join() : null;
      const known = found.get(fingerprint) ?? [];
      found.set(fingerprint, [...known, [receiver.name, pairs(labels), mutedBy]]);
    }
  }
  return found;
}
