import { z } from "zod";
import { expression } from "./expression.ts";
import { alertName, labelName, line, name, text } from "./values.ts";

const panel = z.strictObject({
  title: line,
  show: expression,
  as: z.enum(["timeseries", "stat", "gauge", "bar-gauge", "table", "heatmap", "state-timeline"]).exactOptional(),
  description: text.exactOptional(),
  alert: alertName.exactOptional(),
});

/** Dashboards: of panels, or built from everything that the tenant declares. */
export const dashboards = z.record(
  name,
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("panels"),
      title: line,
      description: text.exactOptional(),
      panels: z.array(panel).min(1).max(200),
    }),
    z.strictObject({ type: z.literal("system-overview"), title: line.exactOptional() }),
    z.strictObject({
      type: z.literal("api-performance"),
      title: line.exactOptional(),
      requests: expression,
      errors: expression,
      latency: expression,
      by: labelName,
    }),
  ]),
);
