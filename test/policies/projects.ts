import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Files } from "../mistakes/project.ts";

/** Writes the files of a project into a fresh folder. */
export function written(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-policies-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** An organisation that wants something of each tenant, and a tenant that gives little of it; in TypeScript. */
export const TYPESCRIPT: Files = {
  "tenants/organisation.ts": `import { channel, organisation, policy, secret } from "monitorgen";

const servers = {
  grafana: "https://grafana.example.com",
  prometheus: "https://prometheus.example.com",
  alertmanager: "https://alertmanager.example.com",
  runbooks: "https://runbooks.example.com",
};

export default organisation("meridian", {
  environments: { production: servers },
  defaultEnvironment: "production",
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "45d" },
  alertmanager: { fallback: channel.webhook("hook", { url: secret("company/hook") }) },
  sharedSecrets: [secret("company/hook")],
  sharedTargets: ["gateway.example.com:9100"],
  quotas: { series: 100, rules: 1, samplesPerEvaluation: 10, indexBytesPerDay: "1MiB" },
  policies: [
    policy("runbooks", { require: ["runbook", "description"], of: { severity: "page" }, message: "Nobody knows it all." }),
    policy("patient", { minimumFor: "10m", severity: "warning" }),
    policy("areas", { requireLabels: ["area"], of: { owner: "jobs", kind: "threshold" } }),
    policy("names", { named: ".*(High|Low)" }),
    policy("few", { atMost: { alerts: 1, recordings: 0, seriesPerMetric: 50 } }),
    policy("simple", { forbidFunctions: ["max_over_time"] }),
    policy("private", { forbidLabels: ["user"] }),
    policy("promises", { sloForEach: "queue" }),
  ],
});
`,
  "tenants/acme/tenant.ts": `import { alert, channel, counter, gauge, logs, policy, recording, secret, team, tenant, upTo } from "monitorgen";

const done = counter("jobs_done_total", { help: "Jobs.", unit: "jobs", labels: { queue: ["in", "out"], user: upTo(50) } });
const waiting = gauge("jobs_waiting", { help: "Jobs that wait.", unit: "jobs", labels: { queue: ["in", "out"] } });
const hook = channel.webhook("hook", { url: secret("company/hook") });
const jobs = team("jobs", { page: hook, ticket: hook });

export default tenant("acme", {
  metrics: [done, waiting],
  recordings: [recording("queue:jobs_done:rate5m", done.rate("5m").by("queue"))],
  teams: [jobs],
  alerts: [
    alert("QueueLong", { when: waiting.maximumOver("5m").above(10), severity: "page", owner: jobs, summary: "Long" }),
    alert("QueueSlow", { when: done.rate("5m").sum().below("1/s"), for: "5m", severity: "ticket", owner: jobs, summary: "Slow" }),
  ],
  logs: [logs("jobs", { retention: "7d", linesPerDay: 1_000_000 })],
  quotas: { series: 90 },
  policies: [policy("own", { minimumFor: "1m", of: { severity: "page", named: "Queue.*" }, severity: "warning" })],
  suppress: [
    { code: "policy/warning", at: "alerts/QueueSlow", reason: "It is slow by nature.", until: "2027-03-31" },
    { code: "MG2311", reason: "They come next week.", until: "2026-01-31" },
  ],
});
`,
};

/** The same in YAML. */
export const YAML: Files = {
  "tenants/organisation.yaml": `organisation: meridian
environments:
  production:
    grafana: https://grafana.example.com
    prometheus: https://prometheus.example.com
    alertmanager: https://alertmanager.example.com
    runbooks: https://runbooks.example.com
defaultEnvironment: production
prometheus: { version: "3.15", scrapeInterval: 30s, evaluationInterval: 30s, retention: 45d }
channels:
  hook: { type: webhook, url: { secret: company/hook } }
alertmanager: { fallback: hook }
sharedSecrets:
  - { secret: company/hook }
sharedTargets: ["gateway.example.com:9100"]
quotas: { series: 100, rules: 1, samplesPerEvaluation: 10, indexBytesPerDay: 1MiB }
policies:
  runbooks: { require: [runbook, description], of: { severity: page }, message: Nobody knows it all. }
  patient: { minimumFor: 10m, severity: warning }
  areas: { requireLabels: [area], of: { owner: jobs, kind: threshold } }
  names: { named: ".*(High|Low)" }
  few: { atMost: { alerts: 1, recordings: 0, seriesPerMetric: 50 } }
  simple: { forbidFunctions: [max_over_time] }
  private: { forbidLabels: [user] }
  promises: { sloForEach: queue }
`,
  "tenants/acme/tenant.yaml": `tenant: acme
metrics:
  jobs_done_total: { type: counter, help: Jobs., unit: jobs, labels: { queue: [in, out], user: { upTo: 50 } } }
  jobs_waiting: { type: gauge, help: Jobs that wait., unit: jobs, labels: { queue: [in, out] } }
recordings:
  queue:jobs_done:rate5m: { expr: "sum by (queue) (rate(jobs_done_total[5m]))" }
channels:
  hook: { type: webhook, url: { secret: company/hook } }
teams:
  jobs: { page: hook, ticket: hook }
alerts:
  QueueLong: { when: "max_over_time(jobs_waiting[5m]) > 10", severity: page, owner: jobs, summary: Long }
  QueueSlow: { when: "sum(rate(jobs_done_total[5m])) < 1", for: 5m, severity: ticket, owner: jobs, summary: Slow }
logs:
  jobs: { retention: 7d, linesPerDay: 1000000 }
quotas: { series: 90 }
policies:
  own: { minimumFor: 1m, of: { severity: page, named: "Queue.*" }, severity: warning }
suppress:
  - { code: policy/warning, at: alerts/QueueSlow, reason: It is slow by nature., until: 2027-03-31 }
  - { code: MG2311, reason: They come next week., until: 2026-01-31 }
`,
};
