import { strangeSeverity } from "../../diagnostics/codes/files.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { grouped } from "../../promql/solve/grouped.ts";
import { rankOf } from "../proofs/routing/findings/severity.ts";
import type { Report } from "./document.ts";
import { nameOf, type Rule } from "./rules.ts";

const LABEL = "severity";

/** What is no more urgent than this may well be one alert's alone, and go where everything else goes. */
const UNIMPORTANT = rankOf("info") ?? 0;

/** How many alerts must agree on severities for one to be strange. */
const ENOUGH = 4;

/**
 * Severities that one alert alone has: a slip of what others have, their word for the same, or an urgent one that no
 * route speaks of. `routes` is the text of Alertmanager's configurations.
 */
export function severityMistakes(rules: readonly Rule[], routes: string, report: Report): void {
  const alerts = rules.filter(({ alert, labels }) => alert !== undefined && labels.has(LABEL));
  const of = (rule: Rule): string => rule.labels.get(LABEL) ?? "";
  const named = grouped(alerts, (rule) => rule.alert);
  const having = new Map(
    [...grouped(alerts, of)].map(([severity, some]) => [severity, new Set(some.map((one) => one.alert))]),
  );
  for (const rule of alerts) {
    const severity = of(rule);
    const others = alerts.length - (named.get(rule.alert)?.length ?? 0);
    const isUsual = (having.get(severity)?.size ?? 0) > 1;
    if (others < ENOUGH || isUsual || severity.includes("{{")) continue;
    const known = [...having].flatMap(([one, names]) => (names.size > 1 || !names.has(rule.alert) ? [one] : [])).sort();
    const found = strangeness(severity, known, routes);
    if (found === undefined) continue;
    report(strangeSeverity, [...rule.path, "labels", LABEL], { alert: nameOf(rule), severity, known, ...found });
  }
}

function strangeness(severity: string, known: readonly string[], routes: string) {
  const slip = nearest(severity, known);
  if (slip !== undefined) return { why: `which looks like '${slip}'`, meant: slip };
  const rank = rankOf(severity);
  const same = known.find((one) => rank !== undefined && rankOf(one) === rank);
  if (same !== undefined) return { why: `which means what '${same}' means`, meant: same };
  const isUrgent = rank !== undefined && rank > UNIMPORTANT;
  const isSpokenOf = new RegExp(`\\b${LABEL}\\b`).test(routes) && !routes.includes(severity);
  return isUrgent && isSpokenOf ? { why: "which no route speaks of" } : undefined;
}
