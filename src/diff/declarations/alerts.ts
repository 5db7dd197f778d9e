import type { Alert, Program } from "../../program/program.ts";
import type { Kind } from "../kind.ts";
import { alertDetails, alertInWords } from "./alert.ts";

/** The author's own alerts, and heartbeats. */
export const alerts: Kind<Alert> = {
  name: "alert",
  named: "alerts",
  list: declaredAmong("alerts"),
  details: alertDetails,
  words: (alert, program) => alertInWords(program, alert),
  effects: ["covered", "blinder"],
};

/** Alerts on counts of security events. */
export const securityRules: Kind<Alert> = { ...alerts, name: "security rule", list: declaredAmong("security") };

function declaredAmong(list: "alerts" | "security"): (program: Program) => readonly Alert[] {
  return (program) => program.alerts.filter(({ origin }) => origin.path[0] === list);
}
