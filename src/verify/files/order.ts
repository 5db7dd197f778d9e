import { duplicateRule, evaluatedTooEarly } from "../../diagnostics/codes/files.ts";
import type { Selector } from "../../promql/syntax/ast.ts";
import { print } from "../../promql/syntax/print.ts";
import { canonical, selectors } from "../../promql/syntax/walk.ts";
import { grouped } from "../../values/grouped.ts";
import type { Report } from "./document.ts";
import { nameOf, type Rule } from "./rules.ts";
import type { Statement } from "./statement.ts";

/** How a rule's place is told to people: `rules/fresco.yaml, group 1, rule 3`. */
type Told = (rule: Rule) => string;

/** Rules of a group that read what is recorded further down in it. */
export function earlyRules(statements: readonly Statement[], told: Told, report: Report): void {
  for (const [group, rules] of grouped(statements, ({ rule }) => rule?.group)) {
    if (group === undefined) continue;
    const recorded = grouped(rules.entries(), ([, { rule }]) => rule?.record);
    for (const [index, statement] of rules.entries()) {
      checkReads(statement, (name) => laterRule(recorded.get(name)?.[0], index), told, report);
    }
  }
}

function laterRule(first: readonly [number, Statement] | undefined, index: number): Rule | undefined {
  return first !== undefined && first[0] > index ? first[1].rule : undefined;
}

function checkReads(
  { authored, rule }: Statement,
  laterRuleOf: (name: string) => Rule | undefined,
  told: Told,
  report: Report,
): void {
  for (const selector of selectors(authored.expr)) {
    const reads = selector.metric ?? "";
    const later = laterRuleOf(reads);
    if (later === undefined || rule?.record === reads || isLong(selector, rule)) continue;
    report(evaluatedTooEarly, authored.placeOf(selector), { reads, at: told(later) });
  }
}

/** How many rounds make one round more or less of no account. */
const MANY_ROUNDS = 100;

function isLong({ range = 0 }: Selector, rule: Rule | undefined): boolean {
  return range >= MANY_ROUNDS * (rule?.interval ?? Number.POSITIVE_INFINITY);
}

/** Rules that stand twice: with the same name, labels and expression. */
export function duplicateRules(statements: readonly Statement[], told: Told, report: Report): void {
  const seen = new Map<string, Rule>();
  for (const { rule, authored } of statements) {
    if (rule === undefined) continue;
    const kind = rule.alert === undefined ? "record" : "alert";
    const key = JSON.stringify([kind, nameOf(rule), [...rule.labels].sort(), print(canonical(authored.expr))]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, rule);
    else report(duplicateRule, [...rule.path, kind], { rule: nameOf(rule), first: told(first) });
  }
}
