import type { Path } from "../diagnostics/diagnostic.ts";
import { type Labels, labelValue, type Matcher, matchesAll } from "./matchers.ts";

/** While an alert matches the source side, alerts on the target side that share the `equal` labels are not notified. */
export interface InhibitRule {
  /** Where the rule was declared. */
  readonly origin: Path;
  readonly name?: string;
  readonly sourceMatchers: readonly Matcher[];
  readonly targetMatchers: readonly Matcher[];
  readonly equal: readonly string[];
}

/** A rule that silences an alert, and the firing alerts that make it do so. */
export interface Inhibition {
  readonly rule: InhibitRule;
  readonly sources: readonly Labels[];
}

/**
 * Everything that silences an alert while others fire: Alertmanager stops at the first rule and source, so the alert is
 * inhibited there if this is not empty. An alert on both sides of a rule is never inhibited by another on both sides,
 * itself included. Sources count whether or not they are silenced, inhibited or muted themselves.
 */
export function inhibitedBy(
  rules: readonly InhibitRule[],
  alert: Labels,
  firing: readonly Labels[],
): readonly Inhibition[] {
  return rules.flatMap((rule) => {
    const sources = sourcesOf(rule, alert, firing);
    return sources.length > 0 ? [{ rule, sources }] : [];
  });
}

function sourcesOf(rule: InhibitRule, alert: Labels, firing: readonly Labels[]): readonly Labels[] {
  if (!matchesAll(rule.targetMatchers, alert)) return [];
  const isTwoSided = matchesAll(rule.sourceMatchers, alert);
  return firing.filter(
    (source) =>
      matchesAll(rule.sourceMatchers, source) &&
      rule.equal.every((name) => labelValue(source, name) === labelValue(alert, name)) &&
      !(isTwoSided && matchesAll(rule.targetMatchers, source)),
  );
}
