import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Authored } from "../../promql/build/authored.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import type { Report } from "./document.ts";
import { Expressions } from "./queries.ts";
import type { Rule } from "./rules.ts";

/** An expression of a file: a rule's, or a dashboard's query. */
export interface Statement {
  readonly file: string;
  /** From the file's name to what it belongs to. */
  readonly path: Path;
  readonly authored: Authored;
  readonly role: "condition" | "value";
  /** The rule's own labels. */
  readonly labels?: ReadonlyMap<string, string>;
  readonly rule?: Rule;
}

/** A rule's. */
export interface RuleStatement extends Statement {
  readonly labels: ReadonlyMap<string, string>;
  readonly rule: Rule;
}

/** The expressions of rules, but for those that can't be read. */
export function statementsOf(rules: readonly Rule[], report: Report): readonly RuleStatement[] {
  const expressions = new Expressions(report);
  return rules.flatMap((rule) => {
    const authored = expressions.authoredAt(rule.expr, [...rule.path, "expr"]);
    if (authored === undefined) return [];
    const role = rule.alert === undefined || isHeartbeat(authored.expr) ? "value" : "condition";
    return [{ file: rule.file, path: rule.path, labels: rule.labels, rule, role, authored }];
  });
}

// An alert on `vector(1)` shall fire all the time.
function isHeartbeat(expr: Expr): boolean {
  return expr.kind === "paren" ? isHeartbeat(expr.expr) : expr.kind === "call" && expr.name === "vector";
}
