import type { Condition } from "../promql/build/vector.ts";
import type { Duration } from "../values/types.ts";
import { type Named, namesOf } from "./name.ts";
import { notice } from "./notice.ts";
import type { Severity, Team } from "./team.ts";
import type { Text } from "./text.ts";

/** What every alert says, whatever makes it fire. */
export interface Notice<L extends string> {
  /** `page` wakes a person, `ticket` waits for working hours, `info` is only shown. */
  readonly severity: Severity;
  /** The team that is told. */
  readonly owner: Team;
  /** One line, for the subject of a notification. */
  readonly summary?: Text<L>;
  /** What is wrong, with the labels and the value that show it. */
  readonly description?: Text<L>;
  /** What the person who is woken does first: a text, or steps in their order. */
  readonly runbook?: string | readonly string[];
}

/** What an alert on a condition says. */
export interface AlertOptions<L extends string> extends Notice<L> {
  /** While this is true, the alert fires. */
  readonly when: Condition<L>;
  /** How long the condition must hold before the alert fires. */
  readonly for?: Duration;
  /** How long the alert goes on after the condition has ended, against flapping. */
  readonly keepFiringFor?: Duration;
  readonly summary: Text<L>;
  /** Alerts that explain this one: while one of them fires for the same labels, this one is held back. */
  readonly causedBy?: readonly Alert[];
  /** Labels that the alert has besides those of its series. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An alert on a condition, as others refer to it. */
export interface Alert extends Named {
  readonly "~kind": "alert";
}

/** An alert that always fires. */
export interface Heartbeat extends Named {
  readonly "~kind": "heartbeat";
}

/** What a tenant lists under `alerts`. */
export type AnyAlert = Alert | Heartbeat;

/** Declares an alert that fires while a condition holds. */
export function alert<L extends string>(name: string, options: AlertOptions<L>): Alert {
  return notice("alert", name, options, { causedBy: namesOf(options?.causedBy) });
}

/** Declares an alert that always fires, so that its silence shows that alerting itself is broken. */
export function heartbeat(name: string, options: Notice<never>): Heartbeat {
  return notice("heartbeat", name, options, { heartbeat: true });
}
