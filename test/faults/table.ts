import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";

/** A mutant, and whether it was found. */
export interface Row {
  readonly fault: Fault;
  readonly isFound: boolean;
  /** Codes of the findings. */
  readonly codes: readonly string[];
}

/** The classes with how many mutants of each were found, as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const lines = FAULTS.flatMap((fault) => {
    const own = rows.filter((row) => row.fault === fault);
    if (own.length === 0) return [];
    const found = own.filter(({ isFound }) => isFound);
    const codes = [...new Set(found.flatMap((row) => row.codes))].sort();
    return [`| ${fault.name} | ${own.length} | ${found.length} | ${codes.join(" ")} |`];
  });
  const found = rows.filter(({ isFound }) => isFound).length;
  const share = ((100 * found) / Math.max(1, rows.length)).toFixed(1);
  return [
    "| fault | n | found | by |",
    "| --- | --- | --- | --- |",
    ...lines,
    `| all | ${rows.length} | ${found} (${share}%) | |`,
  ].join("\n");
}
