import { channel, secret } from "monitorgen";

export const oncall = channel.pagerDuty("oncall", { routingKey: secret("pagerduty/acme") });
export const room = channel.slack("room", { webhook: secret("slack/acme"), room: "#acme-alerts" });
export const mail = channel.email("mail", { to: ["platform@acme.example", "operations@acme.example"] });

/** Calls a person by other means when it hears nothing from us: the receiver of the heartbeat. */
export const watchdog = channel.webhook("watchdog", { url: secret("watchdog/acme") });
