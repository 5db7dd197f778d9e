import { dashboardUid } from "../../program/passes/dashboards.ts";
import type { Program } from "../../program/program.ts";

type Owner = Pick<Program, "tenant" | "environment">;

/** The data sources of a tenant, by what they are. */
export type SourceType = "prometheus" | "alertmanager" | "elasticsearch";

/** How panels name a data source: by its stable uid. */
export function sourceRef(
  { tenant, environment }: Owner,
  type: SourceType,
): { readonly type: SourceType; readonly uid: string } {
  return { type, uid: dashboardUid(tenant.name, environment, type) };
}

/** The name of a data source, which Grafana's alert list filters by; no two tenants share one. */
export function sourceName({ tenant, environment }: Owner, type: SourceType): string {
  return `${tenant.name} ${environment.name} ${type}`;
}

/** The uid of the tenant's folder; folders and dashboards share theirs, and no dashboard's name begins with `_`. */
export function folderUid({ tenant, environment }: Owner): string {
  return dashboardUid(tenant.name, environment, "_folder");
}

/** `acme`, or `acme--staging` in an environment that is not the default. */
export function scopeOf({ tenant, environment }: Owner): string {
  return environment.isDefault ? tenant.name : `${tenant.name}--${environment.name}`;
}
