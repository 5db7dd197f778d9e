import { tenantName } from "../diagnostics/codes/declaration.ts";
import { alertNameTaken, emptyTenant } from "../diagnostics/codes/reference.ts";
import type { Finding } from "../diagnostics/diagnostic.ts";
import type { Lowering } from "../promql/build/authored.ts";
import { Compilation } from "./compilation.ts";
import { alertsOf, causesOf } from "./passes/alerts.ts";
import { bucketFormOf, catalogueOf } from "./passes/catalogue.ts";
import { checkMail } from "./passes/channels.ts";
import { dashboardsOf, dashboardUid } from "./passes/dashboards.ts";
import { addSidecarSeries, detectorsOf, sidecarOf } from "./passes/detectors.ts";
import { driftOf } from "./passes/drift.ts";
import { jobsOf } from "./passes/jobs.ts";
import { logsOf } from "./passes/logs.ts";
import { metricsOf } from "./passes/metrics.ts";
import type { Alerting } from "./passes/notice.ts";
import type { Shared } from "./passes/organisation.ts";
import { overridden } from "./passes/overrides.ts";
import { type People, peopleOf } from "./passes/people.ts";
import { policiesOf, quotasOf, type Whereabouts } from "./passes/policies.ts";
import { recordingsOf } from "./passes/recordings.ts";
import { scrapesOf } from "./passes/scrapes.ts";
import { securityOf } from "./passes/security.ts";
import { slosOf } from "./passes/slos.ts";
import type { Alert, Environment, Inhibition, Program, TenantIdentity } from "./program.ts";
import { duplicateAlerts, findingsOfMistakes, isSaidBy, type RecordedMistake } from "./recorded-mistakes.ts";
import { type Form, outlineOf } from "./schema/outline.ts";
import { type TenantDeclaration, tenantSchema } from "./schema/tenant.ts";
import { validate } from "./schema/validate.ts";
import { secretsInDeclaration } from "./secrets-in-declarations.ts";

/** A declaration as the loader found it. */
export interface Declared {
  /** The name of the tenant's folder. */
  readonly folder: string;
  readonly declaration: unknown;
  readonly mistakes: readonly RecordedMistake[];
  /** YAML unless given. */
  readonly form?: Form;
  /** Where a place of it is written. */
  readonly locate?: Whereabouts["locate"];
}

/** The tenant's programs, one for each environment; none where the declaration has errors that prevent it. */
export interface Compiled {
  readonly programs: readonly Program[];
  /** The findings that the author lets stand. */
  readonly suppress: TenantDeclaration["suppress"];
  readonly findings: readonly Finding[];
}

const OUTLINES = {
  typescript: outlineOf(tenantSchema, "the tenant", "typescript"),
  yaml: outlineOf(tenantSchema, "the tenant", "yaml"),
} as const;

/** Resolves a tenant's declaration for some environments of the organisation. */
export function compile(declared: Declared, shared: Shared, environments: readonly Environment[]): Compiled {
  const { value, broken, ...validated } = validate(
    tenantSchema,
    declared.declaration,
    OUTLINES[declared.form ?? "yaml"],
  );
  const findings = [...validated.findings, ...secretsInDeclaration(declared.declaration, validated.findings)];
  const recorded = findingsOfMistakes(declared.mistakes);
  if (value === undefined) return { programs: [], suppress: [], findings: [...findings, ...recorded] };
  const elsewhere = declared.mistakes.flatMap(({ name, property }) => (name === "misplaced" ? [`${property}/`] : []));
  const twice = duplicateAlerts(declared.mistakes).map((name) => `duplicates/${name}`);
  const known = new Set([...broken, ...elsewhere, ...twice]);
  const results = environments.map((environment) => resolve(value, declared, shared, environment, known));
  const found = results.flatMap(({ compilation }) => compilation.findings);
  return {
    programs: results.map(({ program }) => program),
    suppress: value.suppress,
    findings: [...findings, ...recorded.filter((one) => !isSaidBy(one, found)), ...found],
  };
}

interface Resolved {
  readonly program: Program;
  readonly compilation: Compilation;
}

