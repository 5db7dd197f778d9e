import type { Answers, ChannelAnswer } from "./answers.ts";

/** `tenants/<name>/tenant.yaml` of a new tenant. `schema` is where its JSON Schema is, seen from there. */
export function tenantYaml({ name, team, channel, target }: Answers, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
tenant: ${name}

metrics:
  http_requests_total:
    type: counter
    help: Requests that a service has answered.
    unit: requests
    labels: { service: [web], status: { upTo: 20 } }

scrapes:
  web: { targets: ["${target}"], metrics: [http_requests_total] }

channels:
  alerts: ${channelMap(channel, name)}

teams:
  ${team}: { page: alerts, ticket: alerts }

alerts:
  TargetDown:
    when: up < 1
    for: 5m
    severity: page
    owner: ${team}
    summary: \${instance} can't be reached
    description: Prometheus can't scrape \${instance} of \${job}.
    runbook: See whether the process runs; if it does, whether Prometheus can reach its port.

  ErrorRatioHigh:
    when: >-
      sum by (service) (rate(http_requests_total{status=~"5.."}[5m]))
      / sum by (service) (rate(http_requests_total[5m])) > 0.02
    for: 10m
    severity: ticket
    owner: ${team}
    summary: \${service} fails
    description: \${service} fails \${value} of its requests.
    runbook: Look at the last deployment first; roll it back if the errors began with it.

slos:
  web-availability:
    objective: 99.9%
    errors: http_requests_total{service="web", status=~"5.."}
    total: http_requests_total{service="web"}
    minimumEvents: 100
    owner: ${team}
    runbook: Stop releases until the error budget grows again.

dashboards:
  overview: { type: system-overview }
`;
}

/** `tenants/organisation.yaml` of a new project. */
export function organisationYaml(name: string, channel: ChannelAnswer, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
organisation: ${name}

# output/<tenant> is built for this one; others, such as staging, go to output/environments/<environment>/<tenant>.
defaultEnvironment: production
environments:
  production:
    grafana: https://grafana.example.com
    prometheus: https://prometheus.example.com
    alertmanager: https://alertmanager.example.com
    runbooks: https://runbooks.example.com

prometheus: { version: "3.15", scrapeInterval: 30s, evaluationInterval: 30s, retention: 45d }

channels:
  fallback: ${channelMap(channel, "organisation")}

alertmanager:
  # Who hears of what no team's route takes.
  fallback: fallback
  smtp: { smarthost: "smtp.example.com:587", from: monitoring@example.com }
`;
}

function channelMap(channel: ChannelAnswer, owner: string): string {
  switch (channel.kind) {
    case "slack":
      return `{ type: slack, webhook: { secret: slack/${owner} }, room: "${channel.room}" }`;
    case "pagerduty":
      return `{ type: pagerduty, routingKey: { secret: pagerduty/${owner} } }`;
    case "email":
      return `{ type: email, to: ["${channel.to}"] }`;
    case "webhook":
      return `{ type: webhook, url: { secret: webhook/${owner} } }`;
  }
}
