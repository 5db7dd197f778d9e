import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "./generated-project.ts";

/** A service with one availability SLO, as Sloth reads it. */
export function writeSlothSpecs(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, `${nameOf(index)}.yaml`), slothSpec(nameOf(index)));
}

function slothSpec(service: string): string {
  return `version: prometheus/v1
service: ${service}
labels:
  owner: owners
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{tenant="${service}",status=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{tenant="${service}"}[{{.window}}]))
    alerting:
      name: AvailabilityBurn
      page_alert:
        labels: { severity: page }
      ticket_alert:
        labels: { severity: ticket }
`;
}

/** The same as a tenant of ours. */
export function sloTenant(index: number): string {
  const name = nameOf(index);
  return `tenant: ${name}
metrics:
  http_requests_total:
    type: counter
    help: Requests that a service has answered.
    unit: requests
    labels: { status: { upTo: 20 } }
scrapes:
  service: { targets: ["${name}.example:9100"], metrics: [http_requests_total] }
channels:
  oncall: { type: pagerduty, routingKey: { secret: pagerduty/${name} } }
teams:
  owners: { page: oncall, ticket: oncall }
slos:
  availability:
    objective: 99.9%
    errors: http_requests_total{status=~"5.."}
    total: http_requests_total
    owner: owners
    runbook: Look at the errors by route.
`;
}
