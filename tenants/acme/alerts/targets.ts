import { alert, heartbeat, up } from "monitorgen";
import { requests } from "../metrics/api.ts";
import { certificateRemaining } from "../metrics/security.ts";
import { platform } from "../teams.ts";

export const jobDown = alert("JobDown", {
  when: up.averageBy("job").below("50%"),
  for: "3m",
  severity: "page",
  owner: platform,
  summary: ({ job }) => `Most targets of ${job} are down`,
  description: ({ job, value }) =>
    `Prometheus reaches ${value} of the targets of ${job}; its other alerts can't be trusted until then.`,
  runbook: [
    "Open Status, Targets in Prometheus and read the error beside the job.",
    "`connection refused` is a process that doesn't run, `context deadline exceeded` is a network policy or an overloaded host.",
    "If several jobs are affected at once, look at Prometheus's own host first.",
  ],
});

export const targetDown = alert("TargetDown", {
  when: up.below("100%"),
  for: "10m",
  severity: "ticket",
  owner: platform,
  causedBy: [jobDown],
  summary: ({ instance, job }) => `${instance} of ${job} is down`,
  description: ({ instance, job }) =>
    `Prometheus hasn't been able to read ${instance}, a target of ${job}, for ten minutes.`,
  runbook: [
    "Ping the host; when it is gone for good, take it out of `tenants/acme/scrapes.ts`.",
    "When it is there, restart its exporter and read the log that it writes on start.",
  ],
});

export const requestsMissing = alert("RequestsMissing", {
  when: requests.absent(),
  for: "5m",
  severity: "page",
  owner: platform,
  summary: "The API's metrics are missing",
  description: "There is not one series of http_requests_total, so no alert on the API can fire at present.",
  runbook: [
    "Fetch `/metrics` of one service with curl: an empty page is a library that was upgraded and renamed its metrics.",
    "Restore the old name, or declare the new one, before you rely on a quiet pager again.",
  ],
});

const remaining = certificateRemaining.minimumBy("domain");

export const certificateExpiring = alert("CertificateExpiring", {
  when: remaining.below("2d"),
  severity: "page",
  owner: platform,
  summary: ({ domain }) => `The certificate of ${domain} expires`,
  description: ({ domain, value }) => `In ${value} browsers and apps will refuse to talk to ${domain}.`,
  runbook: [
    "Renew by hand: `certbot renew --force-renewal --cert-name DOMAIN`, then reload the load balancer.",
    "Confirm with `openssl s_client -connect DOMAIN:443 | openssl x509 -noout -enddate`.",
  ],
});

export const certificateNotRenewed = alert("CertificateNotRenewed", {
  when: remaining.below("14d"),
  for: "1h",
  severity: "ticket",
  owner: platform,
  causedBy: [certificateExpiring],
  summary: ({ domain }) => `The certificate of ${domain} wasn't renewed`,
  description: ({ domain, value }) =>
    `${domain} has a certificate for another ${value}; renewal should have happened at thirty days.`,
  runbook: [
    "Read why in `/var/log/letsencrypt/letsencrypt.log`; most often the DNS challenge lost its token.",
    "Renew the token in the DNS provider's console and wait for the next nightly run.",
  ],
});

export const alertingWorks = heartbeat("AlertingWorks", {
  severity: "info",
  owner: platform,
  summary: "Alerting works",
  description: "Fires always; the watchdog calls a person when it stops.",
  runbook: [
    "Nothing is wrong while you can read this.",
    "When the watchdog called you, see in this order whether Prometheus, Alertmanager and the way out to the Internet are up.",
  ],
});
