import { malformedPattern, unknownFunction, uselessScope, vaguePolicy } from "../../diagnostics/codes/policy.ts";
import { undeclaredTeam } from "../../diagnostics/codes/reference.ts";
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

/** Who has policies, and what is known of their declaration. */
export interface PolicyMaker extends Whereabouts {
  /** Whether a declaration was refused already, in part or whole. */
  readonly isBroken: (list: string, name: string) => boolean;
  /** The teams that there are; unknown of an organisation, whose tenants have their own. */
  readonly teams?: ReadonlyMap<string, unknown>;
}

/** The rules of a policy, by the properties that ask for them. */
const RULES: {
  readonly [K in PolicyRule["rule"]]: (declared: PolicyDeclaration) => Extract<PolicyRule, { rule: K }> | undefined;
} = {
  require: ({ require }) => require && { rule: "require", properties: require },
  requireLabels: ({ requireLabels }) => requireLabels && { rule: "requireLabels", labels: requireLabels },
  minimumFor: ({ minimumFor }) => (minimumFor === undefined ? undefined : { rule: "minimumFor", duration: minimumFor }),
  named: ({ named }) => (named === undefined ? undefined : { rule: "named", pattern: named }),
  atMost: ({ atMost = {} }) => (Object.keys(atMost).length === 0 ? undefined : { rule: "atMost", limits: atMost }),
  forbidFunctions: ({ forbidFunctions }) => forbidFunctions && { rule: "forbidFunctions", functions: forbidFunctions },
  forbidLabels: ({ forbidLabels }) => forbidLabels && { rule: "forbidLabels", labels: forbidLabels },
  sloForEach: ({ sloForEach }) => (sloForEach === undefined ? undefined : { rule: "sloForEach", label: sloForEach }),
};

/** The policies of an organisation or a tenant, sorted by name. */
export function policiesOf(
  declared: Readonly<Record<string, PolicyDeclaration>>,
  maker: PolicyMaker,
  { report }: Pick<Compilation, "report">,
): readonly Policy[] {
  const names = Object.keys(declared).sort();
  return names.flatMap((name) => {
    const policy = declared[name];
    const path = ["policies", name];
    if (policy === undefined || !isClear(policy, path, report)) return [];
    // Without the part that was refused it would ask for something else.
    if (maker.isBroken("policies", name)) return [];
    const rules = Object.values(RULES).flatMap((ruleOf) => ruleOf(policy) ?? []);
    const [rule] = rules;
    if (rule === undefined || rules.length > 1) {
      const data = { given: rules.map((one) => one.rule), known: Object.keys(RULES) };
      report(vaguePolicy, { path, part: "key" }, data);
      return [];
    }
    const { of = {}, severity = "error", message = "" } = policy;
    checkScope(rule, of, path, report);
    checkOwner(of, path, maker, report);
    return [{ name, rule, scope: of, severity, message, declaredAt: declaredAt(path, maker) }];
  });
}

const OF_ALERTS: readonly string[] = ["require", "requireLabels", "minimumFor", "named", "atMost"];

function checkScope(rule: PolicyRule, scope: Policy["scope"], path: Path, report: Compilation["report"]): void {
  const limits = rule.rule === "atMost" ? Object.keys(rule.limits).filter((limit) => limit !== "alerts") : [];
  const others = OF_ALERTS.includes(rule.rule) ? limits : [rule.rule];
  if (Object.keys(scope).length === 0 || others.length === 0) return;
  report(uselessScope, { path: [...path, "of"], part: "key" }, { others });
}

function checkOwner(
  { owner }: Policy["scope"],
  path: Path,
  { teams, isBroken }: PolicyMaker,
  report: Compilation["report"],
): void {
  if (owner === undefined || teams === undefined || teams.has(owner) || isBroken("teams", owner)) return;
  report(undeclaredTeam, [...path, "of", "owner"], { name: owner, known: [...teams.keys()] });
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
