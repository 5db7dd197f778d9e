import type { Aggregation, Binary, Call, Expr } from "./ast.ts";
import { needsParens, print, printAggregationHead, printOperator, signNeedsParens, withoutParens } from "./print.ts";
import { childrenOf } from "./walk.ts";

const step = "  ";

function indented(text: string): string {
  return text.replaceAll(/^/gm, step);
}

/** Whether a tree has no more nodes than so many, parentheses apart. */
function hasAtMost(most: number, expr: Expr): boolean {
  const open = [expr];
  let count = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind !== "paren" && ++count > most) return false;
    open.push(...childrenOf(node));
  }
  return true;
}

/** Wraps at every level that is too long; strings and names are never broken. */
class Layout {
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  expression(expr: Expr): string {
    const line = this.line(expr);
    if (line !== undefined) return line;
    const inner = withoutParens(expr);
    switch (inner.kind) {
      case "binary":
        return this.binary(inner);
      case "call":
      case "aggregation":
        return this.applied(inner);
      case "unary": {
        const operand = withoutParens(inner.expr);
        return `${inner.operator}${this.wrapped(operand, signNeedsParens(operand))}`;
      }
      default:
        return print(expr);
    }
  }

  /** An expression on one line, if that isn't too long. Each node is a character at least, so what is large isn't printed for it. */
  line(expr: Expr): string | undefined {
    if (!hasAtMost(this.width, expr)) return undefined;
    const line = print(expr);
    return line.length <= this.width ? line : undefined;
  }

  wrapped(expr: Expr, parens: boolean): string {
    const text = this.expression(expr);
    if (!parens) return text;
    return text.includes("\n") || text.length > this.width ? `(\n${indented(text)}\n)` : `(${text})`;
  }

  binary(expr: Binary): string {
    const [left, right] = [withoutParens(expr.left), withoutParens(expr.right)];
    const before = this.wrapped(left, needsParens(left, expr, "left"));
    return `${before}\n${printOperator(expr)}\n${this.wrapped(right, needsParens(right, expr, "right"))}`;
  }

  applied(expr: Call | Aggregation): string {
    const head = expr.kind === "call" ? expr.name : printAggregationHead(expr);
    const parameter = expr.kind === "aggregation" && expr.parameter ? [expr.parameter] : [];
    const args = expr.kind === "call" ? expr.args : [...parameter, expr.expr];
    return `${head}(\n${args.map((argument) => indented(this.expression(argument))).join(",\n")}\n)`;
  }
}

/** An expression over several lines for people, broken where a line would be longer than `width`. Reads back as the same tree. */
export function pretty(expr: Expr, width = 80): string {
  return new Layout(width).expression(expr);
}