function resolve(
  declaration: TenantDeclaration,
  { folder, locate }: Declared,
  shared: Shared,
  environment: Environment,
  broken: ReadonlySet<string>,
): Resolved {
  const tenant = identityOf(declaration, shared);
  const compilation = new Compilation({ label: tenant.label, value: tenant.name }, broken);
  if (declaration.tenant !== folder) {
    compilation.report(tenantName, ["tenant"], { declared: declaration.tenant, folder });
  }
  const metrics = metricsOf(declaration, compilation);
  const people = peopleOf(declaration, compilation);
  checkMail(people.channels.values(), shared.organisation, compilation);
  const sidecar = sidecarOf(declaration);
  const bucketForm = bucketFormOf(shared.organisation);
  const catalogue = catalogueOf(metrics, bucketForm);
  if (Object.keys(declaration.detectors).length > 0) addSidecarSeries(sidecar, catalogue);
  const lowering: Lowering = { ...catalogue, bucketForm, tenantLabel: tenant.label, report: compilation.report };
  const jobs = jobsOf(metrics, catalogue.series);
  const recordings = recordingsOf(declaration, catalogue, jobs, lowering, compilation);
  const alerting = alertingOf({
    declaration,
    tenant,
    environment,
    people,
    series: catalogue.series,
    jobs,
    compilation,
  });
  const slos = slosOf(declaration, lowering, alerting);
  const drift = driftOf(declaration, metrics, lowering, alerting);
  const detectors = detectorsOf(declaration, sidecar, lowering, alerting);
  const made = [
    ...alertsOf(declaration, lowering, alerting),
    ...slos.alerts,
    ...drift.alerts,
    ...securityOf(declaration, lowering, alerting),
    ...detectors.flatMap(({ alert }) => (alert === undefined ? [] : [alert])),
  ];
  const all = distinctNames(made, compilation);
  const names = shared.hasAnyEnvironment ? undefined : [...shared.environments.keys()];
  const alerts = overridden(all, declaration, environment, names, compilation);
  const byName = new Map(alerts.map((alert) => [alert.name, alert]));
  const everyName = new Map(all.map((alert) => [alert.name, alert]));
  const causes = causesOf(declaration, everyName, alerting);
  const inhibitions = inhibitionsAmong(byName, slos.inhibitions, causes);
  const drawing = {
    tenant: tenant.name,
    environment,
    metrics,
    alerts: byName,
    declared: everyName,
    lowering,
    compilation,
  };
  const whereabouts = { whose: "the tenant", locate };
  const isBroken = (list: string, name: string): boolean => compilation.isBroken(list, name);
  const policyMaker = { ...whereabouts, teams: people.teams, isBroken };
  const program: Program = {
    tenant,
    organisation: shared.organisation,
    environment,
    metrics: sorted(metrics),
    scrapes: sorted(scrapesOf(declaration, shared.organisation, sidecar, compilation)),
    channels: sorted([...people.channels.values()]),
    schedules: sorted([...people.schedules.values()]),
    teams: sorted([...people.teams.values()]),
    recordings: [...recordings, ...slos.recordings, ...drift.recordings],
    alerts: sorted(alerts),
    slos: sorted(slos.slos),
    drifts: sorted(drift.drifts),
    inhibitions,
    detectors: sorted(detectors.flatMap(({ detector }) => (detector === undefined ? [] : [detector]))),
    sidecar,
    dashboards: sorted(dashboardsOf(declaration, drawing)),
    logs: sorted(logsOf(declaration, compilation)),
    quotas: quotasOf(declaration.quotas, whereabouts),
    policies: policiesOf(declaration.policies, policyMaker, compilation),
    series: catalogue.series,
    expressions: compilation.expressions,
  };
  const isSound = broken.size === 0 && compilation.findings.length === 0 && !compilation.isAnyBroken("recordings");
  if (isEmpty(program) && isSound) compilation.report(emptyTenant, ["tenant"], { tenant: tenant.name });
  return { program: Object.freeze(program), compilation };
}

const URGENCY = { page: 2, ticket: 1, info: 0 } as const;

// Overrides switch alerts off and change severities; only an author's word lets a less urgent tier hold back a more
// urgent one.
function inhibitionsAmong(
  alerts: ReadonlyMap<string, Alert>,
  betweenTiers: readonly Inhibition[],
  causes: readonly Inhibition[],
): readonly Inhibition[] {
  const ends = ({ source, target }: Inhibition) => [source, target].map(({ alertname = "" }) => alerts.get(alertname));
  const urgent = betweenTiers.filter((inhibition) => {
    const [source, target] = ends(inhibition);
    return source !== undefined && target !== undefined && URGENCY[target.severity] <= URGENCY[source.severity];
  });
  return [...urgent, ...causes.filter((inhibition) => !ends(inhibition).includes(undefined))].sort(byEnds);
}

function byEnds(a: Inhibition, b: Inhibition): number {
  const text = ({ source, target }: Inhibition) => `${source.alertname} ${target.alertname}`;
  return text(a) < text(b) ? -1 : 1;
}

function identityOf({ tenant, title, description }: TenantDeclaration, shared: Shared): TenantIdentity {
  return { name: tenant, title: title ?? tenant, description: description ?? "", label: shared.tenantLabel };
}

interface Parts extends Pick<Alerting, "tenant" | "environment" | "jobs" | "compilation"> {
  readonly declaration: TenantDeclaration;
  readonly people: People;
  readonly series: Lowering["series"];
}

function alertingOf({ declaration, people, series, ...parts }: Parts): Alerting {
  const { tenant, environment } = parts;
  const dashboards = Object.keys(declaration.dashboards).sort();
  const first = dashboards.find((name) => declaration.dashboards[name]?.type === "system-overview") ?? dashboards[0];
  return {
    ...parts,
    teams: people.teams,
    declaredLabels: new Set([...series.values()].flatMap(({ labels }) => [...labels.keys()])),
    dashboardUid: first === undefined ? undefined : dashboardUid(tenant.name, environment, first),
  };
}

function distinctNames(alerts: readonly Alert[], compilation: Compilation): readonly Alert[] {
  const byName = new Map<string, Alert>();
  for (const alert of alerts) {
    // A runbook is a file, and there are systems on which only its letters count.
    const earlier = byName.get(alert.name.toLowerCase());
    if (earlier === undefined) byName.set(alert.name.toLowerCase(), alert);
    else {
      const at = { path: alert.origin.path, part: "key" } as const;
      compilation.report(alertNameTaken, at, { alert: alert.name, by: earlier.origin.name, name: earlier.name });
    }
  }
  return [...byName.values()];
}

function isEmpty({ alerts, recordings, dashboards, logs, detectors }: Program): boolean {
  return [alerts, recordings, dashboards, logs, detectors].every((list) => list.length === 0);
}

function sorted<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
