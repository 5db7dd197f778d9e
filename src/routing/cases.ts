import type { RoutingConfig } from "./config.ts";
import type { Labels } from "./matchers.ts";
import { isSent, notifications } from "./resolve.ts";

/** An alert with its labels, perhaps at a time (RFC 3339), and the receivers that shall hear of it then. */
export interface RoutingCase {
  readonly name: string;
  readonly labels: Labels;
  readonly at?: string;
  readonly receivers: readonly string[];
}

/** A case, and the receivers that hear of it instead. */
export interface Misrouted {
  readonly test: RoutingCase;
  readonly actual: readonly string[];
}

/** The cases for which a configuration does something else than they expect. */
export function misrouted(config: RoutingConfig, cases: readonly RoutingCase[]): readonly Misrouted[] {
  return cases.flatMap((test) => {
    const at = test.at === undefined ? {} : { at: Date.parse(test.at) };
    const actual = notifications(config, test.labels, at).flatMap((one) => (isSent(one) ? [one.receiver] : []));
    return actual.join("\n") === test.receivers.join("\n") ? [] : [{ test, actual }];
  });
}
