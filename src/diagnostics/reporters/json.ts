import { compareDiagnostics, type Diagnostic } from "../diagnostic.ts";

/** A finding as plain data: what `--format json` prints. */
export interface PlainDiagnostic {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly reason: string;
  readonly suggestion: string | null;
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
