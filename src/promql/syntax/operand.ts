import type { Binary, Expr, Span } from "./ast.ts";
import { isRightAssociative, precedence, signPrecedence } from "./precedence.ts";

/** What stands between two operands: an operator with its modifiers. */
export type Infix = Pick<Binary, "operator" | "bool" | "matching" | "fill">;

/** An expression as its words come: signs, operands with what follows them, operators. */
export type Piece =
  | { readonly kind: "sign"; readonly operator: "+" | "-"; readonly start: number }
  | { readonly kind: "operand"; readonly expr: Expr }
  | { readonly kind: "postfix"; readonly apply: (expr: Expr) => Expr }
  | { readonly kind: "infix"; readonly infix: Infix };

function joined(left: Expr, right: Expr): { span?: Span } {
  return left.span && right.span ? { span: { start: left.span.start, end: right.span.end } } : {};
}

/** A sign before a number is part of it, as in Prometheus's tree. */
function signed(operator: "+" | "-", start: number, expr: Expr): Expr {
  const span = { start, end: expr.span?.end ?? start };
  if (expr.kind !== "number") return { kind: "unary", operator, expr, span };
  const value = operator === "-" ? -expr.value : expr.value;
  const text =
    expr.text === undefined || /^[-+]/.test(expr.text) ? undefined : `${operator === "-" ? "-" : ""}${expr.text}`;
  return { kind: "number", value, ...(text === undefined ? {} : { text }), span };
}

/**
 * Groups pieces by Prometheus's precedences. The lezer grammar agrees with Prometheus on which texts are
 * expressions, not on how operators, signs and `offset` group (`a + b offset 5m` shifts only b), so this is ours.
 */
export function group(pieces: readonly Piece[]): Expr {
  let next = 0;

  function operand(): Expr {
    const piece = pieces[next++];
    if (piece?.kind === "sign") return signed(piece.operator, piece.start, binary(signPrecedence + 1));
    let expr: Expr = piece?.kind === "operand" ? piece.expr : { kind: "number", value: Number.NaN };
    for (let follower = pieces[next]; follower?.kind === "postfix"; follower = pieces[++next])
      expr = follower.apply(expr);
    return expr;
  }

  function binary(least: number): Expr {
    let left = operand();
    for (let infix = infixAt(least); infix; infix = infixAt(least)) {
      next++;
      const level = precedence(infix.operator);
      const right = binary(isRightAssociative(infix.operator) ? level : level + 1);
      left = { kind: "binary", ...infix, left, right, ...joined(left, right) };
    }
    return left;
  }

  function infixAt(least: number): Infix | undefined {
    const piece = pieces[next];
    return piece?.kind === "infix" && precedence(piece.infix.operator) >= least ? piece.infix : undefined;
  }

  return binary(1);
}
