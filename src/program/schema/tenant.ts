import { z } from "zod";
import { detectorNames } from "../../detector/detectors/kinds.ts";
import { alerts, detectors, drift, overrides, recordings, security, slos } from "./alerting.ts";
import { dashboards } from "./dashboard.ts";
import { logs } from "./logs.ts";
import { metrics } from "./metric.ts";
import { policies, quotas, suppress } from "./policy.ts";
import { channels, schedules, severity, teams } from "./routing.ts";
import { address, duration, line, metricName, name, secret, text } from "./values.ts";

const scrapes = z.record(
  name,
  z.strictObject({
    targets: z.array(address).min(1),
    metrics: z.array(z.string()).exactOptional(),
    path: z
      .string()
      .regex(/^\/[A-Za-z0-9._~/-]*$/, "@path")
      .exactOptional(),
    scheme: z.enum(["http", "https"]).exactOptional(),
    interval: duration.exactOptional(),
    bearerToken: secret.exactOptional(),
  }),
);

/** The whole of what an author may say about a tenant. */
export const tenantSchema = z.strictObject({
  tenant: name.describe("The name of the tenant's folder."),
  title: line.exactOptional(),
  description: text.exactOptional(),
  metrics: metrics.default({}),
  scrapes: scrapes.default({}),
  recordings: recordings.default({}),
  channels: channels.default({}),
  schedules: schedules.default({}),
  teams: teams.describe("Who owns alerts, and where each severity goes: at least one team."),
  alerts: alerts.default({}),
  slos: slos.default({}),
  drift: drift.default({}),
  security: security.default({}),
  detectors: detectors.default({}),
  sidecar: z
    .strictObject({
      prefix: metricName.exactOptional(),
      port: z.int().min(1).max(65_535).exactOptional(),
      address: address.exactOptional(),
      batch: z.array(z.enum(detectorNames)).max(100).exactOptional(),
    })
    .default({}),
  dashboards: dashboards.default({}),
  logs: logs.default({}),
  overrides: overrides.default({}),
  quotas: quotas.default({}),
  policies: policies.default({}),
  suppress: suppress.default([]),
  environments: z
    .record(name, z.strictObject({ mostUrgent: severity.exactOptional(), overrides: overrides.default({}) }))
    .default({}),
});

/** A tenant's declaration after the schema: durations in milliseconds, percentages as ratios, secrets as paths. */
export type TenantDeclaration = z.output<typeof tenantSchema>;
