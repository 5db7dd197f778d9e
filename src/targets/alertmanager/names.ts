import type { Channel, Schedule, TenantIdentity } from "../../program/program.ts";

/** The folder in which Alertmanager finds the secrets, each under its path. */
export const SECRETS = "/etc/alertmanager/secrets";

/** Whose the shared receiver and its texts are; no tenant can have this name. */
export const ORGANISATION = "organisation";

/** The file that holds a secret. */
export function secretFile(path: string): string {
  return `${SECRETS}/${path}`;
}

/** The receiver of a tenant's channel, or of the organisation's: `acme/oncall`. */
export function receiverName(owner: Pick<TenantIdentity, "name">, channel: Pick<Channel, "name">): string {
  return `${owner.name}/${channel.name}`;
}

/** The time interval of a tenant's schedule: `acme/office-hours`. */
export function intervalName(tenant: Pick<TenantIdentity, "name">, schedule: Pick<Schedule, "name">): string {
  return `${tenant.name}/${schedule.name}`;
}
