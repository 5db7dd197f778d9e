import { type Recorded, recorded, spread } from "../promql/build/record.ts";
import type { Duration } from "../values/types.ts";
import type { Channel } from "./channel.ts";
import { keyed } from "./keyed.ts";
import { nameOf } from "./name.ts";

/** Where one environment's servers are. */
export interface EnvironmentServers {
  readonly grafana: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly elasticsearch?: string;
  /** Where runbooks are published: an alert's is `<runbooks>/<tenant>/<alert>`. */
  readonly runbooks: string;
}

/** What all tenants share. */
export interface OrganisationOptions {
  readonly environments: Readonly<Record<string, EnvironmentServers>>;
  /** The environment of `output/<tenant>`. */
  readonly defaultEnvironment: string;
  readonly prometheus: {
    /** The version that the rules are written for: `3.15`. */
    readonly version: string;
    readonly scrapeInterval: Duration;
    readonly evaluationInterval: Duration;
    readonly retention: Duration;
  };
  readonly alertmanager: {
    readonly groupWait?: Duration;
    readonly groupInterval?: Duration;
    /** How often a reminder is sent, per severity. */
    readonly repeat?: { readonly page?: Duration; readonly ticket?: Duration; readonly info?: Duration };
    /** Who hears of what no team's route takes. */
    readonly fallback: Channel;
    readonly smtp?: { readonly smarthost: string; readonly from: string };
  };
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
  const [channels, mistakes] = keyed("channels", fallback === undefined ? [] : [fallback]);
  const alertmanager = { ...spread(options?.alertmanager), fallback: nameOf(fallback) };
  return recorded(
    ["organisation", "..."],
    { ...spread(options), alertmanager, channels, organisation: name },
    mistakes,
  );
}
