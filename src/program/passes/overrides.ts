import { malformedBound, notACondition } from "../../diagnostics/codes/expression.ts";
import { undeclaredAlert, undeclaredEnvironment } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Binary, Expr } from "../../promql/syntax/ast.ts";
import { isComparison } from "../../promql/syntax/precedence.ts";
import { print } from "../../promql/syntax/print.ts";
import { map } from "../../promql/syntax/walk.ts";
import { ANYTHING } from "../../promql/types/catalogue.ts";
import { parseQuantity, quantityExample } from "../../values/quantity.ts";
import { type Compilation, originOf } from "../compilation.ts";
import type { Alert, Environment, Severity } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";

type Overrides = TenantDeclaration["overrides"];
type Override = Overrides[string];

/** The alerts after the tenant's overrides, and after those of the environment. */
export function overridden(
  alerts: readonly Alert[],
  declaration: TenantDeclaration,
  environment: Environment,
  environments: readonly string[] | undefined,
  compilation: Compilation,
): readonly Alert[] {
  if (environments !== undefined) checkEnvironments(declaration, environments, compilation);
  checkNames(alerts, declaration, compilation);
  const everywhere = apply(alerts, declaration.overrides, ["overrides"], compilation);
  const { overrides = {}, mostUrgent = "page" } = declaration.environments[environment.name] ?? {};
  return apply(atMost(mostUrgent, everywhere), overrides, ["environments", environment.name, "overrides"], compilation);
}

function checkEnvironments(declaration: TenantDeclaration, known: readonly string[], compilation: Compilation): void {
  for (const name of Object.keys(declaration.environments)) {
    if (known.includes(name)) continue;
    compilation.report(undeclaredEnvironment, { path: ["environments", name], part: "key" }, { name, known });
  }
}

function checkNames(alerts: readonly Alert[], declaration: TenantDeclaration, compilation: Compilation): void {
  const known = alerts.map(({ name }) => name);
  const check = (overrides: Overrides, path: Path): void => {
    for (const name of Object.keys(overrides)) {
      if (known.includes(name) || compilation.mayBeBrokenAlert(name)) continue;
      compilation.report(undeclaredAlert, { path: [...path, name], part: "key" }, { name, known });
    }
  };
  check(declaration.overrides, ["overrides"]);
  for (const [name, { overrides }] of Object.entries(declaration.environments)) {
    check(overrides, ["environments", name, "overrides"]);
  }
}

function apply(alerts: readonly Alert[], overrides: Overrides, path: Path, compilation: Compilation): readonly Alert[] {
  return alerts.flatMap((alert) => {
    const override = Object.hasOwn(overrides, alert.name) ? overrides[alert.name] : undefined;
    // Of two alerts with one name, nobody knows which is meant.
    if (override === undefined || compilation.isBroken("duplicates", alert.name)) return [alert];
    return override.enabled === false ? [] : [changed(alert, override, [...path, alert.name], compilation)];
  });
}

const URGENCY = { page: 2, ticket: 1, info: 0 } as const;

function atMost(severity: Severity, alerts: readonly Alert[]): readonly Alert[] {
  return alerts.map((alert) =>
    URGENCY[alert.severity] <= URGENCY[severity]
      ? alert
      : { ...alert, severity, labels: { ...alert.labels, severity } },
  );
}

function changed(alert: Alert, override: Override, path: Path, compilation: Compilation): Alert {
  const severity = override.severity ?? alert.severity;
  return {
    ...alert,
    expr: override.bound === undefined ? alert.expr : withBound(alert, override.bound, path, compilation),
    for: override.for ?? alert.for,
    keepFiringFor: override.keepFiringFor ?? alert.keepFiringFor,
    severity,
    labels: { ...alert.labels, severity },
  };
}

function withBound(alert: Alert, bound: string | number, path: Path, compilation: Compilation): Expr {
  const at = [...path, "bound"];
  const comparison = firstComparison(alert.expr);
  if (comparison === undefined) {
    compilation.report(notACondition, at, { expression: print(alert.expr) });
    return alert.expr;
  }
  const value = typeof bound === "number" ? bound : parseQuantity(bound, alert.unit);
  if (value === undefined) {
    // The unit of what is broken isn't known.
    if (compilation.isBroken("units", alert.origin.name)) return alert.expr;
    const data = { found: JSON.stringify(bound), unit: alert.unit, example: quantityExample(alert.unit) };
    compilation.report(malformedBound, at, data);
    return alert.expr;
  }
  const expr: Expr = { ...comparison, right: { kind: "number", value } };
  compilation.expressions.push({
    authored: { expr, placeOf: () => ({ path: at }) },
    role: "condition",
    meaning: { unit: alert.unit, range: ANYTHING },
    labels: alert.conditionLabels,
    origin: originOf(path),
  });
  return alert.kind === "slo" ? inBothWindows(alert.expr, comparison, value) : replaced(alert.expr, comparison, expr);
}

// A tier compares two windows with the same bound.
function inBothWindows(expr: Expr, { operator, right }: Binary, value: number): Expr {
  const bound = right.kind === "number" ? right.value : value;
  return map(expr, (node) =>
    node.kind === "binary" && node.operator === operator && node.right.kind === "number" && node.right.value === bound
      ? { ...node, right: { kind: "number", value } }
      : node,
  );
}

/** The comparison that an alert's value comes from: the first on the left whose right is a number. */
function firstComparison(expr: Expr): Binary | undefined {
  if (expr.kind === "paren") return firstComparison(expr.expr);
  if (expr.kind !== "binary") return undefined;
  if (isComparison(expr.operator) && expr.right.kind === "number") return expr;
  return firstComparison(expr.left);
}

function replaced(expr: Expr, from: Expr, to: Expr): Expr {
  if (expr === from) return to;
  if (expr.kind === "paren") return { ...expr, expr: replaced(expr.expr, from, to) };
  return expr.kind === "binary" ? { ...expr, left: replaced(expr.left, from, to) } : expr;
}
