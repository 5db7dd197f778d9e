import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawField } from "./field.ts";

/** The last value of each series as a line of a table: its labels, then the value, the highest first. */
export function drawTable(canvas: Canvas, view: View): PanelBuilder {
  const { table, common, dashboard } = canvas.sdk;
  const builder = drawField(canvas, new table.PanelBuilder(), view, "text");
  builder
    .showHeader(true)
    .cellHeight(common.TableCellHeight.Sm)
    .sortBy([new common.TableSortByFieldStateBuilder().displayName(view.title).desc(true)]);
  builder.colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds));
  const order = Object.fromEntries([...view.labels, "Value"].map((field, index) => [field, index]));
  builder.withTransformation({
    id: "organize",
    options: { excludeByName: { Time: true }, indexByName: order, renameByName: { Value: view.title } },
  });
  const cell = { type: common.TableCellDisplayMode.ColorText };
  return view.limits.length === 0
    ? builder
    : builder.overrideByName(view.title, [{ id: "custom.cellOptions", value: cell }]);
}
