import { brokenPolicy, policyWarning } from "../../diagnostics/codes/policy.ts";
import type { Policy, Program } from "../../program/program.ts";
import type { Check } from "../checks/check.ts";
import { alertBreaches } from "./alerts.ts";
import type { Breach } from "./breach.ts";
import { expressionBreaches } from "./expressions.ts";
import { limitBreaches } from "./limits.ts";
import { labelBreaches } from "./metrics.ts";
import { objectiveBreaches } from "./objectives.ts";

function breachesOf({ rule, scope }: Policy, program: Program): readonly Breach[] {
  switch (rule.rule) {
    case "require":
    case "requireLabels":
    case "minimumFor":
    case "named":
      return alertBreaches(rule, program, scope);
    case "atMost":
      return limitBreaches(rule, program, scope);
    case "forbidFunctions":
      return expressionBreaches(rule, program, scope);
    case "forbidLabels":
      return labelBreaches(rule, program, scope);
    case "sloForEach":
      return objectiveBreaches(rule, program, scope);
  }
}

/** The policies of the organisation and of the tenant are kept to. */
export const policies: Check = (program, report) => {
  for (const policy of [...program.organisation.policies, ...program.policies]) {
    const { name, severity, message, declaredAt } = policy;
    for (const { place, found, instead } of breachesOf(policy, program)) {
      const data = { policy: name, by: declaredAt(), message, found, instead };
      report(severity === "error" ? brokenPolicy : policyWarning, place, data);
    }
  }
};
