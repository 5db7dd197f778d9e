import type { Alert, Channel, Destination, Program, Schedule } from "../../program/program.ts";
import { receiverName } from "./names.ts";

/** One way in which an alert reaches somebody, and when it does. */
export interface Wake {
  /** The receiver's name in Alertmanager: `acme/oncall`. */
  readonly receiver: string;
  readonly channel: string;
  readonly type: Channel["type"];
  readonly when: WakeTime;
}

/** Always, or by the name of a schedule. */
export type WakeTime = "always" | { readonly during: string } | { readonly outside: string };

/** Who hears of an alert: what its team declared for its severity. */
export function wakes(program: Pick<Program, "tenant">, alert: Alert): readonly Wake[] {
  return wakesOf(program, alert.team.destinations[alert.severity]);
}

/** Who hears of what goes to a destination. */
export function wakesOf(
  { tenant }: Pick<Program, "tenant">,
  { channel, during, otherwise }: Destination,
): readonly Wake[] {
  const wake = ({ name, type }: Channel, when: WakeTime): Wake => ({
    receiver: receiverName(tenant, { name }),
    channel: name,
    type,
    when,
  });
  if (during === undefined || otherwise?.name === channel.name) return [wake(channel, "always")];
  const inside = wake(channel, { during: during.name });
  return otherwise === undefined ? [inside] : [inside, wake(otherwise, { outside: during.name })];
}

/** The schedule that decides when an alert is heard; undefined where it always is. */
export function scheduleOf(alert: Alert): Schedule | undefined {
  const { channel, during, otherwise } = alert.team.destinations[alert.severity];
  return otherwise?.name === channel.name ? undefined : during;
}
