import type { Alert, Program } from "../../program/program.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import type { Detail } from "../change.ts";
import type { Kind } from "../kind.ts";
import { withoutNumbers, writtenText } from "../texts.ts";
import { detail, type Pair } from "../wording.ts";
import { alertDetails, alertInWords } from "./alert.ts";

/** The author's own alerts, and heartbeats. */
export const alerts: Kind<Alert> = {
  name: "alert",
  named: "alerts",
  list: declaredAmong("alerts"),
  details: alertDetails,
  words: (alert, program) => alertInWords(program, alert),
  effects: ["covered", "blinder"],
  renamed: ({ name }) => [detail("name", md`silences of ${code(name)} don't hold it back`)],
};

/** Alerts on counts of security events. */
export const securityRules: Kind<Alert> = {
  ...alerts,
  name: "security rule",
  list: declaredAmong("security"),
  details: securityDetails,
};

// Where the author wrote no texts, they repeat the numbers of the condition.
function securityDetails(pair: Pair<Alert>): readonly Detail[] {
  const details = alertDetails(pair);
  const isSaid = details.some(({ property }) => property === "condition" || property === "window");
  return isSaid ? details.filter(({ property }) => !isRepeated(pair, property)) : details;
}

function isRepeated({ before, after }: Pair<Alert>, property: string): boolean {
  if (property !== "summary" && property !== "description") return false;
  return withoutNumbers(writtenText(before[property])) === withoutNumbers(writtenText(after[property]));
}

function declaredAmong(list: "alerts" | "security"): (program: Program) => readonly Alert[] {
  return (program) => program.alerts.filter(({ origin }) => origin.path[0] === list);
}
