import type { Channel, Organisation, Program } from "../../program/program.ts";
import type { ReceiverEntry } from "./entries.ts";
import { callTemplate, verbatim } from "./go-template.ts";
import { ORGANISATION, receiverName, secretFile } from "./names.ts";

/** A receiver for each channel of a tenant, with the tenant's texts. */
export function tenantReceivers({ tenant, channels }: Program): readonly ReceiverEntry[] {
  return channels.map((channel) => receiver(tenant.name, channel));
}

/** The receiver of what no tenant's route takes, with the organisation's texts. */
export function fallbackReceiver(organisation: Organisation): ReceiverEntry {
  return receiver(ORGANISATION, organisation.alertmanager.fallback);
}

function receiver(owner: string, channel: Channel): ReceiverEntry {
  const text = (template: string) => callTemplate(owner, template);
  return { name: receiverName({ name: owner }, channel), ...settings(channel, text) };
}

type TextOf = (template: string) => string;

function settings(channel: Channel, text: TextOf): Omit<ReceiverEntry, "name"> {
  switch (channel.type) {
    case "slack":
      return { slack_configs: [slack(channel, text)] };
    case "pagerduty":
      return { pagerduty_configs: [pagerDuty(channel, text)] };
    case "email":
      return { email_configs: [email(channel, text)] };
    case "webhook":
      return { webhook_configs: [{ send_resolved: true, url_file: secretFile(channel.url) }] };
  }
}

type Of<T extends Channel["type"]> = Extract<Channel, { readonly type: T }>;

function slack({ webhook, room }: Of<"slack">, text: TextOf): object {
  return {
    send_resolved: true,
    api_url_file: secretFile(webhook),
    channel: verbatim(room),
    color: text("slack.color"),
    title: text("slack.title"),
    title_link: text("dashboard"),
    text: text("slack.text"),
    fallback: text("slack.title"),
    footer: text("slack.footer"),
  };
}

function pagerDuty({ routingKey }: Of<"pagerduty">, text: TextOf): object {
  return {
    send_resolved: true,
    routing_key_file: secretFile(routingKey),
    description: text("pagerduty.description"),
    severity: text("pagerduty.severity"),
    source: text("where"),
    class: text("alertname"),
    client_url: text("dashboard"),
    details: {
      firing: text("pagerduty.firing"),
      resolved: text("pagerduty.resolved"),
      recommendation: text("pagerduty.recommendation"),
      team: text("team"),
      environment: text("environment"),
    },
    links: [
      { text: "Runbook", href: text("runbook") },
      { text: "Dashboard", href: text("dashboard") },
      { text: "Silence", href: text("silence") },
    ],
  };
}

function email({ to }: Of<"email">, text: TextOf): object {
  return {
    send_resolved: true,
    to: verbatim(to.join(", ")),
    headers: { Subject: text("email.subject") },
    html: text("email.html"),
    text: text("email.text"),
  };
}
