import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawField } from "./field.ts";

/** The last value as a number, with its course behind it; on a coloured ground where it is a state. */
export function drawStat(canvas: Canvas, view: View): PanelBuilder {
  const { stat, common } = canvas.sdk;
  const builder = drawField(
    canvas,
    byThreshold(canvas, new stat.PanelBuilder()),
    view,
    view.limits.length > 0 ? "green" : "text",
  );
  builder
    .reduceOptions(last(canvas))
    .textMode(common.BigValueTextMode.Auto)
    .justifyMode(common.BigValueJustifyMode.Auto);
  return view.states === undefined
    ? builder.graphMode(common.BigValueGraphMode.Area).colorMode(common.BigValueColorMode.Value)
    : builder.graphMode(common.BigValueGraphMode.None).colorMode(common.BigValueColorMode.Background);
}

/** The last value on a dial. */
export function drawGauge(canvas: Canvas, view: View): PanelBuilder {
  const builder = new canvas.sdk.gauge.PanelBuilder().reduceOptions(last(canvas)).showThresholdMarkers(true);
  return drawField(canvas, byThreshold(canvas, builder), view, "green");
}

/** The last value of each series as a bar. */
export function drawBarGauge(canvas: Canvas, view: View): PanelBuilder {
  const { bargauge, common } = canvas.sdk;
  const builder = new bargauge.PanelBuilder().reduceOptions(last(canvas)).orientation(common.VizOrientation.Horizontal);
  builder.displayMode(common.BarGaugeDisplayMode.Gradient).valueMode(common.BarGaugeValueMode.Color).showUnfilled(true);
  return drawField(canvas, byThreshold(canvas, builder), view, view.limits.length > 0 ? "green" : "blue");
}

function byThreshold<B extends PanelBuilder>({ sdk: { dashboard } }: Canvas, builder: B): B {
  return builder.colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds));
}

function last({ sdk: { common } }: Canvas) {
  return new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false);
}
