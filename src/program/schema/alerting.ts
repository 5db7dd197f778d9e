import { z } from "zod";
import { seriesDetectorNames } from "../../detector/detectors/kinds.ts";
import { expression } from "./expression.ts";
import { severity } from "./routing.ts";
import { alertName, duration, labelName, line, name, percent, recordedName, text } from "./values.ts";

const told = {
  owner: name.describe("The team that is told."),
  summary: line
    .exactOptional()
    .describe("One line, the subject of a notification; ${label} and ${value} are filled in."),
  description: text
    .exactOptional()
    .describe("What is wrong, and the values that show it; ${label} and ${value} are filled in."),
  runbook: z
    .union([text, z.array(line).min(1).max(20).transform(numbered)])
    .exactOptional()
    .describe("What the person who is woken does first: a text, or steps in their order."),
};

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join("\n");
}

const notice = { severity, ...told };

/** Alerts on a condition, and heartbeats, which have none. */
export const alerts = z.record(
  alertName,
  z
    .strictObject({
      ...notice,
      when: expression.optional().describe("PromQL with a comparison."),
      heartbeat: z.literal(true).exactOptional().describe("Always fires: its silence shows that alerting is broken."),
      for: duration.exactOptional(),
      keepFiringFor: duration.exactOptional(),
      causedBy: z.array(alertName).exactOptional(),
      labels: z.record(labelName, line).exactOptional(),
    })
    .superRefine((alert, context) => {
      if (alert.heartbeat === true) return;
      for (const property of ["when", "summary"] as const) {
        if (alert[property] === undefined) context.addIssue({ code: "custom", path: [property], message: "@missing" });
      }
    }),
);

const burnRateTier = z.strictObject({
  burn: z.number().positive().max(10_000),
  long: duration,
  short: duration,
  severity,
});

/** Service level objectives: by counters of errors and of everything, or by a histogram's bound. */
export const slos = z.record(
  name,
  z.strictObject({
    ...told,
    objective: percent,
    window: duration.exactOptional(),
    errors: expression.exactOptional(),
    total: expression.exactOptional(),
    of: expression.exactOptional(),
    within: z.string().exactOptional().describe("A bucket's bound as a text with its unit, such as 200ms."),
    minimumEvents: z.int().min(0).max(1_000_000_000).exactOptional(),
    tiers: z.array(burnRateTier).min(1).max(10).exactOptional(),
  }),
);

const limits = {
  page: z.number().positive().exactOptional(),
  ticket: z.number().positive().exactOptional(),
  info: z.number().positive().exactOptional(),
};

/** Distributions that shall stay as they were. */
export const drift = z.record(
  name,
  z.strictObject({
    ...told,
    of: expression,
    current: duration,
    reference: duration,
    tests: z.array(z.strictObject({ test: z.enum(["psi", "ks"]), ...limits })).min(1),
    minimumEvents: z.int().min(0).exactOptional(),
  }),
);

/** Counts of security events. */
export const security = z.record(
  alertName,
  z.strictObject({
    ...notice,
    events: expression,
    by: z.array(labelName).min(1),
    atLeast: z.int().min(1).max(1_000_000_000).exactOptional(),
    within: duration.exactOptional(),
  }),
);

/** Detectors that run in the sidecar. */
export const detectors = z.record(
  alertName,
  z.strictObject({
    ...notice,
    detector: z.enum(seriesDetectorNames),
    watch: expression,
    for: duration.exactOptional(),
    direction: z.enum(["above", "below", "both"]).exactOptional(),
    sensitivity: z.number().positive().max(100).exactOptional(),
    parameters: z.record(z.string(), z.json()).exactOptional().describe("Parameters of the detector."),
  }),
);

/** Recorded expressions. */
export const recordings = z.record(recordedName, z.strictObject({ expr: expression }));

/** Changes of alerts by name. */
export const overrides = z.record(
  alertName,
  z.strictObject({
    for: duration.exactOptional(),
    keepFiringFor: duration.exactOptional(),
    severity: severity.exactOptional(),
    bound: z.union([z.string(), z.number()]).exactOptional(),
    enabled: z.boolean().exactOptional(),
  }),
);
