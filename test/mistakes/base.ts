import { readFileSync } from "node:fs";

/** What every example has without saying so; docs/checks/README.md shows it to readers. */
export const BASE_TS = readFileSync(new URL("../corpus/ok/base.ts", import.meta.url), "utf8");

/** The tenant that an example's exports become part of. */
export const TENANT_TS = `import { alert, tenant } from "monitorgen";
import * as base from "./base.ts";
import * as example from "./example.ts";

const { errorRatio, music, oncall, room } = base;
const own: Readonly<Record<string, readonly never[]>> = example;
const always = alert("RequestsFail", {
  when: errorRatio.above("99%"),
  severity: "page",
  owner: music,
  summary: "Requests fail",
});

export default tenant("acme", {
  ...own,
  metrics: [...base.metrics, ...(own.metrics ?? [])],
  channels: [oncall, room, ...(own.channels ?? [])],
  teams: [music, ...(own.teams ?? [])],
  alerts: [always, ...(own.alerts ?? [])],
});
`;

/** The same for a tenant.yaml: each key is added to an example that doesn't have it. */
export const BASE_YAML: Readonly<Record<string, string>> = {
  tenant: " acme\n",
  metrics: `
  http_requests_total:
    type: counter
    help: Requests that a service has answered.
    unit: requests
    labels: { service: [player, search, billing], route: { upTo: 200 }, status: { upTo: 40 } }
  http_request_duration_seconds:
    type: histogram
    help: How long a service took to answer.
    unit: seconds
    labels: { service: [player, search, billing] }
    buckets: [0.05, 0.1, 0.2, 0.5, 1]
  memory_used_ratio: { type: gauge, help: Memory in use., unit: ratio, labels: { host: { upTo: 20 } } }
  disk_free_bytes: { type: gauge, help: Free space., unit: bytes, labels: { host: { upTo: 20 } } }
  daily_revenue: { type: gauge, help: Revenue of the day so far., unit: EUR, range: { from: 0 } }
`,
  channels: `
  oncall: { type: pagerduty, routingKey: { secret: pagerduty/acme } }
  room: { type: slack, webhook: { secret: slack/acme }, room: "#music" }
`,
  schedules: `
  office: { weekdays: ["monday:friday"], times: ["09:00-17:30"], zone: Europe/Berlin }
`,
  teams: `
  music: { page: oncall, ticket: room }
`,
  alerts: `
  RequestsFail:
    when: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01
    severity: page
    owner: music
    summary: Requests fail
`,
};

/** The organisation of all examples. */
export const ORGANISATION: Readonly<Record<string, string>> = {
  organisation: " meridian\n",
  environments: `
  staging:
    grafana: https://grafana.staging.example.com
    prometheus: https://prometheus.staging.example.com
    alertmanager: https://alertmanager.staging.example.com
    runbooks: https://runbooks.staging.example.com
  production:
    grafana: https://grafana.example.com
    prometheus: https://prometheus.example.com
    alertmanager: https://alertmanager.example.com
    runbooks: https://runbooks.example.com
`,
  defaultEnvironment: " production\n",
  prometheus: ` { version: "3.15", scrapeInterval: 30s, evaluationInterval: 30s, retention: 45d }\n`,
  channels: `
  operations: { type: slack, webhook: { secret: slack/operations }, room: "#operations" }
`,
  alertmanager: " { fallback: operations }\n",
};
