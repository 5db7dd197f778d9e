import type { Program } from "../../program/program.ts";
import type { ConfigEntry, TenantEntries } from "./entries.ts";
import { verbatim } from "./go-template.ts";
import { inhibitRules } from "./inhibit-rules.ts";
import { fallbackReceiver, tenantReceivers } from "./receivers.ts";
import { rootRoute, tenantRoute } from "./routes.ts";
import { timeIntervals } from "./time-intervals.ts";

/** A whole configuration for some tenants of one organisation, which works as it is; the first one says what they share. */
export function configEntry({ organisation, tenant }: Program, programs: readonly Program[]): ConfigEntry {
  const tenants = programs.map(tenantEntries);
  const { smtp } = organisation.alertmanager;
  return {
    ...(smtp && { global: { smtp_smarthost: smtp.smarthost, smtp_from: verbatim(smtp.from) } }),
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

function tenantEntries(program: Program): TenantEntries {
  return {
    route: tenantRoute(program),
    receivers: tenantReceivers(program),
    inhibitRules: inhibitRules(program),
    timeIntervals: timeIntervals(program),
  };
}
