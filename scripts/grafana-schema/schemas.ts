import { dashboardSchema } from "./dashboard.ts";
import { datasourcesSchema, providerSchema } from "./provisioning.ts";

/** The schema files of Grafana's artifacts below `schemas/artifacts`, by name. */
export function grafanaSchemas(): ReadonlyMap<string, string> {
  const schemas = {
    "grafana-dashboard": dashboardSchema(),
    "grafana-datasources": datasourcesSchema(),
    "grafana-dashboard-provider": providerSchema(),
  };
  return new Map(
    Object.entries(schemas).map(([kind, schema]) => [`${kind}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}
