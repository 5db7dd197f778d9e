import { recorded, spread } from "../promql/build/record.ts";
import type { Named } from "./name.ts";

type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** When a destination is used. */
export interface ScheduleOptions {
  /** `"monday:friday"`, or a single day. */
  readonly weekdays: readonly (Weekday | `${Weekday}:${Weekday}`)[];
  /** `"09:00-17:30"`, in the time zone. */
  readonly times: readonly `${number}:${number}-${number}:${number}`[];
  /** An IANA name: `Europe/Berlin`. */
  readonly zone: string;
}

/** Recurring hours, such as those of an office. */
export interface Schedule extends Named {
  readonly "~kind": "schedule";
}

/** Declares recurring hours. */
export function schedule(name: string, options: ScheduleOptions): Schedule {
  return recorded(["name", "..."], { "~kind": "schedule" as const, ...spread(options), name });
}
