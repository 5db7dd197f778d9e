import type { Data, Kind, Path, Place } from "../../../../diagnostics/diagnostic.ts";
import type { RoutingConfig } from "../../../../routing/config.ts";
import { routingTree } from "../../../../routing/resolve.ts";
import type { RouteNode } from "../../../../routing/tree.ts";
import { type KnownLabels, knownLabels } from "./known-labels.ts";
import { at } from "./places.ts";
import type { RaisedAlert } from "./raised.ts";
import { type Traffic, trafficOf } from "./traffic.ts";

/** How a search says what it found, at a place of the Alertmanager configuration. */
export type ReportRouting = <D extends Data>(kind: Kind<D>, place: Place | Path, data: D) => void;

/** A configuration, what can be raised, and what becomes of it. */
export interface RoutingContext {
  /** The plain data of the YAML file. */
  readonly document: unknown;
  readonly config: RoutingConfig;
  readonly tree: RouteNode;
  readonly alerts: readonly RaisedAlert[];
  readonly labels: KnownLabels;
  readonly traffic: Traffic;
  /** The label that tells tenants apart. */
  readonly tenantLabel: string;
  /** Receivers that have at least one way to notify. */
  readonly speaking: ReadonlySet<string>;
}

/** Searches one kind of mistake, or some that are related. */
export type Search = (context: RoutingContext, report: ReportRouting) => void;

/** What can be any alert, for a configuration whose rules nobody gave. */
const ANYTHING: RaisedAlert = { name: "any alert", labels: {}, isOpen: true, isExpected: true };

/** What searches look at. */
export function contextOf(
  document: unknown,
  config: RoutingConfig,
  raised: readonly RaisedAlert[],
  tenantLabel: string,
): RoutingContext {
  const alerts = raised.length === 0 ? [ANYTHING] : raised;
  const tree = routingTree(config);
  const traffic = trafficOf(tree, alerts);
  const speaking = new Set(config.receivers.filter((_, index) => canNotify(at(document, ["receivers", index]))));
  return { document, config, tree, alerts, labels: knownLabels(alerts), traffic, tenantLabel, speaking };
}

function canNotify(receiver: unknown): boolean {
  if (typeof receiver !== "object" || receiver === null) return false;
  return Object.entries(receiver).some(
    ([key, value]) => key.endsWith("_configs") && Array.isArray(value) && value.length > 0,
  );
}
