import type { Answers, ChannelAnswer } from "./answers.ts";

/** `tenants/<name>/tenant.ts` of a new tenant. */
export function tenantTypeScript({ name, team, channel, target }: Answers): string {
  const secret = channel.kind === "email" ? "" : "secret, ";
  return `import { alert, channel, counter, scrape, ${secret}slo, systemOverview, team, tenant, up, upTo } from "monitorgen";

const requests = counter("http_requests_total", {
  help: "Requests that a service has answered.",
  unit: "requests",
  labels: { service: ["web"], status: upTo(20) },
});

const errors = requests.where({ status: /5../ });
const errorRatio = errors.rate("5m").by("service").dividedBy(requests.rate("5m").by("service"));

const alerts = ${channelCall(channel, "alerts", name)};
const owner = team("${team}", { page: alerts, ticket: alerts });

export default tenant("${name}", {
  metrics: [requests],
  scrapes: [scrape("web", { targets: ["${target}"], metrics: [requests] })],
  teams: [owner],
  alerts: [
    alert("TargetDown", {
      when: up.below("100%"),
      for: "5m",
      severity: "page",
      owner,
      summary: ({ instance }) => \`\${instance} can't be reached\`,
      description: ({ job, instance }) => \`Prometheus can't scrape \${instance} of \${job}.\`,
      runbook: "See whether the process runs; if it does, whether Prometheus can reach its port.",
    }),
    alert("ErrorRatioHigh", {
      when: errorRatio.above("2%"),
      for: "10m",
      severity: "ticket",
      owner,
      summary: ({ service }) => \`\${service} fails\`,
      description: ({ service, value }) => \`\${service} fails \${value} of its requests.\`,
      runbook: "Look at the last deployment first; roll it back if the errors began with it.",
    }),
  ],
  slos: [
    slo("web-availability", {
      objective: "99.9%",
      errors: errors.where({ service: "web" }),
      total: requests.where({ service: "web" }),
      minimumEvents: 100,
      owner,
      runbook: "Stop releases until the error budget grows again.",
    }),
  ],
  dashboards: [systemOverview()],
});
`;
}

/** `tenants/organisation.ts` of a new project. */
export function organisationTypeScript(name: string, channel: ChannelAnswer): string {
  const secret = channel.kind === "email" ? "" : ", secret";
  return `import { channel, organisation${secret} } from "monitorgen";

export default organisation("${name}", {
  // output/<tenant> is built for this one; others, such as staging, go to output/environments/<environment>/<tenant>.
  defaultEnvironment: "production",
  environments: {
    production: {
      grafana: "https://grafana.example.com",
      prometheus: "https://prometheus.example.com",
      alertmanager: "https://alertmanager.example.com",
      runbooks: "https://runbooks.example.com",
    },
  },
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "45d" },
  alertmanager: {
    // Who hears of what no team's route takes.
    fallback: ${channelCall(channel, "fallback", "organisation")},
    smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com" },
  },
});
`;
}

function channelCall(channel: ChannelAnswer, name: string, owner: string): string {
  switch (channel.kind) {
    case "slack":
      return `channel.slack("${name}", { webhook: secret("slack/${owner}"), room: "${channel.room}" })`;
    case "pagerduty":
      return `channel.pagerDuty("${name}", { routingKey: secret("pagerduty/${owner}") })`;
    case "email":
      return `channel.email("${name}", { to: ["${channel.to}"] })`;
    case "webhook":
      return `channel.webhook("${name}", { url: secret("webhook/${owner}") })`;
  }
}
