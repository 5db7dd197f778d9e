import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { OTHERS, type Other } from "./other-tools.ts";

/** A mutant, and whether it was found. */
export interface Row {
  readonly fault: Fault;
  readonly isFound: boolean;
  /** Codes of the findings. */
  readonly codes: readonly string[];
  /** The other tools that find it, where they were asked. */
  readonly others?: ReadonlySet<Other>;
}

/** The classes with how many mutants of each were found, as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const areAsked = rows.some(({ others }) => others !== undefined);
  const tools = areAsked ? OTHERS : [];
  const lines = FAULTS.flatMap((fault) => {
    const own = rows.filter((row) => row.fault === fault);
    if (own.length === 0) return [];
    const codes = [...new Set(own.flatMap((row) => (row.isFound ? row.codes : [])))].sort();
    return [cells(fault.name, own, tools, codes.map((code) => `[${code}](checks/${code}.md)`).join(" "))];
  });
  const all = cells("all", rows, tools, share(rows));
  const head = ["fault", "n", "found", ...tools, "by"];
  return [row(head), row(head.map(() => "---")), ...lines, all].join("\n");
}

function cells(name: string, rows: readonly Row[], tools: readonly Other[], last: string): string {
  const found = rows.filter(({ isFound }) => isFound).length;
  const theirs = tools.map((tool) => rows.filter(({ others }) => others?.has(tool)).length);
  return row([name, ...[rows.length, found, ...theirs].map(String), last]);
}

function row(texts: readonly string[]): string {
  return `| ${texts.join(" | ")} |`;
}

function share(rows: readonly Row[]): string {
  return `${((100 * rows.filter(({ isFound }) => isFound).length) / Math.max(1, rows.length)).toFixed(1)}%`;
}
