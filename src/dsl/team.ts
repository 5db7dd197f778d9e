import { recorded, spread } from "../promql/build/record.ts";
import type { Channel } from "./channel.ts";
import { nameOf, type Named } from "./name.ts";
import type { Schedule } from "./schedule.ts";

/** How urgent an alert is. */
export type Severity = "page" | "ticket" | "info";

/** Where alerts of one severity go: always, or within a schedule and elsewhere outside of it. */
export type Destination = Channel | { readonly to: Channel; readonly during: Schedule; readonly otherwise?: Channel };

/** Where a team hears of its alerts. */
export interface TeamOptions {
  readonly page: Destination;
  readonly ticket: Destination;
  readonly info?: Destination;
}

/** A team that owns alerts. */
export interface Team extends Named {
  readonly "~kind": "team";
}

/** Declares a team and the channel for each severity. */
export function team(name: string, options: TeamOptions): Team {
  const channels = Object.entries(spread(options)).map(([severity, to]) => [severity, destination(to)]);
  return recorded(["name", "..."], { "~kind": "team" as const, ...Object.fromEntries(channels), name });
}

function destination(to: unknown): unknown {
  const fields: Record<string, unknown> = { ...spread(to) };
  if (!("to" in fields) || fields["~kind"] === "channel") return nameOf(to);
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, nameOf(value)]));
}
