import type { Duration } from "../values/types.ts";
import type { Notice } from "./alert.ts";
import type { Labels, TargetLabels } from "./label.ts";
import type { Counter } from "./metric.ts";
import type { Named } from "./name.ts";
import { notice } from "./notice.ts";

/** What makes security events an incident. */
export interface SecurityOptions<L extends Labels, U extends string, K extends keyof (L & TargetLabels) & string>
  extends Notice<K> {
  /** The events that are counted. */
  readonly events: Counter<L, U>;
  /** Events are counted apart for each set of these labels. */
  readonly by: readonly K[];
  /** So many events are an incident; 5 unless given. */
  readonly atLeast?: number;
  /** … within this time; 5 minutes unless given. */
  readonly within?: Duration;
}

/** A rule on security events. */
export interface Security extends Named {
  readonly "~kind": "security";
}

/** Declares how many security events within which time are an incident. */
export function security<const L extends Labels, U extends string, const K extends keyof (L & TargetLabels) & string>(
  name: string,
  options: SecurityOptions<L, U, K>,
): Security {
  return notice("security", name, options);
}
