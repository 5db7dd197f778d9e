import type { Alert } from "../../program/program.ts";
import type { Text } from "../../program/text.ts";
import { formatDuration } from "../../promql/syntax/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import { limitsOf } from "./limit.ts";

const ACTIONS = { page: "pages", ticket: "opens a ticket for", info: "informs" } as const;

/** What an alert says about a panel: `Above 1% for 10m HighErrors pages music.` */
export function alertSentence(alert: Alert): string {
  const when = limitsOf(alert).map(({ side, value }) => `${side} ${printQuantity(value, alert.unit)}`);
  const held = alert.for > 0 ? ` for ${formatDuration(alert.for)}` : "";
  const condition = when.length === 0 ? "when its condition holds" : when.join(" or ");
  const sentence = `${condition}${held} ${alert.name} ${ACTIONS[alert.severity]} ${alert.team.name}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** A text of an alert for people who see no particular one: `a service fails`, of `${service} fails`. */
export function generalText(text: Text): string {
  return text
    .map((part) => ("literal" in part ? part.literal : "label" in part ? `<${part.label}>` : "<value>"))
    .join("");
}
