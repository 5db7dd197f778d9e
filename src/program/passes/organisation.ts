import { undeclaredChannel, undeclaredEnvironment } from "../../diagnostics/codes/reference.ts";
import type { Compilation } from "../compilation.ts";
import type { Channel, Environment, Organisation } from "../program.ts";
import type { OrganisationDeclaration } from "../schema/organisation.ts";
import { checkMail } from "./channels.ts";
import { channelOf } from "./people.ts";
import { policiesOf, quotasOf, type Whereabouts } from "./policies.ts";

/** What all tenants share, resolved. */
export interface Shared {
  readonly organisation: Organisation;
  readonly environments: ReadonlyMap<string, Environment>;
  readonly defaultEnvironment: Environment;
  readonly tenantLabel: string;
  /** Nobody knows which environments there are: each that a tenant names is one. */
  readonly hasAnyEnvironment?: true;
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

function resolved(declaration: OrganisationDeclaration, fallback: Channel): Omit<Organisation, "policies" | "quotas"> {
  const { organisation: name, prometheus, alertmanager, sharedSecrets = [], sharedTargets = [] } = declaration;
  return { name, sharedSecrets, sharedTargets, prometheus, alertmanager: sharedAlertmanager(alertmanager, fallback) };
}

/**
 * The organisation with its defaults; undefined where a reference leads nowhere. `broken`: what the schema has refused
 * already, as `environments/staging`, which isn't missing. `locate` says where a place of it is written.
 */
export function organisationOf(
  declaration: OrganisationDeclaration,
  compilation: Pick<Compilation, "report">,
  broken: ReadonlySet<string> = new Set(),
  locate?: Whereabouts["locate"],
): Shared | undefined {
  const { alertmanager, channels, defaultEnvironment, tenantLabel } = declaration;
  const environments = new Map(
    Object.entries(declaration.environments).map(([name, servers]): [string, Environment] => [
      name,
      { ...servers, name, isDefault: name === defaultEnvironment },
    ]),
  );
  const chosen = environments.get(defaultEnvironment);
  const isBroken = (list: string, name: string): boolean => broken.has(list) || broken.has(`${list}/${name}`);
  if (chosen === undefined && !isBroken("environments", defaultEnvironment)) {
    const data = { name: defaultEnvironment, known: [...environments.keys()] };
    compilation.report(undeclaredEnvironment, ["defaultEnvironment"], data);
  }
  const fallback = Object.hasOwn(channels, alertmanager.fallback) ? channels[alertmanager.fallback] : undefined;
  if (fallback === undefined && !isBroken("channels", alertmanager.fallback)) {
    const data = { name: alertmanager.fallback, known: Object.keys(channels) };
    compilation.report(undeclaredChannel, ["alertmanager", "fallback"], data);
  }
  if (chosen === undefined || fallback === undefined) return undefined;
  const whereabouts = { whose: "the organisation", locate };
  const organisation = {
    ...resolved(declaration, channelOf(alertmanager.fallback, fallback)),
    quotas: quotasOf(declaration.quotas, whereabouts),
    policies: policiesOf(declaration.policies, { ...whereabouts, isBroken }, compilation),
  };
  checkMail([organisation.alertmanager.fallback], organisation, compilation);
  return { organisation, environments, defaultEnvironment: chosen, tenantLabel };
}
