import { wakesInWords } from "../../targets/alertmanager/wake-words.ts";
import type { Style } from "../terminal/style.ts";
import { type Cell, table } from "../terminal/table.ts";
import { count } from "../words.ts";
import { WHOLE } from "./next.ts";
import type { FolderSummary, Summary, TenantSummary } from "./summary.ts";

/** More tenants than this, and only sums are shown. */
const MANY = 6;

/** A summary as a person reads it, in at most some 25 lines. */
export function renderSummary(summary: Summary, style: Style): string {
  const parts = [proven(summary, style), woken(summary, style), files(summary, style), next(summary, style)];
  return parts.filter((part) => part !== "").join("\n");
}

function proven({ tenants }: Summary, style: Style): string {
  const shown = tenants.length > MANY * 3 ? [total(tenants)] : tenants;
  const several = new Set(tenants.flatMap(({ environments }) => environments)).size > 1;
  return table(
    shown.map((one) => {
      const all = one.proven === one.alerts;
      const mark = all ? { text: "✓", paint: style.green } : { text: "!", paint: style.yellow };
      return [
        mark,
        { text: one.tenant, paint: style.bold },
        { text: `${one.proven} of ${one.alerts}`, align: "right" },
        { text: "alerts proven" },
        ...severities(one),
        ...(several ? [{ text: one.environments.join(", "), paint: style.dim }] : []),
      ] satisfies Cell[];
    }),
  );
}

function severities({ bySeverity }: TenantSummary): readonly Cell[] {
  return (["page", "ticket", "info"] as const).map((severity) => {
    const number = bySeverity[severity];
    return { text: number === 0 ? "" : `${number} ${severity}`, align: "right" };
  });
}

function total(tenants: readonly TenantSummary[]): TenantSummary {
  const sum = (of: (one: TenantSummary) => number): number => tenants.reduce((all, one) => all + of(one), 0);
  return {
    tenant: count(new Set(tenants.map(({ tenant }) => tenant)).size, "tenant"),
    environments: [],
    alerts: sum(({ alerts }) => alerts),
    proven: sum(({ proven }) => proven),
    bySeverity: {
      page: sum(({ bySeverity }) => bySeverity.page),
      ticket: sum(({ bySeverity }) => bySeverity.ticket),
      info: sum(({ bySeverity }) => bySeverity.info),
    },
  };
}

function woken({ woken: all }: Summary, { bold, dim, red }: Style): string {
  if (all.length === 0 || new Set(all.map(({ tenant }) => tenant)).size > MANY) return "";
  const rows = all.map(({ tenant, team, severity, by }, i): Cell[] => {
    const before = all[i - 1];
    const sameTenant = before?.tenant === tenant;
    const sameTeam = sameTenant && before.team === team;
    return [
      { text: sameTenant ? "" : tenant, paint: bold },
      { text: sameTeam ? "" : team },
      { text: severity, ...(severity === "page" && { paint: red }) },
      { text: by.length === 0 ? "nobody" : wakesInWords(by) },
    ];
  });
  return `${dim("who is woken")}\n${table(rows, "  ")}`;
}

function files({ folders }: Summary, style: Style): string {
  const shown = folders.length > MANY * 2 ? folders.filter(({ written, removed }) => written + removed > 0) : folders;
  const rows = shown
    .slice(0, MANY * 2)
    .map((one): Cell[] => [
      { text: one.folder, paint: style.bold },
      numbered(one.written, "written", style.green),
      numbered(one.removed, "removed", style.red),
      numbered(one.unchanged, "unchanged", style.dim),
    ]);
  const rest = folders.length - rows.length;
  const more = rest > 0 ? `  and ${count(rest, "folder")} more\n` : "";
  return `${style.dim("files")}\n${table(rows, "  ")}${more}${folders.flatMap((one) => remarks(one, style)).join("")}`;
}

function numbered(number: number, word: string, paint: (text: string) => string): Cell {
  return number === 0 ? { text: "" } : { text: `${number} ${word}`, paint, align: "right" };
}

function remarks({ folder, repaired, handEdited, foreign }: FolderSummary, { yellow }: Style): readonly string[] {
  const stay = foreign.length > 0 ? [`${listed(foreign)}: not monitorgen's, left alone`] : [];
  const edited = handEdited.length > 0 ? [`${listed(handEdited)}: edited by hand, overwritten`] : [];
  const whole = repaired ? [`${folder}: an interrupted build, repaired`] : [];
  return [...whole, ...edited, ...stay].map((remark) => `  ${yellow("!")} ${remark}\n`);
}

function listed(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

const SHARED = "what all tenants share, in output/organisation, is built of all of them";

function next({ next: commands }: Summary, { dim, cyan }: Style): string {
  if (commands.length === 0) return "";
  const why = (command: string): string => (command.startsWith(WHOLE) ? `   ${dim(SHARED)}` : "");
  return `${dim("next")}\n${commands.map((command) => `  ${cyan(command)}${why(command)}\n`).join("")}`;
}
