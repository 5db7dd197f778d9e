import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { AnnotationQuery } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { queryText } from "../query-text.ts";
import type { Canvas } from "./builder.ts";

/** Marks on all panels of the times at which an expression has series. */
export interface Annotation {
  readonly name: string;
  readonly expr: Expr;
  readonly color: string;
  readonly title: string;
  readonly labels: readonly string[];
}

/** An annotation as Grafana's. */
export function drawAnnotation(
  { sdk, source }: Canvas,
  { name, expr, color, title, labels }: Annotation,
): Builder<AnnotationQuery> {
  const { DataqueryBuilder, QueryEditorMode } = sdk.prometheus;
  const query = new DataqueryBuilder().refId("Anno").datasource(source).expr(queryText(expr)).interval("1m");
  const annotation = new sdk.dashboard.AnnotationQueryBuilder()
    .name(name)
    .datasource({ ...source })
    .iconColor(color);
  annotation
    .enable(true)
    .titleFormat(title)
    .textFormat(labels.map((label) => `{{${label}}}`).join(" · "));
  const { placement: _hidden, ...rest } = annotation
    .target(query.editorMode(QueryEditorMode.Code))
    .tagKeys(labels.join(","))
    .build();
  return { build: () => rest };
}
