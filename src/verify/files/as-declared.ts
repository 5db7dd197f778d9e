import type { Path, Place } from "../../diagnostics/diagnostic.ts";
import type { Alert, Origin, Program, RecordingRule, Severity, Team } from "../../program/program.ts";
import type { Text, TextPart } from "../../program/text.ts";
import type { SeriesCatalogue } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import { rankOf } from "../proofs/routing/findings/severity.ts";
import { readTemplate } from "./go-template.ts";
import type { Statement } from "./statement.ts";

/** Where a declaration with this statement would have it: checks find recordings and alerts by these. */
export function originOf({ rule, path }: Statement, index: number): Origin {
  const own =
    rule?.record !== undefined ? ["recordings", rule.record] : rule === undefined ? path : ["alerts", String(index)];
  return { path: own, name: own.join("/") };
}

/** A statement, and where a declaration would have it. */
export interface Placed {
  readonly statement: Statement;
  readonly origin: Origin;
}

/** The recordings of a file as a declaration's. */
export function asRecordings(placed: readonly Placed[]): readonly RecordingRule[] {
  return placed.flatMap(({ statement: { rule, authored }, origin }): readonly RecordingRule[] => {
    if (rule?.record === undefined) return [];
    const { record, group } = rule;
    return [{ record, group, labels: Object.fromEntries(rule.labels), expr: authored.expr, origin }];
  });
}

/** The alerts of a file as a declaration's, for what is checked of their words, times and severities. */
export function asAlerts(
  placed: readonly Placed[],
  { teams: [team], tenant }: Program,
  series: SeriesCatalogue,
): readonly Alert[] {
  if (team === undefined) return [];
  const around = { team, series, tenantLabel: tenant.label };
  return placed.flatMap(({ statement, origin }) => asAlert(statement, origin, around) ?? []);
}

interface Around {
  readonly team: Team;
  readonly series: SeriesCatalogue;
  readonly tenantLabel: string;
}

function asAlert(
  { authored: { expr }, rule }: Statement,
  origin: Origin,
  { team, series, tenantLabel }: Around,
): Alert | undefined {
  if (rule?.alert === undefined) return undefined;
  return {
    name: rule.alert,
    kind: "threshold",
    expr,
    unit: infer(expr, series).unit ?? "",
    conditionLabels: [...labelsIn(series)(expr).labels],
    for: rule.for,
    keepFiringFor: rule.keepFiringFor,
    severity: severityOf(rule.labels.get("severity") ?? ""),
    team,
    // The tenant's label may well say once more what the series say.
    labels: Object.fromEntries(
      [...rule.labels].filter(([name, value]) => name !== tenantLabel && !value.includes("{{")),
    ),
    summary: textOf(rule.annotations.get("summary") ?? ""),
    description: textOf(rule.annotations.get("description") ?? rule.annotations.get("message") ?? ""),
    runbook: "",
    runbookUrl: "",
    dashboardUrl: "",
    group: rule.group,
    meaning: { kind: "threshold" },
    origin,
  };
}

const TICKET = rankOf("ticket") ?? 0;

function severityOf(word: string): Severity {
  const rank = rankOf(word) ?? TICKET;
  return rank > TICKET ? "page" : rank === TICKET ? "ticket" : "info";
}

/** A template of Prometheus as a text with placeholders; of what is no plain value nothing is left. */
function textOf(template: string): Text {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { words, start, end } of readTemplate(template).actions) {
    parts.push({ literal: template.slice(from, start) });
    const [first] = words;
    const [, label] = /^\$labels\.(\w+)$/.exec(first?.text ?? "") ?? [];
    if (label !== undefined) parts.push({ label });
    else if (first?.text === "$value") parts.push({ value: true });
    from = end;
  }
  return [...parts, { literal: template.slice(from) }].filter((part) => !("literal" in part) || part.literal !== "");
}

const ANNOTATIONS = ["summary", "description"];

/** The place in a file of what a check says of a declaration. */
export function placeInFile(place: Place, statements: readonly Statement[]): Place {
  const [list, name, ...rest] = place.path;
  const statement =
    list === "alerts"
      ? statements[Number(name)]
      : list === "recordings"
        ? recordingOf(String(name), statements)
        : undefined;
  if (statement === undefined) return place;
  return { path: [...statement.path, ...below(rest, list === "alerts")] };
}

function recordingOf(name: string, statements: readonly Statement[]): Statement | undefined {
  return statements.find(({ rule }) => rule?.record === name);
}

function below(rest: Path, isAlert: boolean): Path {
  const [first] = rest;
  if (first === undefined) return [isAlert ? "alert" : "record"];
  return ANNOTATIONS.includes(String(first)) ? ["annotations", ...rest] : rest;
}
