import { isPlainLabel } from "../../../promql/syntax/name.ts";
import { selectors } from "../../../promql/syntax/walk.ts";
import { call, narrowed, select } from "../expression.ts";
import type { Variable } from "../variable.ts";
import type { ApiDashboard } from "./dashboard.ts";

/** The variable that narrows an API's dashboard to some values of its label; none for labels that need quotes. */
export function apiVariable({ by, requests }: ApiDashboard): readonly Variable[] {
  const [selector] = selectors(requests);
  if (!isPlainLabel(by) || selector === undefined) return [];
  return [{ name: by, query: call("label_values", selector, select(by)) }];
}

/** The same dashboard with its series narrowed to the variable's values. */
export function narrowedByVariable(dashboard: ApiDashboard): ApiDashboard {
  if (apiVariable(dashboard).length === 0) return dashboard;
  const matcher = { label: dashboard.by, operator: "=~", value: `$${dashboard.by}` } as const;
  const { requests, errors, latency } = dashboard;
  return {
    ...dashboard,
    requests: narrowed(requests, matcher),
    errors: narrowed(errors, matcher),
    latency: narrowed(latency, matcher),
  };
}
