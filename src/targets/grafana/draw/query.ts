import { queryText } from "../query-text.ts";
import type { Query, View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";

const NOW = new Set<View["kind"]>(["stat", "gauge", "bar-gauge", "table"]);

/** `A`, `B`, … `Z`, `Q26`, …: what a panel calls its queries. */
export function refId(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `Q${index}`;
}

/** Adds a view's queries: over time, or for now where only the last value is shown. */
export function drawQueries<B extends PanelBuilder>(canvas: Canvas, builder: B, view: View): B {
  for (const [index, query] of view.queries.entries()) builder.withTarget(target(canvas, view, query, refId(index)));
  return builder;
}

function target({ sdk, source, stepOf }: Canvas, view: View, { expr, legend }: Query, id: string) {
  const { DataqueryBuilder, PromQueryFormat, QueryEditorMode } = sdk.prometheus;
  const query = new DataqueryBuilder().refId(id).datasource(source).expr(queryText(expr)).legendFormat(legend);
  query.editorMode(QueryEditorMode.Code).format(formatOf(PromQueryFormat, view));
  const step = stepOf(expr);
  if (step !== undefined) query.interval(step);
  const sparkline = view.kind === "stat" && view.states === undefined;
  return NOW.has(view.kind) && !sparkline ? query.instant() : query.range();
}

function formatOf(formats: Canvas["sdk"]["prometheus"]["PromQueryFormat"], view: View) {
  if (view.kind === "table") return formats.Table;
  return view.buckets === true ? formats.Heatmap : formats.TimeSeries;
}
