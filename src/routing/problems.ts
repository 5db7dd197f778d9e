import type { Path } from "../diagnostics/diagnostic.ts";

/** What can be wrong with the routing part of an Alertmanager configuration; each makes Alertmanager refuse the file. */
export type RoutingProblemName = keyof typeof TEXTS;

/** One thing that is wrong, where it stands, what was found there and, where there is more to say, why it is wrong. */
export interface RoutingProblem {
  readonly problem: RoutingProblemName;
  readonly at: Path;
  readonly found: string;
  readonly reason?: string;
  /** What could have stood there. */
  readonly known?: readonly string[];
}

/** Takes the problems that are met on the way. */
export type Report = (problem: RoutingProblem) => void;

const TEXTS = {
  "no route": () => "the configuration has no route",
  "root continues": () => "the root route can't have `continue`",
  "root without receiver": () => "the root route needs a receiver: it takes what no other route wants",
  "root with matchers": () => "the root route can't have matchers: every alert enters there",
  "root with time intervals": () => "the root route can't have mute or active time intervals",
  "undefined receiver": (found: string) => `no receiver is named ${JSON.stringify(found)}`,
  "undefined time interval": (found: string) => `no time interval is named ${JSON.stringify(found)}`,
  "duplicate receiver": (found: string) => `two receivers are named ${JSON.stringify(found)}`,
  "duplicate time interval": (found: string) => `two time intervals are named ${JSON.stringify(found)}`,
  "missing name": () => "a name is needed",
  "all labels and others": () => "`...` groups by all labels, so no other label can stand beside it",
  "duplicate group label": (found: string) => `${JSON.stringify(found)} stands twice in group_by`,
  "invalid label name": (found: string) => `${JSON.stringify(found)} is no label name`,
  "zero interval": (found: string) => `${found} can't be zero`,
  "invalid duration": (found: string) => `${JSON.stringify(found)} is no duration; expected for instance 5m or 1h30m`,
  "invalid matcher": (found: string) => `${JSON.stringify(found)} is no matcher`,
  "invalid time range": (found: string) => `${JSON.stringify(found)} is no range of times`,
  "invalid time zone": (found: string) => `${JSON.stringify(found)} is no usable time zone`,
  "unknown key": (found: string) => `Alertmanager knows no key ${JSON.stringify(found)} here`,
  "wrong kind": (found: string) => `expected ${found}`,
} as const satisfies Record<string, (found: string) => string>;

/** The problem as one line of text, without its position. */
export function describeProblem({ problem, found, reason }: RoutingProblem): string {
  const text = TEXTS[problem](found);
  return reason === undefined ? text : `${text}: ${reason}`;
}
