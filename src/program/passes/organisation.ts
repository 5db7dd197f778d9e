import { undeclaredChannel, undeclaredEnvironment } from "../../diagnostics/codes/reference.ts";
import type { Compilation } from "../compilation.ts";
import type { Channel, Environment, Organisation } from "../program.ts";
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

const REPEAT = { page: 4 * HOUR, ticket: 24 * HOUR, info: 72 * HOUR };

function sharedAlertmanager(
  { groupWait, groupInterval, repeat, smtp }: OrganisationDeclaration["alertmanager"],
  fallback: Channel,
): Organisation["alertmanager"] {
  return {
    groupWait: groupWait ?? 30 * SECOND,
    groupInterval: groupInterval ?? 300 * SECOND,
    repeat: { ...REPEAT, ...repeat },
    fallback,
    ...(smtp === undefined ? {} : { smtp }),
  };
}

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
  const fallback = Object.hasOwn(channels, alertmanager.fallback) ? channels[alertmanager.fallback] : undefined;
  if (fallback === undefined) {
    const data = { name: alertmanager.fallback, known: Object.keys(channels) };
    compilation.report(undeclaredChannel, ["alertmanager", "fallback"], data);
  }
  if (chosen === undefined || fallback === undefined) return undefined;
  const shared = sharedAlertmanager(alertmanager, channelOf(alertmanager.fallback, fallback));
  const organisation = { name: declaration.organisation, prometheus, alertmanager: shared };
  checkMail([organisation.alertmanager.fallback], organisation, compilation);
  return { organisation, environments, defaultEnvironment: chosen, tenantLabel };
}
