import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";
import { queryText } from "../query-text.ts";
import type { Variable } from "../variable.ts";
import type { Canvas } from "./builder.ts";

/** A choice of any number of values, all of them at first, filled from the tenant's own series. */
export function drawVariable(
  { sdk: { dashboard }, source }: Canvas,
  { name, query }: Variable,
): Builder<VariableModel> {
  const text = queryText(query);
  return new dashboard.QueryVariableBuilder(name)
    .label(name)
    .datasource({ ...source })
    .query({ query: text, refId: "StandardVariableQuery" })
    .definition(text)
    .refresh(dashboard.VariableRefresh.OnTimeRangeChanged)
    .sort(dashboard.VariableSort.NaturalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current({ selected: true, text: ["All"], value: ["$__all"] });
}
