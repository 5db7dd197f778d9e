import { malformedPattern, unknownFunction, vaguePolicy } from "../../diagnostics/codes/policy.ts";
import { type Path, type Place, type Position, shown } from "../../diagnostics/diagnostic.ts";
import { isAggregation } from "../../promql/syntax/aggregation.ts";
import { functions } from "../../promql/syntax/functions.ts";
import { compileRegex } from "../../promql/syntax/regex.ts";
import type { Compilation } from "../compilation.ts";
import type { DeclaredAt, Policy, PolicyRule, Quota } from "../program.ts";
import type { PolicyDeclaration } from "../schema/policy.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";

/** Where a declaration says something, for findings elsewhere that follow from it. */
export interface Whereabouts {
  /** `the organisation`, `the tenant`. */
  readonly whose: string;
  readonly locate?: ((place: Place) => Position) | undefined;
}

/** The rules of a policy, by the properties that ask for them. */
const RULES: {
  readonly [K in PolicyRule["rule"]]: (declared: PolicyDeclaration) => Extract<PolicyRule, { rule: K }> | undefined;
} = {
  require: ({ require }) => require && { rule: "require", properties: require },
  requireLabels: ({ requireLabels }) => requireLabels && { rule: "requireLabels", labels: requireLabels },
  minimumFor: ({ minimumFor }) => (minimumFor === undefined ? undefined : { rule: "minimumFor", duration: minimumFor }),
  named: ({ named }) => (named === undefined ? undefined : { rule: "named", pattern: named }),
  atMost: ({ atMost }) => atMost && { rule: "atMost", limits: atMost },
  forbidFunctions: ({ forbidFunctions }) => forbidFunctions && { rule: "forbidFunctions", functions: forbidFunctions },
  forbidLabels: ({ forbidLabels }) => forbidLabels && { rule: "forbidLabels", labels: forbidLabels },
  sloForEach: ({ sloForEach }) => (sloForEach === undefined ? undefined : { rule: "sloForEach", label: sloForEach }),
};

/** The policies of an organisation or a tenant, sorted by name. */
export function policiesOf(
  declared: Readonly<Record<string, PolicyDeclaration>>,
  whereabouts: Whereabouts,
  { report }: Pick<Compilation, "report">,
): readonly Policy[] {
  const names = Object.keys(declared).sort();
  return names.flatMap((name) => {
    const policy = declared[name];
    const path = ["policies", name];
    if (policy === undefined || !isClear(policy, path, report)) return [];
    const rules = Object.values(RULES).flatMap((ruleOf) => ruleOf(policy) ?? []);
    const [rule] = rules;
    if (rule === undefined || rules.length > 1) {
      const data = { given: rules.map((one) => one.rule), known: Object.keys(RULES) };
      report(vaguePolicy, { path, part: "key" }, data);
      return [];
    }
    const { of = {}, severity = "error", message = "" } = policy;
    return [{ name, rule, scope: of, severity, message, declaredAt: declaredAt(path, whereabouts) }];
  });
}

function isClear(
  { named, of, forbidFunctions = [] }: PolicyDeclaration,
  path: Path,
  report: Compilation["report"],
): boolean {
  const patterns = [
    { at: [...path, "named"], pattern: named },
    { at: [...path, "of", "named"], pattern: of?.named },
  ];
  const broken = patterns.filter(({ at, pattern }) => {
    const compiled = compileRegex(pattern ?? "");
    if ("reason" in compiled) report(malformedPattern, at, { pattern: pattern ?? "", problem: compiled.reason });
    return "reason" in compiled;
  });
  const known = [...functions.keys()];
  const strange = forbidFunctions.filter((name) => !functions.has(name) && !isAggregation(name));
  for (const name of strange) {
    report(unknownFunction, [...path, "forbidFunctions", forbidFunctions.indexOf(name)], { name, known });
  }
  return broken.length + strange.length === 0;
}

/** What an organisation or a tenant lets a tenant cost. */
export function quotasOf(declared: TenantDeclaration["quotas"], whereabouts: Whereabouts): readonly Quota[] {
  return (["indexBytesPerDay", "rules", "samplesPerEvaluation", "series"] as const).flatMap((of) => {
    const most = declared[of];
    return most === undefined ? [] : [{ of, most, declaredAt: declaredAt(["quotas", of], whereabouts) }];
  });
}

// A place is looked up only where a finding names it.
function declaredAt(path: Path, { whose, locate }: Whereabouts): DeclaredAt {
  return () => (locate === undefined ? whose : `${whose}, ${shown(locate({ path, part: "key" }))}`);
}
