import { strangeSeverity } from "../../diagnostics/codes/files.ts";
import { nearest } from "../../diagnostics/nearest.ts";
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
  const all = rules.filter((rule) => rule.alert !== undefined);
  const alerts = all.filter((rule) => !/^$|\{\{/.test(severityOf(rule)));
  const names = new Map<string, Set<string>>();
  for (const rule of alerts) {
    const own = names.get(severityOf(rule)) ?? new Set();
    names.set(severityOf(rule), own.add(nameOf(rule)));
  }
  if (new Set(alerts.map(nameOf)).size <= ENOUGH) return;
  checkMissing(all, [...names.keys()].sort(), routes, report);
  for (const rule of alerts) {
    const severity = severityOf(rule);
    if (names.get(severity)?.size !== 1) continue;
    const known = [...names.keys()].filter((one) => one !== severity).sort();
    const found = strangeness(severity, known, routes);
    if (found === undefined) continue;
    report(strangeSeverity, [...rule.path, "labels", LABEL], { alert: nameOf(rule), severity, known, ...found });
  }
}

// Where a single alert has none, and routes ask for it, it was forgotten.
function checkMissing(alerts: readonly Rule[], known: readonly string[], routes: string, report: Report): void {
  const [rule, ...others] = alerts.filter((one) => severityOf(one) === "");
  if (rule === undefined || others.length > 0 || !/\bseverity\b/.test(routes)) return;
  const data = { alert: nameOf(rule), severity: "", known, why: "which routes ask for" };
  report(strangeSeverity, [...rule.path, "alert"], data);
}

function severityOf({ labels }: Rule): string {
  return labels.get(LABEL) ?? "";
}

function strangeness(severity: string, known: readonly string[], routes: string) {
  const slip = nearest(severity, known);
  if (slip !== undefined) return { why: `which looks like '${slip}'`, meant: slip };
  const rank = rankOf(severity);
  const same = known.find((one) => rank !== undefined && rankOf(one) === rank);
  if (same !== undefined) return { why: `which means what '${same}' means`, meant: same };
  const isUrgent = rank !== undefined && rank > UNIMPORTANT;
  const isSpokenOf = /\bseverity\b/.test(routes) && !routes.includes(severity);
  return isUrgent && isSpokenOf ? { why: "which no route speaks of" } : undefined;
}
