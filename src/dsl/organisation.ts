import { type Recorded, recorded, spread } from "../promql/build/record.ts";
import type { Duration } from "../values/types.ts";
import type { Channel } from "./channel.ts";
import { keyed } from "./keyed.ts";
import { nameOf } from "./name.ts";
import type { Policy, Quotas } from "./policy.ts";
import type { Secret } from "./secret.ts";

/** Where one environment's servers are. */
export interface EnvironmentServers {
  /** Base URL, for links in notifications. */
  readonly grafana: string;
  /** Base URL; the data source of dashboards and the sidecar read it. */
  readonly prometheus: string;
  /** Base URL; the data source of alert lists. */
  readonly alertmanager: string;
  /** Base URL; the data source of logs. */
  readonly elasticsearch?: string;
  /** Where runbooks are published: an alert's is `<runbooks>/<tenant>/<alert>`. */
  readonly runbooks: string;
}

/** What all tenants share. */
export interface OrganisationOptions {
  /** Every environment, and where its servers are. */
  readonly environments: Readonly<Record<string, EnvironmentServers>>;
  /** The environment of `output/<tenant>`. */
  readonly defaultEnvironment: string;
  /** The Prometheus that all tenants share. */
  readonly prometheus: {
    /** The version that the rules are written for: `3.15`. */
    readonly version: string;
    readonly scrapeInterval: Duration;
    readonly evaluationInterval: Duration;
    readonly retention: Duration;
  };
  /** The Alertmanager that all tenants share. */
  readonly alertmanager: {
    readonly groupWait?: Duration;
    readonly groupInterval?: Duration;
    /** How often a reminder is sent, per severity. */
    readonly repeat?: { readonly page?: Duration; readonly ticket?: Duration; readonly info?: Duration };
    /** Who hears of what no team's route takes. */
    readonly fallback: Channel;
    readonly smtp?: {
      readonly smarthost: string;
      readonly from: string;
      /** What the server wants to know before it takes mail. */
      readonly login?: { readonly username: string; readonly password: Secret };
    };
  };
  /** Secrets that several tenants may use; any other is one tenant's. */
  readonly sharedSecrets?: readonly Secret[];
  /** Targets that several tenants may scrape: what they expose tells nothing of one that another may not know. */
  readonly sharedTargets?: readonly string[];
  /** How much each tenant may cost. */
  readonly quotas?: Quotas;
  /** What the declarations of each tenant must keep to. */
  readonly policies?: readonly Policy[];
  /** The label that tells tenants apart; `tenant` unless given. */
  readonly tenantLabel?: string;
}

/** An organisation: the default export of `tenants/organisation.ts`. */
export interface Organisation extends Recorded {
  readonly organisation: string;
}

/** Declares what all tenants share. */
export function organisation(name: string, options: OrganisationOptions): Organisation {
  const fallback = options?.alertmanager?.fallback;
  const [channels, mistakes] = keyed("channels", fallback === undefined ? [] : [fallback], ["channel"]);
  const alertmanager = { ...spread(options?.alertmanager), fallback: nameOf(fallback) };
  const [policies, misplaced] = keyed("policies", options?.policies ?? [], ["policy"]);
  return recorded(
    ["organisation", "..."],
    { ...spread(options), alertmanager, channels, policies, organisation: name },
    [...mistakes, ...misplaced],
  );
}
