import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawField } from "./field.ts";

/** One bar over time for each series, coloured by its state or by the limits that it passes. */
export function drawStateTimeline(canvas: Canvas, view: View): PanelBuilder {
  const { statetimeline, common, dashboard } = canvas.sdk;
  const builder = drawField(canvas, new statetimeline.PanelBuilder(), view, "green");
  builder.colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds));
  builder.mergeValues(true).rowHeight(0.85).fillOpacity(75).lineWidth(0);
  builder.showValue(view.states === undefined ? common.VisibilityMode.Auto : common.VisibilityMode.Never);
  const legend = new common.VizLegendOptionsBuilder().showLegend(true).displayMode(common.LegendDisplayMode.List);
  return builder.legend(legend.placement(common.LegendPlacement.Bottom).calcs([]));
}
