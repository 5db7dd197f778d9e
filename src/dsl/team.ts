import { isObject, type Mistake, recorded, spread } from "../promql/build/record.ts";
import type { Channel } from "./channel.ts";
import { type Named, nameOf, namesInstead } from "./name.ts";
import type { Schedule } from "./schedule.ts";

/** How urgent an alert is. */
export type Severity = "page" | "ticket" | "info";

/** Where alerts of one severity go: always, or within a schedule and elsewhere outside of it. */
export type Destination = Channel | { readonly to: Channel; readonly during: Schedule; readonly otherwise?: Channel };

/** Where a team hears of its alerts. */
export interface TeamOptions {
  /** What wakes a person. */
  readonly page: Destination;
  /** What waits for working hours. */
  readonly ticket: Destination;
  /** What is only shown; it goes where tickets go unless given. */
  readonly info?: Destination;
}

/** A team that owns alerts. */
export interface Team extends Named {
  readonly "~kind": "team";
}

const mentioned = new WeakMap<object, ReadonlySet<unknown>>();

/** The channels and schedules that a team's destinations mention: they are declared with it. */
export function mentionedBy(team: unknown): ReadonlySet<unknown> {
  return (isObject(team) ? mentioned.get(team) : undefined) ?? new Set();
}

/** Declares a team and the channel for each severity. */
export function team(name: string, options: TeamOptions): Team {
  const destinations = Object.entries(spread(options));
  const channels = destinations.map(([severity, to]) => [severity, destination(to)]);
  const properties = { "~kind": "team" as const, ...Object.fromEntries(channels), name };
  const declared = recorded(["name", "..."], properties, destinations.flatMap(mistakesOf));
  const parts = destinations.flatMap(([, to]) => (isChannel(to) ? [to] : Object.values(spread(to))));
  mentioned.set(declared, new Set(parts.filter(isObject)));
  return declared;
}

function mistakesOf([severity, to]: [string, unknown]): readonly Mistake[] {
  if (!isObject(to)) return namesInstead(severity, to);
  if (isChannel(to)) return [];
  return Object.entries(to).flatMap(([field, value]) =>
    namesInstead(severity, value).map((mistake) => ({ ...mistake, data: { ...mistake.data, field } })),
  );
}

function destination(to: unknown): unknown {
  if (!isObject(to) || isChannel(to)) return nameOf(to);
  return Object.fromEntries(Object.entries(to).map(([field, value]) => [field, nameOf(value)]));
}

function isChannel(value: unknown): boolean {
  return isObject(value) && "~kind" in value && value["~kind"] === "channel";
}
