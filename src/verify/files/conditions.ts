import { alertUnsatisfiable } from "../../diagnostics/codes/solve.ts";
import { print } from "../../promql/syntax/print.ts";
import { contradictionIn } from "../../promql/types/contradiction.ts";
import type { Report } from "./document.ts";
import { nameOf } from "./rules.ts";
import type { RuleStatement } from "./statement.ts";

/** Conditions of which two parts exclude each other; those that are declared are left to the solver. */
export function impossibleConditions(statements: readonly RuleStatement[], report: Report): void {
  for (const { role, rule, authored } of statements) {
    const asked = role === "condition" ? contradictionIn(authored.expr) : undefined;
    if (asked === undefined) continue;
    const reason = `${print(asked)} can't be all that is asked of it at once`;
    report(alertUnsatisfiable, authored.placeOf(asked), { alert: nameOf(rule), reason });
  }
}
