import { unknownPlaceholder } from "../../diagnostics/codes/expression.ts";
import { reservedLabel, undeclaredTeam } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Admitted, Compilation } from "../compilation.ts";
import { originOf } from "../compilation.ts";
import type { Alert, AlertKind, AlertMeaning, Environment, Severity, Team, TenantIdentity } from "../program.ts";
import { parseText, placeholdersOf, type Text } from "../text.ts";
import type { Jobs } from "./jobs.ts";

/** What alerts are made with: who is told, where links lead. */
export interface Alerting {
  readonly tenant: TenantIdentity;
  readonly environment: Environment;
  readonly teams: ReadonlyMap<string, Team>;
  /** All labels of declared metrics: one of these that a condition hasn't was aggregated away. */
  readonly declaredLabels: ReadonlySet<string>;
  /** Where people look first: the uid of a dashboard, if there is any. */
  readonly dashboardUid: string | undefined;
  readonly jobs: Jobs;
  readonly compilation: Compilation;
}

/** What an author says of anything that tells people. */
export interface NoticeDeclaration {
  readonly owner: string;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly runbook?: string | undefined;
}

/** What differs between the kinds of alerts. */
export interface AlertDraft {
  readonly name: string;
  readonly kind: AlertKind;
  readonly path: Path;
  readonly notice: NoticeDeclaration;
  readonly severity: Severity;
  readonly condition: Pick<Admitted, "expr" | "unit" | "labels" | "open">;
  readonly group: string;
  readonly meaning: AlertMeaning;
  /** What the texts say where the author wrote none. */
  readonly summary: string;
  readonly description: string;
  readonly for?: number | undefined;
  readonly keepFiringFor?: number | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** The alert of a draft: its owner resolved, texts read, labels and links final. */
export function alertOf(draft: AlertDraft, alerting: Alerting): Alert | undefined {
  const { name, kind, path, notice, severity, condition } = draft;
  const texts = {
    summary: textOf(notice.summary ?? draft.summary, [...path, "summary"], draft, alerting),
    description: textOf(notice.description ?? draft.description, [...path, "description"], draft, alerting),
  };
  const team = teamNamed(notice.owner, [...path, "owner"], alerting);
  if (team === undefined) {
    alerting.compilation.markBroken(String(path[0]), String(path[1]));
    return undefined;
  }
  const { tenant, environment, dashboardUid } = alerting;
  checkLabels(draft, alerting);
  return {
    name,
    kind,
    expr: condition.expr,
    unit: condition.unit,
    conditionLabels: condition.labels,
    for: draft.for ?? 0,
    keepFiringFor: draft.keepFiringFor ?? 0,
    severity,
    team,
    labels: byName({ ...draft.labels, [tenant.label]: tenant.name, severity, team: team.name }),
    ...texts,
    runbook: notice.runbook ?? "",
    runbookUrl: `${environment.runbooks}/${tenant.name}/${name}`,
    dashboardUrl: dashboardUid === undefined ? environment.grafana : `${environment.grafana}/d/${dashboardUid}`,
    group: draft.group,
    meaning: draft.meaning,
    origin: originOf(path),
  };
}

// What every alert has of itself would replace the author's.
function checkLabels({ labels = {}, path }: AlertDraft, { tenant, compilation }: Alerting): void {
  for (const label of Object.keys(labels)) {
    if (![tenant.label, "alertname", "severity", "team"].includes(label)) continue;
    compilation.report(reservedLabel, { path: [...path, "labels", label], part: "key" }, { label, by: OWN });
  }
}

const OWN = "monitorgen, on alerts";

function byName(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function teamNamed(name: string, path: Path, { teams, compilation }: Alerting): Team | undefined {
  const team = teams.get(name);
  if (team === undefined && !compilation.isBroken("teams", name)) {
    compilation.report(undeclaredTeam, path, { name, known: [...teams.keys()] });
  }
  return team;
}

function textOf(source: string, path: Path, draft: AlertDraft, alerting: Alerting): Text {
  const text = parseText(source);
  const own = Object.keys(draft.labels ?? {});
  const known = [...draft.condition.labels, alerting.tenant.label, "severity", "team", ...own];
  for (const label of placeholdersOf(text)) {
    if (known.includes(label) || draft.condition.open === true) continue;
    const declared = alerting.declaredLabels.has(label);
    const data = { label, known: [...draft.condition.labels, "value"], declared };
    const start = source.indexOf(`\${${label}}`);
    const span = { start, end: start + label.length + 3 };
    alerting.compilation.report(unknownPlaceholder, start < 0 ? path : { path, span }, data);
  }
  return text;
}
