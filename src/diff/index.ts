import type { Environment, Program } from "../program/program.ts";
import type { CompiledProject, CompiledTenant } from "../project-result.ts";
import { md } from "../targets/documents/markdown/markdown.ts";
import type { Change } from "./change.ts";
import { environmentChange, organisationChanges } from "./declarations/organisation.ts";
import { suppressionChanges } from "./declarations/suppression.ts";
import { type Difference, type InEnvironment, together } from "./environments.ts";
import { programChanges } from "./programs.ts";

export type { Effect, Fate, TextLine } from "./change.ts";
export type { DetailIn, Difference } from "./environments.ts";

/** What is different about one tenant, or about what all tenants share. */
export interface Part {
  /** The tenant's name; none for what all share. */
  readonly tenant?: string;
  readonly differences: readonly Difference[];
}

/** What is different between two states of a project. */
export interface ProjectDiff {
  /** The environments that were compared, sorted. */
  readonly environments: readonly string[];
  /** What all share comes first, then tenants by name; none without a difference. */
  readonly parts: readonly Part[];
  /** Tenants that can't be compared, as one of the states has errors. */
  readonly broken: readonly { readonly tenant: string; readonly side: "before" | "after" }[];
}

/** One of the two states: what was compiled, and the names of all tenants that are declared, compiled or not. */
export interface State {
  readonly project: CompiledProject;
  readonly declared: readonly string[];
}

/** Compares two states of a project, program by program; in one environment only where that is named. */
export function compareProjects(before: State, after: State, only?: string): ProjectDiff {
  const isMeant = (name: string): boolean => only === undefined || name === only;
  const names = [...new Set([...before.declared, ...after.declared])].sort();
  const tenants = names.map((name) => ({ name, old: tenantIn(before, name), now: tenantIn(after, name) }));
  const broken = tenants.flatMap(({ name, old, now }) => [
    ...(old === "broken" ? [{ tenant: name, side: "before" as const }] : []),
    ...(now === "broken" ? [{ tenant: name, side: "after" as const }] : []),
  ]);
  const parts = [
    { differences: sharedDifferences(before.project, after.project, isMeant) },
    ...tenants.map(({ name, old, now }): Part => {
      if (old === "broken" || now === "broken") return { tenant: name, differences: [] };
      return { tenant: name, differences: tenantDifferences(old, now, isMeant) };
    }),
  ];
  const environments = [...new Set([...namesOf(before.project), ...namesOf(after.project)])].filter(isMeant).sort();
  return { environments, broken, parts: parts.filter(({ differences }) => differences.length > 0) };
}

function namesOf({ environments }: CompiledProject): readonly string[] {
  return environments.map(({ name }) => name);
}

function tenantIn({ project, declared }: State, name: string): CompiledTenant | "broken" | undefined {
  if (!declared.includes(name)) return undefined;
  const tenant = project.tenants.find((one) => one.name === name);
  return tenant === undefined || tenant.programs.length === 0 ? "broken" : tenant;
}

function programOf(tenant: CompiledTenant | undefined, environment: string): Program | undefined {
  return tenant?.programs.find((program) => program.environment.name === environment);
}

// An environment that one of the states lacks is told as a whole, not by what is built for it.
function tenantDifferences(
  old: CompiledTenant | undefined,
  now: CompiledTenant | undefined,
  isMeant: (environment: string) => boolean,
): readonly Difference[] {
  const names = [
    ...new Set([old, now].flatMap((one) => one?.programs ?? []).map(({ environment }) => environment.name)),
  ];
  const suppressed = suppressionChanges(old, now);
  const all = names.filter(isMeant).flatMap((environment): readonly InEnvironment[] => {
    const [before, after] = [programOf(old, environment), programOf(now, environment)];
    if (old === undefined || now === undefined) {
      return [{ environment, changes: [before, after].flatMap((program) => wholeTenant(program, program === after)) }];
    }
    if (before === undefined || after === undefined) return [];
    return [{ environment, changes: [...programChanges(before, after), ...suppressed] }];
  });
  return together(all, (place, fate) => (fate === "removed" ? old : now)?.locate(place));
}

function wholeTenant(program: Program | undefined, isAfter: boolean): readonly Change[] {
  if (program === undefined) return [];
  const { name, title } = program.tenant;
  const counts = (
    [
      ["alert", program.alerts],
      ["SLO", program.slos],
      ["metric", program.metrics],
      ["dashboard", program.dashboards],
    ] as const
  ).map(([what, { length }]) => `${length} ${what}${length === 1 ? "" : "s"}`);
  const words = md`${title}: ${counts.join(", ")}`;
  const effect = isAfter ? "covered" : "blinder";
  const fate = isAfter ? "added" : "removed";
  return [{ kind: "tenant", name, declaration: "tenant", path: [], fate, details: [{ property: "", words, effect }] }];
}

// The organisation is in every program. A state without any, or whose organisation is broken, can't be compared.
function sharedDifferences(
  before: CompiledProject,
  after: CompiledProject,
  isMeant: (environment: string) => boolean,
): readonly Difference[] {
  if (before.environments.length === 0 || after.environments.length === 0) return [];
  const names = [...new Set([...namesOf(before), ...namesOf(after)])].filter(isMeant);
  const all = names.map((environment): InEnvironment => {
    const [old, now] = [environmentIn(before, environment), environmentIn(after, environment)];
    if (old !== undefined && now !== undefined)
      return { environment, changes: sharedChanges(before, after, environment) };
    return { environment, changes: [...wholeEnvironment(old, "removed"), ...wholeEnvironment(now, "added")] };
  });
  return together(all, () => undefined);
}

function environmentIn({ environments }: CompiledProject, wanted: string): Environment | undefined {
  return environments.find(({ name }) => name === wanted);
}

function wholeEnvironment(environment: Environment | undefined, fate: "added" | "removed"): readonly Change[] {
  return environment === undefined ? [] : [environmentChange(environment, fate)];
}

function sharedChanges(before: CompiledProject, after: CompiledProject, environment: string): readonly Change[] {
  const [old, now] = [before, after].map(({ tenants }) =>
    tenants.map((tenant) => programOf(tenant, environment)).find((program) => program !== undefined),
  );
  return old === undefined || now === undefined ? [] : organisationChanges({ before: old, after: now });
}
