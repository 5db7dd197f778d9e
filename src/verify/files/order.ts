import { duplicateRule, evaluatedTooEarly } from "../../diagnostics/codes/files.ts";
import { print } from "../../promql/syntax/print.ts";
import { canonical, selectors } from "../../promql/syntax/walk.ts";
import type { Report } from "./document.ts";
import { nameOf, type Rule } from "./rules.ts";
import type { Statement } from "./statement.ts";

/** How a rule's place is told to people: `rules/fresco.yaml, group 1, rule 3`. */
type Told = (rule: Rule) => string;

/** Rules of a group that read what is recorded further down in it. */
export function earlyRules(statements: readonly Statement[], told: Told, report: Report): void {
  for (const group of new Set(statements.flatMap(({ rule }) => rule?.group ?? []))) {
    const rules = statements.filter(({ rule }) => rule?.group === group);
    for (const [index, one] of rules.entries())
      checkReads(one, rules.slice(0, index), rules.slice(index + 1), told, report);
  }
}

function checkReads(
  { authored, rule }: Statement,
  earlier: readonly Statement[],
  later: readonly Statement[],
  told: Told,
  report: Report,
): void {
  const recorded = (by: readonly Statement[], name: string): Rule | undefined =>
    by.find((one) => one.rule?.record === name)?.rule;
  for (const selector of selectors(authored.expr)) {
    const reads = selector.metric ?? "";
    const late = recorded(later, reads);
    if (late === undefined || rule?.record === reads || recorded(earlier, reads) !== undefined) continue;
    report(evaluatedTooEarly, authored.placeOf(selector), { reads, at: told(late) });
  }
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
