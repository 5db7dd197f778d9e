import type { Program } from "../../program/program.ts";
import type { ConfigEntry, TenantEntries } from "./entries.ts";
import { verbatim } from "./go-template.ts";
import { inhibitRules } from "./inhibit-rules.ts";
import { secretFile } from "./names.ts";
import { fallbackReceiver, tenantReceivers } from "./receivers.ts";
import { rootRoute, tenantRoute } from "./routes.ts";
import { timeIntervals } from "./time-intervals.ts";

type Smtp = NonNullable<Program["organisation"]["alertmanager"]["smtp"]>;

/** A whole configuration for some tenants of one organisation, which works as it is; the first one says what they share. */
export function configEntry({ organisation, tenant }: Program, programs: readonly Program[]): ConfigEntry {
  const tenants = programs.map(tenantEntries);
  const { smtp } = organisation.alertmanager;
  return {
    ...(smtp && { global: mailServer(smtp) }),
    templates: ["templates/*.tmpl"],
    route: rootRoute(
      organisation,
      tenant.label,
      tenants.map(({ route }) => route),
    ),
    receivers: [fallbackReceiver(organisation), ...tenants.flatMap(({ receivers }) => receivers)],
    inhibit_rules: tenants.flatMap((entries) => entries.inhibitRules),
    time_intervals: tenants.flatMap((entries) => entries.timeIntervals),
  };
}

function mailServer({ smarthost, from, login }: Smtp): NonNullable<ConfigEntry["global"]> {
  const server = { smtp_smarthost: smarthost, smtp_from: verbatim(from) };
  if (login === undefined) return server;
  return { ...server, smtp_auth_username: login.username, smtp_auth_password_file: secretFile(login.password) };
}

function tenantEntries(program: Program): TenantEntries {
  return {
    route: tenantRoute(program),
    receivers: tenantReceivers(program),
    inhibitRules: inhibitRules(program),
    timeIntervals: timeIntervals(program),
  };
}
