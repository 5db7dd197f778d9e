import { compareDiagnostics, type Diagnostic, type Severity } from "../diagnostic.ts";
import { visible } from "./visible.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** Of each level, GitHub shows so many annotations for a step. */
const SHOWN = 10;
/** Of a message it keeps 4,096 characters: room for a reason, a suggestion and what to type. */
const LONGEST_TEXT = 1900;
const LONGEST_TITLE = 250;

/** The findings as commands to GitHub Actions, one a line, which it shows beside the code; sorted. */
export function github(diagnostics: readonly Diagnostic[]): string {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  return [...tooMany(sorted), ...sorted.map(annotation)].map((line) => `${line}\n`).join("");
}

// It comes first, as it would be cut off as well.
function tooMany(diagnostics: readonly Diagnostic[]): readonly string[] {
  const hidden = (["error", "warning", "info"] as const).some(
    (severity) => diagnostics.filter(({ kind }) => kind.severity === severity).length > SHOWN,
  );
  if (!hidden) return [];
  const message = `GitHub shows ${SHOWN} of each kind; all ${diagnostics.length} are in the log of this step`;
  return [command("notice", { title: "monitorgen: more findings than are shown" }, message)];
}

function annotation({ kind, at, reason, suggestion }: Diagnostic): string {
  const { file, line, column, endLine, endColumn } = at;
  const isOneLine = endLine === line && endColumn !== undefined;
  const properties = {
    file: visible(file),
    line: String(line),
    ...(endLine === undefined ? {} : { endLine: String(endLine) }),
    col: String(column),
    // GitHub's end is inclusive, and counts within one line only.
    ...(isOneLine ? { endColumn: String(Math.max(column, endColumn - 1)) } : {}),
    title: `${kind.code} ${kind.title}`.slice(0, LONGEST_TITLE),
  };
  const texts = [reason, ...(suggestion === undefined ? [] : [suggestion]), `monitorgen explain ${kind.code}`];
  return command(LEVELS[kind.severity], properties, texts.map(shown).join("\n"));
}

function shown(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .split(/\r\n|\n|\r/)
    .map(visible)
    .join("\n");
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${name} ${list.join(",")}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
