import type { Metric } from "../../../src/program/program.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Labels } from "./declared.ts";

/** Something that goes wrong, in the words of the demo: series that behave otherwise, targets that don't answer. */
export interface Incident {
  readonly name: string;
  /** How a series behaves meanwhile, or undefined when it goes on as usual. */
  readonly change?: (metric: string, labels: Labels, usual: Behaviour) => Behaviour | undefined;
  /** Whether the target at this address doesn't answer. */
  readonly silences?: (address: string) => boolean;
}

/** An incident with its time, in seconds; without an end it lasts. */
export interface Episode {
  readonly incident: Incident;
  readonly from: number;
  readonly to?: number;
}

/** The usual behaviour itself where the incident doesn't touch the series. */
export function behaviourDuring({ incident }: Episode, metric: Metric, labels: Labels, usual: Behaviour): Behaviour {
  return incident.change?.(metric.name, labels, usual) ?? usual;
}
