import { z } from "zod";
import { policies, quotas } from "./policy.ts";
import { channels } from "./routing.ts";
import { address, duration, labelName, line, name, secret, url, version } from "./values.ts";

/** Labels that mean something else already. */
const TAKEN = new Set(["alertname", "alertstate", "instance", "job", "le", "quantile", "severity", "team"]);

/** What an author may say about the organisation. */
export const organisationSchema = z.strictObject({
  organisation: name,
  environments: z.record(
    name,
    z.strictObject({
      grafana: url,
      prometheus: url,
      alertmanager: url,
      elasticsearch: url.exactOptional(),
      runbooks: url,
    }),
  ),
  defaultEnvironment: name,
  prometheus: z.strictObject({
    version,
    scrapeInterval: duration,
    evaluationInterval: duration,
    retention: duration,
  }),
  channels,
  alertmanager: z.strictObject({
    groupWait: duration.exactOptional(),
    groupInterval: duration.exactOptional(),
    repeat: z
      .strictObject({
        page: duration.exactOptional(),
        ticket: duration.exactOptional(),
        info: duration.exactOptional(),
      })
      .default({}),
    fallback: name,
    smtp: z
      .strictObject({
        smarthost: address,
        from: line,
        login: z.strictObject({ username: line, password: secret }).exactOptional(),
      })
      .exactOptional(),
  }),
  sharedSecrets: z.array(secret).exactOptional().describe("Secrets that several tenants may use."),
  sharedTargets: z.array(address).exactOptional().describe("Targets that several tenants may scrape."),
  quotas: quotas.default({}),
  policies: policies.default({}),
  tenantLabel: labelName
    .refine((label) => !TAKEN.has(label), "@label name")
    .default("tenant")
    .describe("The label that tells tenants apart; `tenant` unless given."),
});

/** The organisation's declaration after the schema. */
export type OrganisationDeclaration = z.output<typeof organisationSchema>;
