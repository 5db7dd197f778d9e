import { foreignPlaceholder } from "../../../diagnostics/codes/intent.ts";
import type { Path } from "../../../diagnostics/diagnostic.ts";
import type { Text } from "../../../program/text.ts";
import type { Check, Report } from "../check.ts";

/** Prometheus's placeholders, which a text here doesn't have, and those of a text in a runbook. */
export const placeholders: Check = ({ alerts }, report) => {
  for (const { summary, description, runbook, origin } of alerts) {
    checkText(summary, [...origin.path, "summary"], report);
    checkText(description, [...origin.path, "description"], report);
    const [found] = /\{\{[^}]*\}\}|\$\{\w+\}/.exec(runbook) ?? [];
    if (found !== undefined) report(foreignPlaceholder, [...origin.path, "runbook"], { found, where: "runbook" });
  }
};

const TEMPLATE = /\{\{-?\s*([^}]*?)\s*-?\}\}/;

function checkText(text: Text, path: Path, report: Report): void {
  for (const part of text) {
    const [found, inside = ""] = "literal" in part ? (TEMPLATE.exec(part.literal) ?? []) : [];
    if (found === undefined) continue;
    report(foreignPlaceholder, path, { found, where: "text", ...meantBy(inside) });
    return;
  }
}

function meantBy(inside: string): { readonly meant?: string } {
  const [, label] = /\$labels\.(\w+)/.exec(inside) ?? [];
  const meant = label ?? (inside.includes("$value") ? "value" : undefined);
  return meant === undefined ? {} : { meant: `\${${meant}}` };
}
