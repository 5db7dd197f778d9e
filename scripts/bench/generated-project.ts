import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A project as a platform team has it: a few environments, and tenants that resemble each other and aren't the same. */
export function writeProject(
  root: string,
  tenants: number,
  form: { readonly file: string; readonly text: (index: number) => string } = { file: "tenant.ts", text: tenantOf },
): void {
  write(join(root, "tenants/organisation.ts"), ORGANISATION);
  for (let index = 0; index < tenants; index++) {
    write(join(root, `tenants/${nameOf(index)}/${form.file}`), form.text(index));
  }
}

/** A tenant's name by its number. */
export function nameOf(index: number): string {
  return `tenant-${String(index).padStart(4, "0")}`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const ORGANISATION = `import { channel, organisation, secret } from "monitorgen";

const operations = channel.slack("operations", { webhook: secret("slack/operations"), room: "#operations" });

export default organisation("meridian", {
  environments: {
    production: {
      grafana: "https://grafana.example.com",
      prometheus: "https://prometheus.example.com",
      alertmanager: "https://alertmanager.example.com",
      elasticsearch: "https://elasticsearch.example.com",
      runbooks: "https://runbooks.example.com",
    },
  },
  defaultEnvironment: "production",
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "45d" },
  alertmanager: {
    groupWait: "30s",
    groupInterval: "5m",
    repeat: { page: "1h", ticket: "12h", info: "5d" },
    fallback: operations,
  },
});
`;

const SERVICES = ["shop", "search", "billing", "player", "tracking", "mail", "login"];
const OBJECTIVES = ["99%", "99.5%", "99.9%", "99.95%"];

/** Three metrics, a recording, four alerts and an SLO; what differs is what differs among real tenants. */
function tenantOf(index: number): string {
  const service = SERVICES[index % SERVICES.length];
  const objective = OBJECTIVES[index % OBJECTIVES.length];
  const name = nameOf(index);
  return `import { alert, channel, counter, gauge, histogram, recording, scrape, secret, slo, team, tenant } from "monitorgen";

const requests = counter("http_requests_total", {
  help: "Requests that a service has answered.",
  unit: "requests",
  labels: { service: ["${service}", "api"], status: { upTo: 20 } },
});
const latency = histogram("http_request_duration_seconds", {
  help: "How long a service took to answer.",
  unit: "seconds",
  labels: { service: ["${service}", "api"] },
  buckets: [0.05, 0.1, 0.2, 0.5, 1, 2],
});
const queue = gauge("jobs_waiting", {
  help: "Jobs that wait for a worker.",
  unit: "jobs",
  labels: { queue: { upTo: 10 } },
  range: { from: 0 },
});

const rate = recording("service:http_requests:rate5m", requests.rate("5m").by("service"));
const errors = requests.where({ status: /5../ });
const oncall = channel.pagerDuty("oncall", { routingKey: secret("pagerduty/${name}") });
const room = channel.slack("room", { webhook: secret("slack/${name}"), room: "#${name}" });
const owner = team("owners", { page: oncall, ticket: room });

export default tenant("${name}", {
  metrics: [requests, latency, queue],
  scrapes: [scrape("service", { targets: ["${service}.${name}.example:9100"], metrics: [requests, latency, queue] })],
  recordings: [rate],
  channels: [oncall, room],
  teams: [owner],
  slos: [
    slo("availability", {
      objective: "${objective}",
      errors: errors.where({ service: "${service}" }),
      total: requests.where({ service: "${service}" }),
      minimumEvents: ${50 + (index % 5) * 10},
      owner,
      runbook: ["Look at the errors by route.", "Roll the last release back."],
    }),
  ],
  alerts: [
    alert("ErrorRatioHigh", {
      when: errors.rate("5m").by("service").dividedBy(rate).above("${1 + (index % 4)}%").and(rate.above("1/s")),
      for: "5m",
      severity: "page",
      owner,
      summary: ({ service }) => \`\${service} fails\`,
      runbook: ["Roll the last release back."],
    }),
    alert("LatencyHigh", {
      when: latency.percentile(95, "5m", "service").above("${200 + (index % 3) * 50}ms"),
      for: "10m",
      severity: "ticket",
      owner,
      summary: ({ service }) => \`\${service} is slow\`,
      runbook: ["Compare with yesterday."],
    }),
    alert("QueueLong", {
      when: queue.by("queue").above(${1000 + (index % 10) * 100}),
      for: "15m",
      severity: "ticket",
      owner,
      summary: ({ queue: name }) => \`\${name} is long\`,
      runbook: ["Start another worker."],
    }),
    alert("QueueGrows", {
      when: queue.changeOver("30m").by("queue").above(${100 + (index % 10) * 10}),
      for: "30m",
      severity: "ticket",
      owner,
      summary: ({ queue: name }) => \`\${name} grows\`,
      runbook: ["Start another worker."],
    }),
  ],
});
`;
}
