import type { Binary, Expr } from "../syntax/ast.ts";

/** The value of an expression that holds nothing but numbers, as `5 * 1024 ^ 3`; undefined for all others. */
export function constantOf(expr: Expr): number | undefined {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "paren":
      return constantOf(expr.expr);
    case "unary": {
      const value = constantOf(expr.expr);
      return value === undefined || expr.operator === "+" ? value : -value;
    }
    case "binary":
      return computed(expr);
    default:
      return undefined;
  }
}

function computed({ operator, left, right }: Binary): number | undefined {
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return Number((a * b).toPrecision(12));
    case "/":
      return Number((a / b).toPrecision(12));
    case "%":
      return a % b;
    case "^":
      return a ** b;
    default:
      return undefined;
  }
}
