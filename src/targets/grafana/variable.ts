import type { Expr } from "../../promql/syntax/ast.ts";

/** A choice at the top of a dashboard. */
export interface Variable {
  readonly name: string;
  /** `label_values(metric{…}, label)` as a tree, limited to the tenant as any query. */
  readonly query: Expr;
}
