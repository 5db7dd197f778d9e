import type { Expr } from "./ast.ts";
import { childrenOf } from "./walk.ts";

/** How many levels a tree has. Needs no stack, as what walks the tree afterwards does. */
export function depthOf(expr: Expr): number {
  let depth = 0;
  for (let level: readonly Expr[] = [expr]; level.length > 0; level = level.flatMap(childrenOf)) depth++;
  return depth;
}
