import { ORGANISATION } from "../mistakes/base.ts";
import type { Files } from "../mistakes/project.ts";

/** Which of two declarations of the same tenant: nearly every file of the one differs from that of the other. */
export type Version = "a" | "b";

const ALERTS = 30;

/** A tenant whose alerts differ in names alone, which makes many files of little work. */
export function declaration(version: Version, tenant = "acme"): string {
  const names = Array.from({ length: ALERTS }, (_, i) => `MemoryFull${i + (version === "a" ? 0 : 5)}`);
  const alerts = names.map((name, index) => `  ${name}: ${alert(version, `host-${index}`)}`);
  return `tenant: ${tenant}
title: Version ${version}
metrics:
  memory_used_ratio: { type: gauge, help: Memory in use., unit: ratio, labels: { host: { upTo: 40 } } }
channels:
  oncall: { type: pagerduty, routingKey: { secret: pagerduty/acme } }
teams:
  music: { page: oncall, ticket: oncall }
alerts:
${alerts.join("\n")}
`;
}

function alert(version: Version, host: string): string {
  const bound = version === "a" ? "0.8" : "0.9";
  return `{ when: 'memory_used_ratio{host="${host}"} > ${bound}', severity: page, owner: music, summary: Memory of version ${version} }`;
}

const ENVIRONMENTS = `
  production:
    grafana: https://grafana.example.com
    prometheus: https://prometheus.example.com
    alertmanager: https://alertmanager.example.com
    runbooks: https://runbooks.example.com
`;

const organisation = Object.entries(ORGANISATION)
  .map(([key, value]) => `${key}:${key === "environments" ? ENVIRONMENTS : value}`)
  .join("");

/** The files of a project of one tenant in one environment. */
export function project(version: Version): Files {
  return { "tenants/organisation.yaml": organisation, "tenants/acme/tenant.yaml": declaration(version) };
}
