import { duplicateRule, evaluatedTooEarly } from "../../diagnostics/codes/files.ts";
import type { Expr, Selector } from "../../promql/syntax/ast.ts";
import { print } from "../../promql/syntax/print.ts";
import { canonical, selectors } from "../../promql/syntax/walk.ts";
import { grouped } from "../../values/grouped.ts";
import { onceFor } from "../../values/once-for.ts";
import type { Report } from "./document.ts";
import { nameOf, type Rule } from "./rules.ts";
import type { RuleStatement } from "./statement.ts";

/** How a rule's place is told to people: `rules/fresco.yaml, group 1, rule 3`. */
type Told = (rule: Rule) => string;

/** Rules of a group that read what is recorded further down in it. */
export function earlyRules(statements: readonly RuleStatement[], told: Told, report: Report): void {
  for (const rules of grouped(statements, ({ rule }) => rule.group).values()) {
    const recorded = grouped(rules.entries(), ([, { rule }]) => rule.record);
    for (const [index, statement] of rules.entries()) {
      checkReads(statement, (name) => laterRule(recorded.get(name)?.[0], index), told, report);
    }
  }
}

function laterRule(first: readonly [number, RuleStatement] | undefined, index: number): Rule | undefined {
  return first !== undefined && first[0] > index ? first[1].rule : undefined;
}

function checkReads(
  { authored, rule }: RuleStatement,
  laterRuleOf: (name: string) => Rule | undefined,
  told: Told,
  report: Report,
): void {
  for (const selector of selectors(authored.expr)) {
    const reads = selector.metric ?? "";
    const later = laterRuleOf(reads);
    if (later === undefined || rule.record === reads || isLong(selector, rule)) continue;
    report(evaluatedTooEarly, authored.placeOf(selector), { reads, at: told(later) });
  }
}

/** How many rounds make one round more or less of no account. */
const MANY_ROUNDS = 100;

function isLong({ range = 0 }: Selector, { interval }: Rule): boolean {
  return range >= MANY_ROUNDS * interval;
}

/** Rules that stand twice, with the same labels and expression: under one name, or alerts that also wait alike under two. */
export function duplicateRules(statements: readonly RuleStatement[], told: Told, report: Report): void {
  for (const named of grouped(statements, ({ rule }) => headOf(rule)).values()) {
    if (named.length === 1) continue;
    // Equal expressions ask for equal values, and most rules differ in these.
    for (const alike of grouped(named, valuesAskedFor).values()) {
      if (alike.length > 1) duplicatesAmong(alike, told, report);
    }
  }
  const alerts = statements.filter(({ rule }) => rule.alert !== undefined);
  for (const alike of grouped(alerts, ({ rule }) => waitsOf(rule)).values()) {
    if (alike.length > 1) renamedAmong(alike, told, report);
  }
}

function headOf(rule: Rule): string {
  return JSON.stringify([rule.alert === undefined, nameOf(rule), labelsOf(rule)]);
}

function waitsOf(rule: Rule): string {
  return JSON.stringify([labelsOf(rule), rule.for, rule.keepFiringFor]);
}

function labelsOf({ labels }: Rule): readonly (readonly [name: string, value: string])[] {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
}

function valuesAskedFor({ authored }: RuleStatement): string {
  const values = selectors(authored.expr).flatMap(({ matchers }) => matchers.map(({ value }) => value));
  return JSON.stringify(values.sort());
}

function duplicatesAmong(statements: readonly RuleStatement[], told: Told, report: Report): void {
  const seen = new Map<string, Rule>();
  for (const { rule, authored } of statements) {
    const meaning = meaningOf(authored.expr);
    const first = seen.get(meaning);
    if (first === undefined) seen.set(meaning, rule);
    else {
      const kind = rule.alert === undefined ? "record" : "alert";
      report(duplicateRule, [...rule.path, kind], { rule: nameOf(rule), first: told(first) });
    }
  }
}

function renamedAmong(statements: readonly RuleStatement[], told: Told, report: Report): void {
  const seen = new Map<string, Rule>();
  for (const { rule, authored } of statements) {
    const meaning = meaningOf(authored.expr);
    const first = seen.get(meaning) ?? rule;
    seen.set(meaning, first);
    if (nameOf(first) === nameOf(rule)) continue;
    const where = `${told(first)}, as ${nameOf(first)},`;
    report(duplicateRule, [...rule.path, "alert"], { rule: nameOf(rule), first: where });
  }
}

const meaningOf = onceFor((expr: Expr): string => print(canonical(expr)));
