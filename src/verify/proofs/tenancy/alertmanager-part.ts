import { createHash } from "node:crypto";
import type { Pin } from "../../../promql/enforce/enforce.ts";
import { list, record } from "./data.ts";
import { asksFor } from "./routing.ts";

/** What one tenant has in a configuration of Alertmanager, in parts that are compared as texts. */
export interface AlertmanagerPart {
  readonly routes: string;
  readonly receivers: string;
  readonly inhibitions: string;
  readonly hours: string;
}

/** The part of a tenant: what asks for its label, and what has its name before a slash. */
export function partOf(config: unknown, pin: Pin): AlertmanagerPart {
  const { route, receivers, inhibit_rules: inhibitions, time_intervals: hours } = record(config);
  const own = (item: unknown): boolean => String(record(item).name).startsWith(`${pin.value}/`);
  return {
    routes: digest(list(record(route).routes).filter((one) => asksFor(record(one).matchers, pin))),
    receivers: digest(list(receivers).filter(own)),
    inhibitions: digest(list(inhibitions).filter((rule) => asksFor(record(rule).source_matchers, pin))),
    hours: digest(list(hours).filter(own)),
  };
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
