import { unknownTenant } from "../diagnostics/codes/load.ts";
import { undeclaredEnvironment } from "../diagnostics/codes/reference.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./exit.ts";
import type { SelectionOptions } from "./selection.ts";

/**
 * Refuses what was asked for and isn't there: a tenant or an environment that the call names wrongly is no mistake of a
 * declaration.
 */
export function refuseUnknown(
  diagnostics: readonly Diagnostic[],
  { env: flag }: Pick<SelectionOptions, "env">,
  { env }: Pick<Context, "env">,
): void {
  const tenants = diagnostics.filter(({ kind }) => kind.code === unknownTenant.code);
  const [tenant] = tenants;
  if (tenant !== undefined) {
    throw new UsageError(tenants.map(({ reason }) => reason).join("; "), tenant.suggestion ?? "monitorgen list");
  }
  const environment = diagnostics.find(
    ({ kind, at }) => kind.code === undeclaredEnvironment.code && at.file === "tenants/organisation",
  );
  if (environment === undefined) return;
  const source = flag === undefined ? `MONITORING_ENV=${env["MONITORING_ENV"]}` : `--env ${flag}`;
  throw new UsageError(`${source}: ${environment.reason}`, nextOf(environment));
}

// Who mistypes an option doesn't want to declare an environment of that name.
function nextOf({ suggestion }: Diagnostic): string {
  return suggestion?.startsWith("did you mean") ? suggestion : "monitorgen list environments";
}
