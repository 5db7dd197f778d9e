export type { Condition, Samples, Vector } from "../promql/build/vector.ts";
export {
  type Alert,
  type AlertOptions,
  type AnyAlert,
  alert,
  type Heartbeat,
  heartbeat,
  type Notice,
} from "./alert.ts";
export { type Channel, channel } from "./channel.ts";
export { apiPerformance, type Dashboard, dashboard, type Panel, panel, systemOverview } from "./dashboard.ts";
export { type Detector, type DetectorOptions, detector } from "./detector.ts";
export { type Drift, type DriftOptions, type DriftTest, drift, ks, psi } from "./drift.ts";
export { type Labels, not, type TargetLabels, type UpTo, upTo, type Where } from "./label.ts";
export { type Logs, logs } from "./logs.ts";
export { type AnyMetric, type Counter, counter, type Gauge, gauge, type Histogram, histogram, up } from "./metric.ts";
export { type Organisation, type OrganisationOptions, organisation } from "./organisation.ts";
export { type EnvironmentChanges, environment, type Override, override } from "./override.ts";
export { type Policy, type PolicyOptions, policy, type Quotas } from "./policy.ts";
export { promql, promqlCondition } from "./promql.ts";
export { type AnyRecording, type Recording, recording } from "./recording.ts";
export { type Schedule, schedule } from "./schedule.ts";
export { type Scrape, scrape } from "./scrape.ts";
export { type Secret, secret } from "./secret.ts";
export { type Security, type SecurityOptions, security } from "./security.ts";
export { latencySlo, type Slo, type SloOptions, slo, type Tier } from "./slo.ts";
export type { Suppression } from "./suppression.ts";
export { type Destination, type Severity, type Team, team } from "./team.ts";
export { type Tenant, type TenantOptions, tenant } from "./tenant.ts";
export type { Placeholder, Text } from "./text.ts";
