import { foreignInhibition } from "../../diagnostics/codes/routing.ts";
import { type Finding, finding, type Place } from "../../diagnostics/diagnostic.ts";
import { routingFindings } from "../proofs/routing/findings/index.ts";
import type { RaisedAlert } from "../proofs/routing/findings/raised.ts";
import { type Report, valueAt } from "./document.ts";
import { inhibitionsWithoutTenant } from "./equalities.ts";
import type { Rule } from "./rules.ts";
import type { Sorted } from "./sorted.ts";
import { mutedPages } from "./watch.ts";

/** What is wrong in an Alertmanager's configuration, for the alerts that can be raised; `label` tells tenants apart. */
export function routeFindings(
  { document, root }: Sorted,
  alerts: readonly RaisedAlert[],
  rules: readonly Rule[],
  label: string,
): readonly Finding[] {
  const data = valueAt(document.data, root.slice(1));
  const found = routingFindings(data, alerts, { tenantLabel: label }).map((one): Finding => {
    const place = placeOfAlert(one.data, rules) ?? { ...one.place, path: [...root, ...one.place.path] };
    return { kind: one.kind, data: one.data, reason: one.reason, suggestion: one.suggestion, place };
  });
  const report: Report = (kind, place, data) => found.push(finding(kind, place, data));
  mutedPages(data, root, alerts, report);
  const isForeign = found.some(({ kind }) => kind === foreignInhibition);
  if (!isForeign) inhibitionsWithoutTenant(data, root, label, report);
  return found;
}

// What is wrong with one alert is mended where its rule stands.
function placeOfAlert(data: object, rules: readonly Rule[]): Place | undefined {
  if ("others" in data) return undefined;
  if (!("alert" in data && "why" in data) && !("alert" in data && "label" in data)) return undefined;
  const rule = rules.find(({ alert }) => alert === data.alert);
  if (rule === undefined) return undefined;
  const label = "label" in data ? String(data.label) : "";
  return { path: rule.labels.has(label) ? [...rule.path, "labels", label] : [...rule.path, "alert"] };
}
