import { compareDiagnostics, type Diagnostic, type KindHead, type Severity } from "../diagnostic.ts";

/** A finding as plain data: what `--format json` prints, and what library users get. */
export interface PlainDiagnostic {
  /** For people and their searches: `MG2104`. */
  readonly code: KindHead["code"];
  /** For files and suppressions: `alert/impossible-bound`. */
  readonly name: string;
  /** An error stops a build, a warning and a note don't. */
  readonly severity: Severity;
  /** The cause in one line, the same for all findings of a code. */
  readonly title: string;
  /** Relative to the project's root, with forward slashes. */
  readonly file: string;
  /** Counts from 1, as all of the four do. */
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
  /** Null where a finding is about a place and no range. */
  readonly endLine: number | null;
  /** The end is exclusive. */
  readonly endColumn: number | null;
  /** What was found here, and what was expected. */
  readonly reason: string;
  /** What to type next. */
  readonly suggestion: string | null;
  /** What the texts are made of; each code has its own. */
  readonly data: unknown;
}

/** A finding with all its texts derived. */
export function plainDiagnostic({ kind, at, reason, suggestion, data }: Diagnostic): PlainDiagnostic {
  return {
    code: kind.code,
    name: kind.name,
    severity: kind.severity,
    title: kind.title,
    file: at.file,
    line: at.line,
    column: at.column,
    endLine: at.endLine ?? null,
    endColumn: at.endColumn ?? null,
    reason,
    suggestion: suggestion ?? null,
    data: sorted(data),
  };
}

/** The findings as a JSON array, sorted, one property a line; the same findings give the same bytes. */
export function json(diagnostics: readonly Diagnostic[]): string {
  const plain = [...diagnostics].sort(compareDiagnostics).map(plainDiagnostic);
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}
