import { compareDiagnostics, type Severity } from "../diagnostic.ts";
import { fingerprints } from "./fingerprint.ts";
import type { Found } from "./report.ts";
import { visible } from "./visible.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info" };

/** The findings as a Code Quality report, which GitLab shows in merge requests; sorted. */
export function gitlab({ diagnostics, sources }: Found): string {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  const names = fingerprints({ diagnostics: sorted, sources });
  const issues = sorted.map(({ kind, at, reason }, i) => ({
    type: "issue",
    check_name: kind.name,
    description: visible(`${kind.code} ${kind.title}: ${reason}`.replace(/\s+/g, " ")),
    severity: SEVERITIES[kind.severity],
    fingerprint: names[i],
    location: { path: at.file, lines: { begin: at.line, end: at.endLine ?? at.line } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
