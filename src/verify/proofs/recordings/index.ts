import { unusedRecording } from "../../../diagnostics/codes/hygiene.ts";
import { type Finding, finding } from "../../../diagnostics/diagnostic.ts";
import type { Program } from "../../../program/program.ts";
import { selectors } from "../../../promql/syntax/walk.ts";

/** Recordings of a tenant that nothing reads, in any of its environments. */
export function unusedRecordings([program]: readonly Program[]): readonly Finding[] {
  if (program === undefined) return [];
  const isRead = readersIn(program);
  return program.expressions.flatMap(({ origin }) => {
    const [list, record] = origin.path;
    if (list !== "recordings" || typeof record !== "string" || isRead(record)) return [];
    return finding(unusedRecording, { path: [list, record], part: "key" }, { record });
  });
}

// Expressions are those of all environments: what an override switches off reads nevertheless.
function readersIn({ expressions }: Program): (record: string) => boolean {
  const read = new Set<string>();
  let byPattern = false;
  for (const { authored, origin } of expressions) {
    for (const { metric } of selectors(authored.expr)) {
      // Who selects by a pattern of names may read any.
      byPattern ||= metric === undefined;
      if (metric !== undefined && metric !== origin.path[1]) read.add(metric);
    }
  }
  return (record) => byPattern || read.has(record);
}
