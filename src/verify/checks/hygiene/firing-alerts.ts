import { undeclaredAlert } from "../../../diagnostics/codes/reference.ts";
import { nearest } from "../../../diagnostics/nearest.ts";
import type { Program } from "../../../program/program.ts";
import type { Matcher } from "../../../promql/syntax/ast.ts";
import { selectors } from "../../../promql/syntax/walk.ts";
import type { Check } from "../check.ts";

/** Expressions that read which alerts fire ask for alerts that exist; others than the tenant's may, unless misspelt. */
export const firingAlerts: Check = (program, report) => {
  const known = namesIn(program);
  for (const { authored } of program.expressions) {
    for (const selector of selectors(authored.expr)) {
      if (selector.metric !== "ALERTS" && selector.metric !== "ALERTS_FOR_STATE") continue;
      const place = authored.placeOf(selector);
      for (const { value, span } of selector.matchers.filter((matcher) => isMisspelt(matcher, known))) {
        report(undeclaredAlert, span === undefined ? place : { ...place, span }, { name: value, known });
      }
    }
  }
};

function isMisspelt({ label, operator, value }: Matcher, known: readonly string[]): boolean {
  if (label !== "alertname" || operator !== "=" || known.includes(value)) return false;
  return nearest(value, known) !== undefined;
}

// An alert that an environment switches off is declared nevertheless.
function namesIn({ alerts, expressions }: Program): readonly string[] {
  const declared = expressions.flatMap(({ origin }) => (origin.path[0] === "alerts" ? [String(origin.path[1])] : []));
  return [...new Set([...alerts.map(({ name }) => name), ...declared])];
}
