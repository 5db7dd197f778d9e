import { onceFor } from "../../values/once-for.ts";
import type { Expr } from "../syntax/ast.ts";
import { labelCatalogue, type SeriesCatalogue } from "./catalogue.ts";
import { labelsOf } from "./labels.ts";

/** The labels of expressions over series that don't change any more: looked for once, however many ask. */
export const labelsIn = onceFor((series: SeriesCatalogue) => {
  const catalogue = labelCatalogue(series);
  return onceFor((expr: Expr) => labelsOf(expr, catalogue));
});
