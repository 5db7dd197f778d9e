import type { Declared } from "../../detector/batch/choose.ts";
import { configurationOf } from "../../targets/sidecar/configuration.ts";
import { refuseUnknown } from "../asked.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit.ts";
import { listedOf } from "../list/list.ts";
import { selectionOf } from "../selection.ts";
import type { DetectOptions } from "./options.ts";

/** The detectors of a tenant, with the parameters that its sidecar gets. */
export async function declaredBy(
  tenant: string,
  { root }: DetectOptions,
  context: Context,
): Promise<readonly Declared[]> {
  const { compileProject } = await context.facade();
  const asked = { tenant: [tenant], ...(root !== undefined && { root }) };
  const project = await compileProject(selectionOf(asked, context));
  refuseUnknown(project.diagnostics, {}, context);
  const errors = project.diagnostics.filter(({ kind }) => kind.severity === "error");
  if (errors.length > 0)
    throw new UsageError(`${tenant} has ${errors.length} errors`, `monitorgen validate --tenant ${tenant}`);
  const declared = listedOf(project).flatMap(({ program }) => configurationOf(program).detectors);
  if (declared.length === 0)
    throw new UsageError(`${tenant} declares no detectors`, "monitorgen detect without --tenant");
  return declared.map(({ name, detector, parameters = {} }) => ({ name, detector, parameters }));
}
