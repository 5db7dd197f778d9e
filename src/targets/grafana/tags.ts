import type { Program } from "../../program/program.ts";

/** Tags by which a tenant's dashboards find each other, and what kind of dashboard it is. */
export function tagsOf(
  { tenant, environment }: Pick<Program, "tenant" | "environment">,
  ...more: readonly string[]
): readonly string[] {
  return [`${tenant.label}:${tenant.name}`, `environment:${environment.name}`, ...more];
}
