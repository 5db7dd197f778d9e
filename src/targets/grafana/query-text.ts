import type { Expr } from "../../promql/syntax/ast.ts";
import { formatDuration } from "../../promql/syntax/duration.ts";
import { print } from "../../promql/syntax/print.ts";
import { map } from "../../promql/syntax/walk.ts";
import { RATE_INTERVAL } from "./expression.ts";

/** PromQL as Grafana reads it, with `$__rate_interval` for each range that is left to Grafana. */
export function queryText(expr: Expr): string {
  const plain = print(withRange(expr, 0));
  const unused = unusedRange(plain);
  return print(withRange(expr, unused)).replaceAll(inBrackets(unused), "[$__rate_interval]");
}

function withRange(expr: Expr, range: number): Expr {
  return map(expr, (node) => (node.kind === "selector" && node.range === RATE_INTERVAL ? { ...node, range } : node));
}

/** A range that occurs nowhere in the text, so that each occurrence is one that was put there. */
function unusedRange(text: string): number {
  let range = 1;
  while (text.includes(inBrackets(range))) range += 1;
  return range;
}

function inBrackets(range: number): string {
  return `[${formatDuration(range)}]`;
}
