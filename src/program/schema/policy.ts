import { z } from "zod";
import { severity } from "./routing.ts";
import { day, duration, labelName, line, name, size } from "./values.ts";

const most = z.int().min(0).max(1_000_000_000_000);

/** How much a tenant may cost. */
export const quotas = z.strictObject({
  series: most.exactOptional().describe("Series that its targets and its recordings have."),
  rules: most.exactOptional().describe("Recording rules and alerts."),
  samplesPerEvaluation: most.exactOptional().describe("Samples that all its rules read at each evaluation."),
  indexBytesPerDay: size.exactOptional().describe("What its logs add to Elasticsearch in a day, such as 50GiB."),
});

const limits = z.strictObject({
  alerts: most.exactOptional(),
  recordings: most.exactOptional(),
  rules: most.exactOptional(),
  dashboards: most.exactOptional(),
  metrics: most.exactOptional(),
  series: most.exactOptional(),
  seriesPerMetric: most.exactOptional(),
  samplesPerRule: most.exactOptional(),
});

const pattern = z.string().min(1).max(1000);

/** What an organisation or a tenant wants of its declarations: one rule each, and of which alerts it is meant. */
export const policies = z.record(
  name,
  z.strictObject({
    require: z
      .array(z.enum(["description", "runbook", "dashboard", "for"]))
      .min(1)
      .exactOptional(),
    requireLabels: z.array(labelName).min(1).exactOptional(),
    minimumFor: duration.exactOptional(),
    named: pattern.exactOptional(),
    atMost: limits.exactOptional(),
    forbidFunctions: z.array(z.string()).min(1).exactOptional(),
    forbidLabels: z.array(labelName).min(1).exactOptional(),
    sloForEach: labelName.exactOptional(),
    of: z
      .strictObject({
        severity: severity.exactOptional(),
        owner: name.exactOptional(),
        kind: z.enum(["threshold", "slo", "drift", "security", "detector", "heartbeat"]).exactOptional(),
        named: pattern.exactOptional(),
      })
      .exactOptional(),
    severity: z.enum(["error", "warning"]).exactOptional(),
    message: line.exactOptional(),
  }),
);

export type PolicyDeclaration = z.output<typeof policies>[string];

/** Findings that an author has looked at, and lets stand for a while. */
export const suppress = z.array(
  z.strictObject({
    code: z.string().describe("The finding's code or name, such as MG2311 or metric/unscraped."),
    at: line.exactOptional(),
    reason: line.trim().min(1),
    until: day.describe("The last day on which it may, such as 2027-03-31."),
  }),
);
