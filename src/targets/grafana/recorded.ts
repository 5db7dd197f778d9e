import type { Origin, Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { ownedBy, select } from "./expression.ts";

/** A recorded series of a declaration; its rule's labels tell it from others of the same name. */
export function recorded({ recordings, tenant }: Program, origin: Origin, series: string): Expr {
  const rule = recordings.find((one) => one.record === series && one.origin.name === origin.name);
  const { [tenant.label]: _tenant, ...labels } = rule?.labels ?? {};
  return ownedBy(tenant, select(series, labels));
}
