import type { DynamicConfigValue } from "@grafana/grafana-foundation-sdk/dashboard";
import { displayOf } from "../unit.ts";
import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawField } from "./field.ts";
import { refId } from "./query.ts";

/** Lines over time; past a limit the ground is coloured, forecasts are dashed. */
export function drawTimeseries(canvas: Canvas, view: View): PanelBuilder {
  const { timeseries, common, dashboard } = canvas.sdk;
  const builder = drawField(canvas, new timeseries.PanelBuilder(), view, "transparent");
  builder.legend(legend(canvas, view)).tooltip(tooltip(canvas)).lineWidth(2).showPoints(common.VisibilityMode.Never);
  builder.colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassic));
  builder.axisLabel(displayOf(view.unit).axisLabel).spanNulls(false);
  const style =
    view.limits.length === 0 ? common.GraphThresholdsStyleMode.Off : common.GraphThresholdsStyleMode.DashedAndArea;
  builder.thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(style));
  if (view.stacked === true) {
    builder.drawStyle(common.GraphDrawStyle.Bars).fillOpacity(80).lineWidth(0);
    builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group("A"));
  } else {
    builder.drawStyle(common.GraphDrawStyle.Line).fillOpacity(8).gradientMode(common.GraphGradientMode.Opacity);
  }
  for (const [index, query] of view.queries.entries()) {
    const properties = [...(query.predicted === true ? PREDICTED : []), ...coloured(query.color)];
    if (properties.length > 0) builder.overrideByQuery(refId(index), properties);
  }
  return builder;
}

const PREDICTED: readonly DynamicConfigValue[] = [
  { id: "custom.lineStyle", value: { fill: "dash", dash: [8, 8] } },
  { id: "custom.lineWidth", value: 1 },
  { id: "custom.fillOpacity", value: 0 },
];

function coloured(color: string | undefined): readonly DynamicConfigValue[] {
  return color === undefined ? [] : [{ id: "color", value: { mode: "fixed", fixedColor: color } }];
}

function legend({ sdk: { common } }: Canvas, { queries, labels }: View) {
  const several = queries.length > 1 || labels.length > 0;
  const builder = new common.VizLegendOptionsBuilder().showLegend(several).placement(common.LegendPlacement.Bottom);
  return several
    ? builder.displayMode(common.LegendDisplayMode.Table).calcs(["lastNotNull", "max"]).sortBy("Last *").sortDesc(true)
    : builder.displayMode(common.LegendDisplayMode.List).calcs([]);
}

function tooltip({ sdk: { common } }: Canvas) {
  return new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending);
}
