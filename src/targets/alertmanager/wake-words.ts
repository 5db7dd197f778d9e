import type { Wake } from "./wakes.ts";

const KINDS = { slack: "Slack", pagerduty: "PagerDuty", email: "e-mail", webhook: "webhook" } as const;

/** Who hears of an alert, and when: `Slack music during office-hours, otherwise e-mail reports`. */
export function wakesInWords(wakes: readonly Wake[]): string {
  return wakes
    .map(({ type, channel, when }) => `${otherwise(when)}${KINDS[type]} ${channel}${during(when)}`)
    .join(", ");
}

function otherwise(when: Wake["when"]): string {
  return typeof when === "object" && "outside" in when ? "otherwise " : "";
}

function during(when: Wake["when"]): string {
  return typeof when === "object" && "during" in when ? ` during ${when.during}` : "";
}
