import type { Alert, Channel, Program, Schedule } from "../../../program/program.ts";
import { printDuration } from "../../../values/duration.ts";
import { code, enumerated, type Markdown, md } from "../markdown/markdown.ts";

/** A channel for people: its name, its kind, and where it ends. */
export function channelInWords(channel: Channel): Markdown {
  const name = code(channel.name);
  switch (channel.type) {
    case "slack":
      return md`${name} (Slack, ${channel.room})`;
    case "pagerduty":
      return md`${name} (PagerDuty)`;
    case "email":
      return md`${name} (e-mail to ${enumerated(channel.to)})`;
    case "webhook":
      return md`${name} (webhook)`;
  }
}

/** A schedule for people: `office-hours` (monday:friday 09:00–17:00, Europe/Berlin). */
export function scheduleInWords({ name, weekdays, times, zone }: Schedule): Markdown {
  const hours = times.map(({ start, end }) => `${start}–${end}`).join(", ");
  return md`${code(name)} (${[weekdays.join(", "), hours].filter((part) => part !== "").join(" ")}, ${zone})`;
}

/** Who hears of an alert, when, and how often it is repeated. */
export function toldInWords({ organisation }: Program, alert: Alert): Markdown {
  const { channel, during, otherwise } = alert.team.destinations[alert.severity];
  const name = code(alert.name);
  const again =
    alert.kind === "heartbeat"
      ? "every minute"
      : `every ${printDuration(organisation.alertmanager.repeat[alert.severity])} while it lasts`;
  if (during === undefined || otherwise?.name === channel.name)
    return md`${name} goes to ${channelInWords(channel)} at any hour, again ${again}.`;
  const hours = scheduleInWords(during);
  if (otherwise === undefined) {
    return md`${name} goes to ${channelInWords(channel)} during ${hours}, again ${again}; outside of these hours ${name} waits.`;
  }
  return md`${name} goes to ${channelInWords(channel)} during ${hours} and to ${channelInWords(otherwise)} at all other times, again ${again}.`;
}

/** The channels that hear of an alert. */
export function channelsOf({ team, severity }: Alert): readonly Channel[] {
  const { channel, otherwise } = team.destinations[severity];
  return otherwise === undefined || otherwise.name === channel.name ? [channel] : [channel, otherwise];
}
