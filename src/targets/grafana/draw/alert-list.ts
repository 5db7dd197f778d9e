import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawField } from "./field.ts";

/** Grafana's own list of alerts, limited to the tenant's and to those that want somebody. */
export function drawAlertList(canvas: Canvas, view: View): PanelBuilder {
  const builder = drawField(canvas, new canvas.sdk.dashboard.PanelBuilder().type("alertlist"), view, "text");
  return builder.options({
    alertInstanceLabelFilter: canvas.tenant,
    alertName: "",
    dashboardAlerts: false,
    datasource: canvas.alertSource,
    groupBy: [],
    groupMode: "default",
    maxItems: 50,
    showInactiveAlerts: false,
    showInstances: true,
    sortOrder: 3,
    stateFilter: { error: true, firing: true, noData: false, normal: false, pending: true, recovering: true },
    viewMode: "list",
  });
}
