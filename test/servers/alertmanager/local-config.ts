import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dump, load } from "js-yaml";
import type { RoutingConfig } from "../../../src/routing/config.ts";
import { readRouting } from "../../../src/routing/read-config.ts";
import { SECRETS } from "../../../src/targets/alertmanager/names.ts";
import type { ChannelKind } from "./receivers/arrival.ts";
import type { Receivers } from "./receivers/receivers.ts";
import { type Circumstances, type EmittedConfig, emittedConfig, substituted } from "./substitute.ts";

/** A configuration that an Alertmanager on this machine can use. */
export interface LocalConfig {
  /** Holds `alertmanager.yaml`, its templates and secrets. */
  readonly folder: string;
  /** What it says about routing, as our own engine reads it. */
  readonly routing: RoutingConfig;
  /** Each receiver by where its messages arrive: the path of its secret, for mail the addresses. */
  readonly addresses: ReadonlyMap<string, string>;
}

/**
 * Makes an emitted folder usable here. Secrets are written as files, and their folder is another; the mail server and
 * PagerDuty, whose addresses no file can hold, are named. Beyond that only what the circumstances say differs.
 */
export function localConfig(
  emitted: string,
  folder: string,
  receivers: Receivers,
  circumstances: Circumstances,
): LocalConfig {
  cpSync(emitted, folder, { recursive: true });
  const config = emittedConfig.parse(load(readFileSync(join(emitted, "alertmanager.yaml"), "utf8")));
  const secrets = join(folder, "secrets");
  const addresses = new Map<string, string>();
  for (const { name, address, kind } of addressesOf(config)) {
    addresses.set(name, address);
    if (kind === "email") continue;
    mkdirSync(dirname(join(secrets, address)), { recursive: true });
    writeFileSync(join(secrets, address), `${receivers.secret(kind, address)}\n`);
  }
  const text = dump(substituted(config, receivers, circumstances)).replaceAll(`${SECRETS}/`, `${secrets}/`);
  writeFileSync(join(folder, "alertmanager.yaml"), text);
  const { config: routing, problems } = readRouting(load(text));
  if (routing === undefined || problems.length > 0) throw new Error(`no routing: ${JSON.stringify(problems)}`);
  return { folder, routing, addresses };
}

interface ReceiverAddress {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly address: string;
}

function addressesOf({ receivers }: EmittedConfig): readonly ReceiverAddress[] {
  const secret = (file: string) => file.replace(`${SECRETS}/`, "");
  return receivers.flatMap(({ name, ...one }): readonly ReceiverAddress[] => [
    ...(one.slack_configs ?? []).map((to) => ({ name, kind: "slack" as const, address: secret(to.api_url_file) })),
    ...(one.pagerduty_configs ?? []).map((to) => ({
      name,
      kind: "pagerduty" as const,
      address: secret(to.routing_key_file),
    })),
    ...(one.webhook_configs ?? []).map((to) => ({ name, kind: "webhook" as const, address: secret(to.url_file) })),
    ...(one.email_configs ?? []).map(({ to }) => ({
      name,
      kind: "email" as const,
      address: to.split(", ").sort().join(", "),
    })),
  ]);
}
