import type { Labels } from "../matchers.ts";
import { Alerts, KeyValues, type Struct, Time } from "./values.ts";

/** An alert in a notification. */
export interface NotifiedAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Labels;
  readonly annotations: Labels;
  /** In epoch milliseconds. */
  readonly startsAt: number;
  readonly endsAt?: number;
  readonly generatorURL: string;
}

/** What Alertmanager gives to the templates of a notification. */
export interface Notified {
  readonly receiver: string;
  readonly groupLabels: Labels;
  readonly externalURL: string;
  readonly alerts: readonly NotifiedAlert[];
}

/** The data of a notification as templates see it. */
export function dataOf({ receiver, groupLabels, externalURL, alerts }: Notified): Struct {
  const isFiring = alerts.some(({ status }) => status === "firing");
  return {
    Receiver: receiver,
    Status: isFiring ? "firing" : "resolved",
    Alerts: new Alerts(alerts.map(structOf)),
    NotificationReason: "",
    GroupLabels: new KeyValues(groupLabels),
    CommonLabels: new KeyValues(common(alerts.map(({ labels }) => labels))),
    CommonAnnotations: new KeyValues(common(alerts.map(({ annotations }) => annotations))),
    RouteLabels: new KeyValues({}),
    ExternalURL: externalURL,
  };
}

function structOf({ status, labels, annotations, startsAt, endsAt = startsAt, generatorURL }: NotifiedAlert): Struct {
  return {
    Status: status,
    Labels: new KeyValues(labels),
    Annotations: new KeyValues(annotations),
    StartsAt: new Time(startsAt),
    EndsAt: new Time(endsAt),
    GeneratorURL: generatorURL,
    Fingerprint: "",
  };
}

/** What all of some have in common. */
export function common([first, ...others]: readonly Labels[]): Labels {
  const shared = Object.entries(first ?? {}).filter(([name, value]) => others.every((other) => other[name] === value));
  return Object.fromEntries(shared);
}
