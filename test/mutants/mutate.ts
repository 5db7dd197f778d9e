import type { Alert, Program, RecordingRule } from "../../src/program/program.ts";
import type { Binary, ComparisonOperator, Expr, NumberLiteral } from "../../src/promql/syntax/ast.ts";
import { isComparison } from "../../src/promql/syntax/precedence.ts";
import { print } from "../../src/promql/syntax/print.ts";
import { map, selectors, walk } from "../../src/promql/syntax/walk.ts";
import { isPinnedElsewhere } from "./equivalent.ts";

/** One fault in one rule of a program. */
export interface Mutant {
  readonly kind: "threshold" | "comparison" | "matcher" | "for";
  /** The rule that has it: an alert's name, or the name of a recorded series. */
  readonly rule: string;
  readonly group: string;
  readonly change: string;
  /** Whether the changed rule gives the same as the rule itself, whatever the series are. */
  readonly isEquivalent: boolean;
  readonly program: Program;
}

const INVERTED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  ">": "<",
  "<": ">",
  ">=": "<=",
  "<=": ">=",
  "==": "!=",
  "!=": "==",
};

interface ExpressionMutant {
  readonly kind: Mutant["kind"];
  readonly change: string;
  readonly expr: Expr;
  readonly isEquivalent: boolean;
}

/** Every rule that an alert needs, each with one fault; heartbeats have nothing to get wrong. */
export function mutantsOf(program: Program, records: ReadonlySet<string>): readonly Mutant[] {
  const alerts = program.alerts.flatMap((alert) => [
    ...ofExpression(alert.expr).map((mutant) => ofAlert(program, alert, { expr: mutant.expr }, mutant)),
    ...ofWait(program, alert),
  ]);
  const recordings = program.recordings
    .filter(({ record }) => records.has(record))
    .flatMap((rule) => ofExpression(rule.expr).map((mutant) => ofRecording(program, rule, mutant)));
  return [...alerts, ...recordings];
}

function ofAlert(
  program: Program,
  alert: Alert,
  change: Partial<Alert>,
  { kind, change: text, isEquivalent }: Pick<Mutant, "kind" | "change" | "isEquivalent">,
): Mutant {
  const alerts = program.alerts.map((one) => (one === alert ? { ...alert, ...change } : one));
  return { kind, rule: alert.name, group: alert.group, change: text, isEquivalent, program: { ...program, alerts } };
}

function ofRecording(
  program: Program,
  rule: RecordingRule,
  { kind, change, expr, isEquivalent }: ExpressionMutant,
): Mutant {
  const recordings = program.recordings.map((one) => (one === rule ? { ...rule, expr } : one));
  return { kind, rule: rule.record, group: rule.group, change, isEquivalent, program: { ...program, recordings } };
}

function ofWait(program: Program, alert: Alert): readonly Mutant[] {
  if (alert.for === 0) return [];
  const shift = 2 * program.organisation.prometheus.evaluationInterval;
  return [alert.for + shift, Math.max(0, alert.for - shift)].map((wait) =>
    ofAlert(
      program,
      alert,
      { for: wait },
      { kind: "for", change: `for ${alert.for / 1000} s → ${wait / 1000} s`, isEquivalent: false },
    ),
  );
}

function ofExpression(expr: Expr): readonly ExpressionMutant[] {
  return [...ofComparisons(expr), ...ofMatchers(expr)];
}

function ofComparisons(expr: Expr): readonly ExpressionMutant[] {
  const mutants: ExpressionMutant[] = [];
  const replaced = (old: Expr, by: Expr): Expr => map(expr, (node) => (node === old ? by : node));
  walk(expr, (node) => {
    if (node.kind !== "binary" || !isComparison(node.operator)) return;
    const inverted: Binary = { ...node, operator: INVERTED[node.operator] };
    mutants.push({
      kind: "comparison",
      change: `${printed(node)} inverted`,
      expr: replaced(node, inverted),
      isEquivalent: false,
    });
    for (const side of [node.left, node.right]) {
      if (side.kind !== "number" || side.value === 0) continue;
      for (const factor of [1.02, 0.98]) {
        const number: NumberLiteral = { kind: "number", value: Number((side.value * factor).toPrecision(12)) };
        const change = `${printed(node)} with ${number.value}`;
        mutants.push({ kind: "threshold", change, expr: replaced(side, number), isEquivalent: false });
      }
    }
  });
  return mutants;
}

function ofMatchers(expr: Expr): readonly ExpressionMutant[] {
  return selectors(expr).flatMap((selector, position) =>
    selector.matchers.map(({ label, operator, value }, index) => {
      const matchers = selector.matchers.filter((_, other) => other !== index);
      return {
        kind: "matcher" as const,
        change: `${selector.metric} (${position + 1}.) without ${label}${operator}"${value}"`,
        expr: map(expr, (node) => (node === selector ? { ...selector, matchers } : node)),
        isEquivalent: isPinnedElsewhere(expr, selector, { label, operator, value }),
      };
    }),
  );
}

function printed(expr: Expr): string {
  const text = print(expr);
  return text.length <= 90 ? text : `…${text.slice(-88)}`;
}
