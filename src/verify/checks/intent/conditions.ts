import type { Alert, AuthoredExpression, Program } from "../../../program/program.ts";
import { onceFor } from "../../../values/once-for.ts";

/** An alert on a condition, with the condition as its author wrote it. */
export interface Conditioned {
  readonly alert: Alert;
  readonly expression: AuthoredExpression;
}

/** The alerts whose conditions their author wrote. */
export const conditioned = onceFor(({ alerts, expressions }: Program): readonly Conditioned[] => {
  const written = new Map<string, AuthoredExpression>();
  for (const expression of expressions) {
    if (expression.role === "condition") written.set(expression.origin.name, expression);
  }
  return alerts.flatMap((alert) => {
    const expression = alert.kind === "threshold" ? written.get(alert.origin.name) : undefined;
    return expression === undefined ? [] : [{ alert, expression }];
  });
});
