import { oneOf } from "../../diagnostics/nearest.ts";
import type { Labels } from "../../routing/matchers.ts";
import type { Style } from "../terminal/style.ts";
import { type Cell, table, wrapped } from "../terminal/table.ts";
import type { RouteRow } from "./rows.ts";

/** Labels that every alert has, and columns of their own. */
const COLUMNS: ReadonlySet<string> = new Set(["alertname", "severity", "team", "tenant"]);

/** A table for people; label sets of an alert that come to the same are one row. */
export function routesTable(rows: readonly RouteRow[], style: Style, width: number): string {
  const shown = [...new Map(rows.map((row) => [JSON.stringify([cellsOf(row), heldBy(row)]), row])).values()];
  const [first] = shown;
  if (first === undefined) return "";
  const isSeveral = shown.some(({ tenant }) => tenant !== first.tenant);
  const when = first.sent === undefined ? "when" : "now";
  const columns = [...(isSeveral ? ["tenant"] : []), "alert", "severity", "receiver", when, "again"];
  const body = shown.map((row, index) => {
    const cells = cellsOf(row);
    const texts: Texts = isLike(row, shown[index - 1]) ? { ...cells, tenant: "", alert: "", severity: "" } : cells;
    return columns.map((column): Cell => cellOf(texts[column] ?? "", row, style));
  });
  const head = columns.map((text): Cell => ({ text, paint: style.dim }));
  const [headings = "", ...lines] = table([head, ...body])
    .trimEnd()
    .split("\n");
  const withReasons = lines.flatMap((line, index) => [line, ...reasons(shown, index, style, width)]);
  return `${[headings, ...withReasons].join("\n")}\n`;
}

type Texts = Readonly<Record<string, string>>;

function cellsOf(row: RouteRow): Texts {
  const { tenant, alert, severity, receiver, when, repeatInterval } = row;
  return { tenant, alert, severity, receiver, when, now: nowOf(row), again: repeatInterval };
}

function nowOf({ sent, when }: RouteRow): string {
  return sent === true ? "told" : `waits: ${when}`;
}

function cellOf(text: string, { sent }: RouteRow, style: Style): Cell {
  return sent === false ? { text, paint: style.dim } : { text };
}

/** Below the last row of an alert, what keeps it silent. */
function reasons(rows: readonly RouteRow[], index: number, style: Style, width: number): readonly string[] {
  const row = rows[index];
  if (row === undefined || row.heldBackBy.length === 0 || isLike(row, rows[index + 1])) return [];
  const words = ["silent", "while", ...heldBy(row).split(" "), "fires"];
  return wrapped(words, width - 4).map((line) => style.dim(`    ${line}`));
}

function heldBy({ heldBackBy }: RouteRow): string {
  return oneOf(
    heldBackBy.map(({ alert }) => alert),
    100,
  );
}

function isLike(row: RouteRow, other: RouteRow | undefined): boolean {
  return other?.alert === row.alert && other.tenant === row.tenant && heldBy(other) === heldBy(row);
}

/** One line a row, tabs between columns, a first line with their names; for other programs. */
export function routesTsv(rows: readonly RouteRow[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const isAt = first.sent !== undefined;
  const names = [
    "tenant",
    "alert",
    "severity",
    "team",
    "receiver",
    "when",
    ...(isAt ? ["told"] : []),
    "group",
    "group_wait",
    "group_interval",
    "repeat_interval",
    "held_back_by",
    "labels",
  ];
  const lines = rows.map((row) => [
    row.tenant,
    row.alert,
    row.severity,
    row.team,
    row.receiver,
    row.when,
    ...(isAt ? [row.sent === true ? "yes" : "no"] : []),
    pairs(row.group),
    row.groupWait,
    row.groupInterval,
    row.repeatInterval,
    row.heldBackBy.map(({ alert, equal }) => (equal.length === 0 ? alert : `${alert}(${equal.join(" ")})`)).join(","),
    pairs(row.labels, COLUMNS),
  ]);
  return [names, ...lines].map((line) => `${line.map(plain).join("\t")}\n`).join("");
}

function pairs(labels: Labels, without: ReadonlySet<string> = new Set()): string {
  const shown = Object.entries(labels).filter(([name]) => !without.has(name));
  return shown.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(",");
}

// A tab or a line break in a value would be a column or a row.
function plain(text: string): string {
  return text.replace(/[\t\n\r]/g, " ");
}
