import type { Alert, Channel, Destination, Program, Schedule, Severity, Team } from "../../program/program.ts";
import { wakesInWords } from "../../targets/alertmanager/wake-words.ts";
import { scheduleOf, wakesOf } from "../../targets/alertmanager/wakes.ts";
import { type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import type { Detail } from "../change.ts";
import type { Kind } from "../kind.ts";
import type { Names } from "../names.ts";
import { shownText, shownValue } from "../shown.ts";
import { canonicalJson, detail, detailsOf, ignored, instead, listed, type Pair, type Wording } from "../wording.ts";

const SEVERITIES: readonly Severity[] = ["page", "ticket", "info"];

/** Words for what is different about a team. */
const TEAM: Wording<Team> = {
  name: ignored,
  destinations: (pair) => SEVERITIES.flatMap((severity) => destinationDetails(pair, severity)),
  origin: ignored,
};

/** Teams, and where each severity of their alerts goes. */
export const teams: Kind<Team> = {
  name: "team",
  named: "teams",
  list: (program) => program.teams,
  details: (pair) => detailsOf(TEAM, pair),
  words: ({ destinations }, program) => {
    const to = SEVERITIES.map((severity) => `${severity} to ${wakesInWords(wakesOf(program, destinations[severity]))}`);
    return md`${to.join("; ")}`;
  },
};

function destinationDetails({ before, after, programs, names }: Pair<Team>, severity: Severity): readonly Detail[] {
  const [old, now] = [before.destinations[severity], after.destinations[severity]];
  if (canonicalJson(routeOf(old)) === canonicalJson(routeOf(now, names))) return [];
  const sent = ({ team, severity: own }: Alert) => team.name === after.name && own === severity;
  const [from, to] = [wakesInWords(wakesOf(programs.before, old)), wakesInWords(wakesOf(programs.after, now))];
  const words = md`${severity} goes to ${instead(to, from)}`;
  return [rerouted(severity, words, programs.after.alerts.filter(sent))];
}

function routeOf({ channel, during, otherwise }: Destination, names?: Names): object {
  const was = (what: "channels" | "schedules", one: { readonly name: string } | undefined) =>
    one && (names?.was(what, one.name) ?? one.name);
  return { to: was("channels", channel), during: was("schedules", during), otherwise: was("channels", otherwise) };
}

function rerouted(property: string, words: Markdown, alerts: readonly Alert[]): Detail {
  return { ...detail(property, words, "rerouted"), alerts: alerts.map(({ name }) => name) };
}

/** Channels. */
export const channels: Kind<Channel> = {
  name: "channel",
  named: "channels",
  list: (program) => program.channels,
  details: ({ before, after, programs }) => {
    const [old, now] = [addressOf(before), addressOf(after)];
    if (canonicalJson(old) === canonicalJson(now)) return [];
    const words = md`reaches ${channelInWords(after)} instead of ${channelInWords(before)}`;
    return [rerouted("channel", words, heardOn(programs.after, after))];
  },
  words: (channel) => channelInWords(channel),
};

/** What a channel is, its name apart. */
export function addressOf({ name: _name, origin: _origin, ...address }: Channel): object {
  return "to" in address ? { ...address, to: [...address.to].sort() } : address;
}

/** Where a channel leads; of secrets, their paths. */
export function channelInWords(channel: Channel): Markdown {
  switch (channel.type) {
    case "slack":
      return md`Slack ${shownText(channel.room)} by the webhook ${shownText(channel.webhook)}`;
    case "pagerduty":
      return md`PagerDuty by the routing key ${shownText(channel.routingKey)}`;
    case "email":
      return md`e-mail ${listed([...channel.to].sort())}`;
    case "webhook":
      return md`the webhook ${shownText(channel.url)}`;
  }
}

function heardOn({ alerts }: Program, { name }: Channel): readonly Alert[] {
  return alerts.filter(({ team, severity }) => {
    const { channel, otherwise } = team.destinations[severity];
    return channel.name === name || otherwise?.name === name;
  });
}

/** Words for what is different about a schedule. */
const SCHEDULE: Wording<Schedule> = {
  name: ignored,
  weekdays: (pair) => hoursDetails(pair, "weekdays", (one) => [...one.weekdays].sort().join(", ")),
  times: (pair) => hoursDetails(pair, "times", hoursOf),
  zone: (pair) => hoursDetails(pair, "zone", ({ zone }) => zone),
  origin: ignored,
};

/** Schedules. */
export const schedules: Kind<Schedule> = {
  name: "schedule",
  named: "schedules",
  list: (program) => program.schedules,
  details: (pair) => detailsOf(SCHEDULE, pair),
  words: (one) => md`${hoursOf(one)} on ${one.weekdays.join(", ")}, ${shownValue(one.zone)}`,
};

function hoursOf({ times }: Schedule): string {
  return times
    .map(({ start, end }) => `${start}-${end}`)
    .sort()
    .join(", ");
}

function hoursDetails(
  { before, after, programs }: Pair<Schedule>,
  property: string,
  shown: (schedule: Schedule) => string,
): readonly Detail[] {
  const [old, now] = [shown(before), shown(after)];
  if (old === now) return [];
  const depends = programs.after.alerts.filter((alert) => scheduleOf(alert)?.name === after.name);
  return [rerouted(property, md`${property}: ${instead(now, old)}`, depends)];
}
