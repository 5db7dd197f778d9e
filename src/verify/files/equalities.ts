import { tenantLeftOut } from "../../diagnostics/codes/files.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { InhibitRule } from "../../routing/inhibition.ts";
import { readRouting } from "../../routing/read-config.ts";
import type { Report } from "./document.ts";

/** Inhibitions that leave the tenant's label out, where all others ask for it. */
export function inhibitionsWithoutTenant(document: unknown, root: Path, label: string, report: Report): void {
  const { config, problems } = readRouting(document);
  if (config === undefined || problems.length > 0) return;
  const without = config.inhibitRules.filter((rule) => !keepsTo(rule, label));
  const others = config.inhibitRules.length - without.length;
  // Where several leave it out, tenants aren't what the inhibitions are about.
  if (others < 2 || without.length > 1) return;
  for (const { origin } of without) report(tenantLeftOut, [...root, ...origin], { label, others });
}

function keepsTo({ equal, sourceMatchers, targetMatchers }: InhibitRule, label: string): boolean {
  const pinned = [sourceMatchers, targetMatchers].map(
    (matchers) => matchers.find(({ name, operator }) => name === label && operator === "=")?.value,
  );
  return equal.includes(label) || (pinned[0] !== undefined && pinned[0] === pinned[1]);
}
