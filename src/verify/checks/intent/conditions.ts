import type { Alert, AuthoredExpression, Program } from "../../../program/program.ts";

/** An alert on a condition, with the condition as its author wrote it. */
export interface Conditioned {
  readonly alert: Alert;
  readonly expression: AuthoredExpression;
}

/** The alerts whose conditions their author wrote. */
export function conditioned({ alerts, expressions }: Program): readonly Conditioned[] {
  const written = new Map(
    expressions.flatMap((expression) =>
      expression.role === "condition" ? [[expression.origin.name, expression] as const] : [],
    ),
  );
  return alerts.flatMap((alert) => {
    const expression = alert.kind === "threshold" ? written.get(alert.origin.name) : undefined;
    return expression === undefined ? [] : [{ alert, expression }];
  });
}
