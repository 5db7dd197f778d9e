import { createHash } from "node:crypto";
import { grouped } from "../../../values/grouped.ts";
import { list, record } from "./data.ts";
import { askedFor } from "./routing.ts";

/** What one tenant has in a configuration of Alertmanager, in parts that are compared as texts. */
export interface AlertmanagerPart {
  readonly routes: string;
  readonly receivers: string;
  readonly inhibitions: string;
  readonly hours: string;
}

/** The parts of tenants, by their names: what asks for the tenant's label, and what has its name before a slash. */
export function partsOf(config: unknown, label: string): (tenant: string) => AlertmanagerPart {
  const { route, receivers, inhibit_rules: inhibitions, time_intervals: hours } = record(config);
  const parts = {
    routes: byTenant(record(route).routes, ({ matchers }) => askedFor(matchers, label)),
    receivers: byTenant(receivers, named),
    inhibitions: byTenant(inhibitions, ({ source_matchers: source }) => askedFor(source, label)),
    hours: byTenant(hours, named),
  };
  return (tenant) => ({
    routes: digest(parts.routes.get(tenant) ?? []),
    receivers: digest(parts.receivers.get(tenant) ?? []),
    inhibitions: digest(parts.inhibitions.get(tenant) ?? []),
    hours: digest(parts.hours.get(tenant) ?? []),
  });
}

type Item = Readonly<Record<string, unknown>>;

// A merged configuration holds all tenants: each of its items is looked at once, not once for each of them.
function byTenant(
  items: unknown,
  tenantsOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly unknown[]> {
  const owned = list(items).flatMap((item) =>
    [...new Set(tenantsOf(record(item)))].map((tenant) => ({ tenant, item })),
  );
  const groups = grouped(owned, ({ tenant }) => tenant);
  return new Map([...groups].map(([tenant, own]) => [tenant, own.map(({ item }) => item)]));
}

function named({ name }: Item): readonly string[] {
  const [tenant = "", ...rest] = String(name).split("/");
  return rest.length > 0 ? [tenant] : [];
}

/** What is nobody's part: the root of the tree, its receiver, and settings that all tenants share. */
export function sharedPart(config: unknown): string {
  const { route, receivers, inhibit_rules: _inhibitions, time_intervals: _hours, ...rest } = record(config);
  const { routes: _routes, ...root } = record(route);
  return digest([rest, root, list(receivers).filter((one) => record(one).name === root.receiver)]);
}

/** How many routes, receivers, inhibitions and hours there are. */
export function sizeOf(config: unknown): number {
  const { route, receivers, inhibit_rules: inhibitions, time_intervals: hours } = record(config);
  return [record(route).routes, receivers, inhibitions, hours].reduce<number>(
    (sum, part) => sum + list(part).length,
    0,
  );
}

/** A short text for data of any size: there are thousands of tenants, and what is kept of each must be little. */
export function digest(part: unknown): string {
  return createHash("sha256").update(JSON.stringify(part)).digest("base64");
}
