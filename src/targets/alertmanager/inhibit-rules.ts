import type { Program } from "../../program/program.ts";
import { printMatcher } from "../../routing/matchers.ts";
import { compareText } from "../../routing/unicode.ts";
import type { InhibitRuleEntry } from "./entries.ts";

/** A tenant's inhibitions: both sides and the labels that must agree name the tenant, so none reaches another's alerts. */
export function inhibitRules({ tenant, inhibitions }: Program): readonly InhibitRuleEntry[] {
  const own = { [tenant.label]: tenant.name };
  return inhibitions.map(({ source, target, equal }) => ({
    source_matchers: exactly({ ...source, ...own }),
    target_matchers: exactly({ ...target, ...own }),
    equal: [...new Set([tenant.label, ...equal])].sort(compareText),
  }));
}

function exactly(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, value]) => printMatcher({ name, operator: "=", value }));
}
