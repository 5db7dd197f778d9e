import { invalidRegex, undeclaredLabel } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import type { Authored } from "../../promql/build/authored.ts";
import type { Binary, Call, Expr } from "../../promql/syntax/ast.ts";
import { typeOf } from "../../promql/syntax/check.ts";
import { compileRegex } from "../../promql/syntax/regex.ts";
import { partsOf } from "../../promql/syntax/walk.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import type { LabelSet } from "../../promql/types/labels.ts";
import type { Check, Report } from "./check.ts";
import { placeOfLabel } from "./label-place.ts";

/** Labels that functions read, and that operators pair by or carry over, must be there. */
export const labelArguments: Check = (program, report) => {
  for (const { authored } of program.expressions) {
    const { calls, binaries } = partsOf(authored.expr);
    for (const call of calls) checkCall(call, authored, program, report);
    for (const node of binaries) if (node.matching !== undefined) checkMatching(node, authored, program, report);
  }
};

function checkCall(call: Call, authored: Authored, program: Program, report: Report): void {
  const [vector] = call.args;
  if (vector === undefined || !/^label_(replace|join)$/.test(call.name)) return;
  const known = labelsIn(program.series)(vector);
  const [, , replacement, first, pattern] = call.args;
  const isReplaced = call.name === "label_replace";
  const tell = (source: Expr | undefined) => {
    if (source?.kind !== "string" || has(known, source.value) || source.value === program.tenant.label) return;
    report(undeclaredLabel, authored.placeOf(source), absent(source.value, "the vector", known));
  };
  for (const source of isReplaced ? [first] : call.args.slice(3)) tell(source);
  if (isReplaced && pattern !== undefined) checkPattern(pattern, replacement, authored, report);
}

// Prometheus evaluates neither an invalid pattern nor tells it before.
function checkPattern(pattern: Expr, replacement: Expr | undefined, authored: Authored, report: Report): void {
  if (pattern.kind !== "string") return;
  const compiled = compileRegex(pattern.value);
  const place = authored.placeOf(pattern);
  if ("reason" in compiled) report(invalidRegex, place, { pattern: pattern.value, problem: compiled.reason });
  else if (replacement?.kind === "string") checkGroups(pattern.value, replacement.value, place, report);
}

function checkGroups(pattern: string, replacement: string, place: Place, report: Report): void {
  const groups = [...pattern.replace(/\\.|\[[^\]]*\]/g, "").matchAll(/\((?!\?)/g)].length;
  const asked = [...replacement.matchAll(/\$\{?(\d+)/g)].map(([, number]) => Number(number));
  const missing = asked.find((number) => number > groups);
  if (missing === undefined || /\(\?P?</.test(pattern)) return;
  report(invalidRegex, place, { pattern, problem: `it has no group ${missing}, which the replacement asks for` });
}

function checkMatching(node: Binary, authored: Authored, program: Program, report: Report): void {
  if (typeOf(node.left) !== "vector" || typeOf(node.right) !== "vector") return;
  for (const { label, of, known, words } of askedBy(node, program)) {
    if (label === program.tenant.label || has(known, label)) continue;
    const place = placeOfLabel(authored.placeOf(node), label, words, authored);
    report(undeclaredLabel, place, absent(label, of, known));
  }
}

interface Asked {
  readonly label: string;
  readonly of: string;
  readonly known: LabelSet;
  readonly words: readonly string[];
}

function askedBy({ left, right, matching }: Binary, { series }: Program): readonly Asked[] {
  const [a, b] = [labelsIn(series)(left), labelsIn(series)(right)];
  const both = { open: a.open || b.open, labels: new Set([...a.labels, ...b.labels]) };
  const paired = (matching?.labels ?? []).map((label) => ({
    label,
    of: "either side",
    known: both,
    words: ["on", "ignoring"],
  }));
  const { side, include = [] } = matching?.group ?? {};
  const one = side === "left" ? { of: "the right side", known: b } : { of: "the left side", known: a };
  return [...paired, ...include.map((label) => ({ label, ...one, words: ["group_left", "group_right"] }))];
}

function has({ open, labels }: LabelSet, label: string): boolean {
  return open || labels.has(label);
}

function absent(label: string, of: string, { labels }: LabelSet) {
  return { label, of, known: [...labels].sort() };
}
