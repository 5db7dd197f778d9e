import type { Passed } from "../../diagnostics/reporters/junit.ts";
import type { CompiledProject } from "../../project.ts";
import { listedOf } from "../list/list.ts";

/** The alerts of each tenant whose declaration is without a mistake. */
export function alertsInOrder(project: CompiledProject): readonly Passed[] {
  return listedOf(project).flatMap(({ program }) =>
    program.alerts.map(({ name }) => ({ suite: program.tenant.name, group: "alert", name })),
  );
}
