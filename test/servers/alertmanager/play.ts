import type { RunningAlertmanager, ShownAlert } from "../start/alertmanager.ts";
import { until } from "../until.ts";
import type { EmittedAlert } from "./emitted-alerts.ts";
import { type ExpectedMessage, expectedMessages, inTurns } from "./expected.ts";
import type { Scene } from "./scene.ts";

/** How long each alert says that it has fired when it resolves. */
const LASTED = 750_000;

/** A message that is expected, and whether its alerts fire in it. */
export interface ExpectedArrival extends ExpectedMessage {
  readonly status: "firing" | "resolved";
}

/** Posts alerts that fire now. */
export async function fire({ alertmanager }: Scene, alerts: readonly EmittedAlert[]): Promise<void> {
  const startsAt = new Date().toISOString();
  await alertmanager.post(alerts.map(({ name, ...alert }) => ({ ...alert, startsAt })));
}

/** Posts that they have fired for twelve and a half minutes, and do no longer. */
export async function resolve({ alertmanager }: Scene, alerts: readonly EmittedAlert[]): Promise<void> {
  const now = Date.now();
  const times = { startsAt: new Date(now - LASTED).toISOString(), endsAt: new Date(now).toISOString() };
  await alertmanager.post(alerts.map(({ name, ...alert }) => ({ ...alert, ...times })));
}

/** Waits until so many messages have arrived in all. */
export async function arrived({ receivers }: Scene, count: number, seconds = 20): Promise<void> {
  const look = async () => receivers.arrivals.length + receivers.refusals.length;
  await until(`${count} messages have arrived`, look, (seen) => seen >= count, { seconds, pause: 50 });
}

/** Lets each alert fire and resolve, those together that don't hold each other back; gives what should arrive by that. */
export async function fireAndResolve(
  scene: Scene,
  alerts: readonly EmittedAlert[],
): Promise<readonly ExpectedArrival[]> {
  const expected: ExpectedArrival[] = [];
  for (const turn of inTurns(scene.config, alerts)) {
    const messages = expectedMessages(scene.config, turn);
    for (const [status, post] of [
      ["firing", fire],
      ["resolved", resolve],
    ] as const) {
      await post(scene, turn);
      expected.push(...messages.map((one) => ({ ...one, status })));
      await arrived(scene, expected.length);
    }
  }
  return expected;
}

/** The alerts as the server shows them once it holds back as many as half a second before: it works that out after posting. */
export async function settled(alertmanager: RunningAlertmanager): Promise<readonly ShownAlert[]> {
  const heldBack = (alerts: readonly ShownAlert[]) =>
    alerts.filter(({ status }) => status.inhibitedBy.length > 0).length;
  let before = -1;
  return until(
    "no more alerts are held back",
    () => alertmanager.alerts(),
    (alerts) => {
      const isSettled = heldBack(alerts) === before;
      before = heldBack(alerts);
      return isSettled;
    },
    { seconds: 30, pause: 500 },
  );
}
