import type { Alert, Policy, PolicyRule, Program } from "../../program/program.ts";
import type { Text } from "../../program/text.ts";
import { printDuration } from "../../values/duration.ts";
import { accepting } from "../cost/shape.ts";
import type { Breach, Breaches } from "./breach.ts";

type AlertRule = "require" | "requireLabels" | "minimumFor" | "named";

/** What each alert of a scope must say, be called, or wait for. */
export const alertBreaches: Breaches<AlertRule> = (rule, program, scope) =>
  program.alerts.filter((alert) => isMeant(alert, scope)).flatMap((alert) => breachesOf(rule, alert, program));

/** Whether a policy is about an alert. */
export function isMeant(alert: Alert, { severity, owner, kind, named }: Policy["scope"]): boolean {
  return (
    (severity ?? alert.severity) === alert.severity &&
    (owner ?? alert.team.name) === alert.team.name &&
    (kind ?? alert.kind) === alert.kind &&
    (named === undefined || accepting(named)(alert.name))
  );
}

function breachesOf(rule: Extract<PolicyRule, { rule: AlertRule }>, alert: Alert, program: Program): readonly Breach[] {
  const place = { path: alert.origin.path, part: "key" } as const;
  const who = `${alert.name} (${alert.severity})`;
  switch (rule.rule) {
    case "require":
      return rule.properties
        .filter((property) => !HAS[property](alert, program))
        .map((property) => {
          const where = property === "for" ? whereToWait(alert) : "";
          return { place, found: `${who} has no ${property}`, instead: INSTEAD[property] + where };
        });
    case "requireLabels":
      return rule.labels
        .filter((label) => !Object.hasOwn(alert.labels, label) && !alert.conditionLabels.includes(label))
        .map((label) => ({ place, found: `${who} has no label ${label}`, instead: `add the label ${label}` }));
    case "minimumFor":
      // A heartbeat has no condition that could hold.
      if (alert.for >= rule.duration || alert.kind === "heartbeat") return [];
      return [
        {
          place,
          found: `${who} fires after ${alert.for === 0 ? "no time" : printDuration(alert.for)}`,
          instead: `let its condition hold for ${printDuration(rule.duration)} at least${whereToWait(alert)}`,
        },
      ];
    case "named":
      if (accepting(rule.pattern)(alert.name)) return [];
      return [{ place, found: `${alert.name} isn't called as ${rule.pattern}`, instead: "give it another name" }];
  }
}

// Alerts that follow from an objective, drift or a security rule have no property of their own for it.
function whereToWait({ kind, name }: Alert): string {
  return kind === "threshold" || kind === "detector" ? "" : `, by an override of ${name}`;
}

type Required = Extract<PolicyRule, { rule: "require" }>["properties"][number];

const HAS: { readonly [K in Required]: (alert: Alert, program: Program) => boolean } = {
  description: ({ description }) => !isEmpty(description),
  runbook: ({ runbook }) => runbook.trim() !== "",
  dashboard: ({ dashboardUrl }, { environment }) => dashboardUrl !== environment.grafana,
  for: (alert) => alert.for > 0 || alert.kind === "heartbeat",
};

const INSTEAD: { readonly [K in Required]: string } = {
  description: "add a description: what is wrong, and the values that show it",
  runbook: "add a runbook: what the person who is told does first",
  dashboard: "declare a dashboard",
  for: "say for how long its condition must hold",
};

function isEmpty(text: Text): boolean {
  return text.every((part) => "literal" in part && part.literal.trim() === "");
}
