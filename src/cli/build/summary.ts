import type { FolderReport } from "../../output/index.ts";
import type { Alert, Program, Severity } from "../../program/program.ts";
import type { Generated } from "../../project.ts";
import { type Wake, wakes } from "../../targets/alertmanager/wakes.ts";
import { WHOLE } from "./next.ts";

/** What a person wants to know of a build. Sorted; plain data. */
export interface Summary {
  readonly tenants: readonly TenantSummary[];
  readonly woken: readonly Woken[];
  readonly folders: readonly FolderSummary[];
  /** Commands to go on with. */
  readonly next: readonly string[];
}

/** The alerts of a tenant, in environments in which the same numbers hold. */
export interface TenantSummary {
  readonly tenant: string;
  readonly environments: readonly string[];
  readonly alerts: number;
  /** How many of them are shown to fire. */
  readonly proven: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

/** Who hears of the alerts of one severity that a team owns. */
export interface Woken {
  readonly tenant: string;
  readonly team: string;
  readonly severity: Severity;
  readonly alerts: number;
  readonly by: readonly Wake[];
}

/** What became of a folder, in numbers, and the files that deserve a word. */
export interface FolderSummary {
  readonly folder: string;
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly repaired: boolean;
  readonly isNew: boolean;
  readonly handEdited: readonly string[];
  readonly foreign: readonly string[];
}

const SEVERITIES: readonly Severity[] = ["page", "ticket", "info"];

/**
 * Gathers what became of a build. `shownFrom` gives a folder as it is named from where the person is; `repeated` are
 * the options that the next command needs, too; `isPart` where only some tenants were built.
 */
export function summaryOf(
  generated: readonly Generated[],
  reports: readonly FolderReport[],
  shownFrom: (folder: string) => string,
  repeated: readonly string[] = [],
  isPart = false,
): Summary {
  const programs = generated.flatMap(({ program, proven }) => (program === undefined ? [] : [{ program, proven }]));
  const sorted = [...reports].sort((a, b) => depth(a) - depth(b) || compare(a.folder, b.folder));
  const folders = sorted.map((report) => folderSummary(report, shownFrom(report.folder)));
  const main = mainPrograms(programs.map(({ program }) => program));
  return {
    tenants: tenantSummaries(programs),
    woken: main.flatMap(wokenOf),
    folders,
    next: [...gitOf(folders), ...(isPart ? wholeOf(folders, repeated) : []), ...explainOf(main, repeated)],
  };
}

/** Of each tenant's programs, that of the default environment, or the first. */
export function mainPrograms(programs: readonly Program[]): readonly Program[] {
  const main = new Map<string, Program>();
  for (const program of programs) {
    if (program.environment.isDefault || !main.has(program.tenant.name)) main.set(program.tenant.name, program);
  }
  return [...main.values()].sort((a, b) => compare(a.tenant.name, b.tenant.name));
}

function tenantSummaries(programs: readonly { program: Program; proven: number }[]): readonly TenantSummary[] {
  const groups = new Map<string, TenantSummary>();
  for (const { program, proven } of [...programs].sort((a, b) => byEnvironment(a.program, b.program))) {
    const { tenant, alerts, environment } = program;
    const bySeverity = { page: 0, ticket: 0, info: 0 };
    for (const { severity } of alerts) bySeverity[severity]++;
    const numbers = { tenant: tenant.name, alerts: alerts.length, proven, bySeverity };
    const key = JSON.stringify(numbers);
    const environments = [...(groups.get(key)?.environments ?? []), environment.name];
    groups.set(key, { ...numbers, environments });
  }
  return [...groups.values()];
}

function byEnvironment(a: Program, b: Program): number {
  const byDefault = Number(b.environment.isDefault) - Number(a.environment.isDefault);
  return compare(a.tenant.name, b.tenant.name) || byDefault || compare(a.environment.name, b.environment.name);
}

function wokenOf(program: Program): readonly Woken[] {
  const teams = [...new Set(program.alerts.map(({ team }) => team.name))].sort();
  return teams.flatMap((team) =>
    SEVERITIES.flatMap((severity) => {
      const owned = program.alerts.filter((alert) => alert.team.name === team && alert.severity === severity);
      const [first] = owned;
      if (first === undefined) return [];
      return [{ tenant: program.tenant.name, team, severity, alerts: owned.length, by: wakes(program, first) }];
    }),
  );
}

function folderSummary(report: FolderReport, folder: string): FolderSummary {
  const { written, removed, unchanged, repaired, isNew, handEdited, foreign } = report;
  return {
    folder,
    written: written.length,
    removed: removed.length,
    unchanged: unchanged.length,
    repaired,
    isNew,
    handEdited: handEdited.map((path) => `${folder}/${path}`),
    foreign: foreign.map((path) => `${folder}/${path}`),
  };
}

function mostUrgent(alerts: readonly Alert[]): Alert | undefined {
  const bySeverity = SEVERITIES.map((severity) => alerts.find((alert) => alert.severity === severity));
  return bySeverity.find((alert) => alert !== undefined);
}

function gitOf(folders: readonly FolderSummary[]): readonly string[] {
  const changed = folders.filter(({ written, removed }) => written + removed > 0);
  const [first] = changed;
  if (first === undefined) return [];
  const where = changed.length === 1 ? first.folder : commonFolder(changed.map(({ folder }) => folder));
  return [changed.every(({ isNew }) => isNew) ? `git add ${where}` : `git diff ${where}`];
}

function wholeOf(folders: readonly FolderSummary[], repeated: readonly string[]): readonly string[] {
  const isChanged = folders.some(({ written, removed }) => written + removed > 0);
  const root = repeated.filter((option) => option.startsWith("--root "));
  return isChanged ? [[WHOLE, ...root].join(" ")] : [];
}

// Of an alert that several tenants have, one is shown.
function explainOf(programs: readonly Program[], repeated: readonly string[]): readonly string[] {
  const alert = mostUrgent(programs.flatMap(({ alerts }) => alerts));
  if (alert === undefined) return [];
  const [owner, ...others] = programs.filter(({ alerts }) => alerts.some(({ name }) => name === alert.name));
  const tenant = owner === undefined || others.length === 0 ? [] : [`--tenant ${owner.tenant.name}`];
  return [["monitorgen explain", alert.name, ...tenant, ...repeated].join(" ")];
}

function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split("/"));
  const end = first.findIndex((name, i) => others.some((names) => names[i] !== name));
  return first.slice(0, end < 0 ? first.length : end).join("/") || ".";
}

// The default environment's folders come first.
function depth({ folder }: FolderReport): number {
  return folder.split("/").length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
