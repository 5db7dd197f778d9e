import { createHash } from "node:crypto";
import type { Program } from "../../program/program.ts";

const LONGEST = 40;

/** A stable uid of something that belongs to the tenant in its environment: at most the 40 characters Grafana takes. */
export function uidOf(program: Pick<Program, "tenant" | "environment">, ...parts: readonly string[]): string {
  const whole = [program.tenant.name, program.environment.name, ...parts].join("-");
  if (whole.length <= LONGEST) return whole;
  return `${whole.slice(0, LONGEST - 9)}-${createHash("sha256").update(whole).digest("hex").slice(0, 8)}`;
}

/** The data sources of a tenant, by what they are. */
export type SourceType = "prometheus" | "alertmanager" | "elasticsearch";

/** How panels name a data source: by its stable uid. */
export function sourceRef(
  program: Pick<Program, "tenant" | "environment">,
  type: SourceType,
): { readonly type: SourceType; readonly uid: string } {
  return { type, uid: uidOf(program, type) };
}

/** The name of a data source, which Grafana's alert list filters by. */
export function sourceName(program: Pick<Program, "tenant" | "environment">, type: SourceType): string {
  const { tenant, environment } = program;
  return `${tenant.title} ${environment.name} ${type}`;
}
