import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { GridPosition } from "../layout.ts";
import type { Link, View } from "../view.ts";
import { drawAlertList } from "./alert-list.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawHeatmap } from "./heatmap.ts";
import { drawLink } from "./link.ts";
import { drawQueries } from "./query.ts";
import { drawBarGauge, drawGauge, drawStat } from "./single-value.ts";
import { drawStateTimeline } from "./state-timeline.ts";
import { drawTable } from "./table.ts";
import { drawTimeseries } from "./timeseries.ts";

const KINDS: Readonly<Record<View["kind"], (canvas: Canvas, view: View) => PanelBuilder>> = {
  timeseries: drawTimeseries,
  stat: drawStat,
  gauge: drawGauge,
  "bar-gauge": drawBarGauge,
  table: drawTable,
  heatmap: drawHeatmap,
  "state-timeline": drawStateTimeline,
  "alert-list": drawAlertList,
};

/** What the dashboard decides about a panel. */
export interface PanelFrame {
  readonly id: number;
  readonly at: GridPosition;
  readonly description: string;
  readonly links: readonly Link[];
}

/** A view as Grafana's panel. */
export function drawPanel(canvas: Canvas, view: View, frame: PanelFrame): Builder<Panel> {
  const builder = drawQueries(canvas, KINDS[view.kind](canvas, view), view);
  builder
    .id(frame.id)
    .title(view.title)
    .description(frame.description)
    .gridPos({ ...frame.at });
  if (frame.links.length > 0) builder.links(frame.links.map((link) => drawLink(canvas.sdk, link)));
  return view.queries.length === 0 ? builder : builder.datasource({ ...canvas.source });
}
