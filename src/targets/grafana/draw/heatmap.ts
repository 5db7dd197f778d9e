import { displayOf } from "../unit.ts";
import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawField } from "./field.ts";

/** How values are distributed over time: by the histogram's own buckets, or by buckets that Grafana makes. */
export function drawHeatmap(canvas: Canvas, view: View): PanelBuilder {
  const { heatmap, common } = canvas.sdk;
  const builder = drawField(canvas, new heatmap.PanelBuilder(), view, "transparent");
  const { unit, axisLabel } = displayOf(view.unit);
  const axis = new heatmap.YAxisConfigBuilder()
    .unit(unit)
    .axisPlacement(common.AxisPlacement.Left)
    .axisLabel(axisLabel);
  builder
    .calculate(view.buckets !== true)
    .yAxis(axis)
    .cellGap(1)
    .showLegend();
  builder.color(
    new heatmap.HeatmapColorOptionsBuilder()
      .mode(heatmap.HeatmapColorMode.Scheme)
      .scheme("Spectral")
      .scale(heatmap.HeatmapColorScale.Exponential)
      .exponent(0.5)
      .steps(64)
      .reverse(true)
      .fill("dark-orange"),
  );
  const tooltip = new heatmap.HeatmapTooltipBuilder().mode(common.TooltipDisplayMode.Single).yHistogram(true);
  return builder.tooltip(tooltip.showColorScale(true));
}
