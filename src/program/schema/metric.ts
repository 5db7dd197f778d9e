import { z } from "zod";
import { labelName, line, metricName, unit } from "./values.ts";

const upTo = z
  .strictObject({ upTo: z.int().min(1).max(1_000_000) })
  .describe("How many different ones there are at most: { upTo: 50 }.");

const labels = z
  .record(labelName, z.union([z.array(line).min(1).max(1000).describe("A list of its values."), upTo]))
  .default({})
  .describe("Each label with its values, or with how many different ones there are at most.");

const bound = z.union([z.string(), z.number()]);

const base = {
  help: line.describe("What it counts, in a sentence."),
  labels,
  unit: unit.exactOptional().describe("seconds, bytes, ratio, or a word of your own."),
};

const counter = z.strictObject({ type: z.literal("counter"), ...base });

const gauge = z.strictObject({
  type: z.literal("gauge"),
  ...base,
  range: z
    .strictObject({ from: bound.exactOptional(), to: bound.exactOptional() })
    .exactOptional()
    .describe("The lowest and the highest value."),
});

const histogram = z.strictObject({
  type: z.literal("histogram"),
  ...base,
  buckets: z.array(z.number()).min(1).max(200).describe("Upper bounds in base units, rising, without infinity."),
});

/** What a tenant says of its metrics. */
export const metrics = z.record(metricName, z.discriminatedUnion("type", [counter, gauge, histogram]));

export type MetricDeclaration = z.output<typeof metrics>[string];
