import { z } from "zod";
import { duration, name, text } from "./values.ts";

const fieldName = z.string().regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/, "@field name");

/** Streams of logs. */
export const logs = z.record(
  name,
  z.strictObject({
    description: text.exactOptional(),
    ecs: z.array(fieldName).exactOptional(),
    fields: z
      .record(fieldName, z.enum(["keyword", "text", "long", "double", "boolean", "date", "ip", "flattened"]))
      .exactOptional(),
    retention: duration,
    hot: duration.exactOptional(),
    linesPerDay: z.int().min(1).max(1_000_000_000_000).exactOptional().describe("How many lines it takes in a day."),
  }),
);
