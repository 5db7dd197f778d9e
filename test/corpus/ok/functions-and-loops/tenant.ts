// declarations made by functions, loops and records of the author
import { alert, slo, type Team, tenant } from "monitorgen";
import { errors, latency, metrics, music, requests } from "../base.ts";

const SLOW = { player: "200ms", search: "500ms", billing: "1s" } as const;

function slow<S extends keyof typeof SLOW>(service: S, owner: Team) {
  const name = service.charAt(0).toUpperCase() + service.slice(1);
  return alert(`${name}Slow`, {
    when: latency.where({ service }).percentile(95, "5m").atLeast(SLOW[service]),
    severity: service === "billing" ? "ticket" : "page",
    owner,
    summary: `${service} is slow`,
  });
}

const services = requests.labels.service;

export default tenant("acme", {
  metrics,
  teams: [music],
  alerts: services.map((service) => slow(service, music)),
  slos: services.map((service) =>
    slo(service, {
      objective: "99.5%",
      errors: errors.where({ service }),
      total: requests.where({ service }),
      owner: music,
    }),
  ),
});
