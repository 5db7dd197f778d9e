import { undeclaredChannel, undeclaredEnvironment } from "../../diagnostics/codes/reference.ts";
import type { Compilation } from "../compilation.ts";
import type { Environment, Organisation } from "../program.ts";
import type { OrganisationDeclaration } from "../schema/organisation.ts";
import { checkMail } from "./channels.ts";
import { channelOf } from "./people.ts";

/** What all tenants share, resolved. */
export interface Shared {
  readonly organisation: Organisation;
  readonly environments: ReadonlyMap<string, Environment>;
  readonly defaultEnvironment: Environment;
  readonly tenantLabel: string;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** The organisation with its defaults; undefined where a reference leads nowhere. */
export function organisationOf(
  declaration: OrganisationDeclaration,
  compilation: Pick<Compilation, "report">,
): Shared | undefined {
  const { alertmanager, channels, prometheus, defaultEnvironment, tenantLabel } = declaration;
  const environments = new Map(
    Object.entries(declaration.environments).map(([name, servers]): [string, Environment] => [
      name,
      { ...servers, name, isDefault: name === defaultEnvironment },
    ]),
  );
  const chosen = environments.get(defaultEnvironment);
  if (chosen === undefined) {
    const data = { name: defaultEnvironment, known: [...environments.keys()] };
    compilation.report(undeclaredEnvironment, ["defaultEnvironment"], data);
  }
  const fallback = channels[alertmanager.fallback];
  if (fallback === undefined) {
    const data = { name: alertmanager.fallback, known: Object.keys(channels) };
    compilation.report(undeclaredChannel, ["alertmanager", "fallback"], data);
  }
  if (chosen === undefined || fallback === undefined) return undefined;
  const { repeat, smtp } = alertmanager;
  const organisation = {
    name: declaration.organisation,
    prometheus,
    alertmanager: {
      groupWait: alertmanager.groupWait ?? 30 * SECOND,
      groupInterval: alertmanager.groupInterval ?? 300 * SECOND,
      repeat: { page: repeat.page ?? 4 * HOUR, ticket: repeat.ticket ?? 24 * HOUR, info: repeat.info ?? 72 * HOUR },
      fallback: channelOf(alertmanager.fallback, fallback),
      ...(smtp === undefined ? {} : { smtp }),
    },
  };
  checkMail([organisation.alertmanager.fallback], organisation, compilation);
  return { organisation, environments, defaultEnvironment: chosen, tenantLabel };
}
