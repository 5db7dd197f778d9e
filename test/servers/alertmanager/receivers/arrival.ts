/** The ways in which a message can arrive. */
export type ChannelKind = "slack" | "pagerduty" | "email" | "webhook";

/** A message that a channel took, as its reader gets it. */
export interface Arrival {
  readonly kind: ChannelKind;
  /** Whose it is: the path of the secret that leads there, for mail the addresses. */
  readonly to: string;
  readonly status: "firing" | "resolved";
  /** The names of the alerts that it is about, each once. */
  readonly alerts: readonly string[];
  /** Everything that the reader sees, in the order of reading; long texts have several lines. */
  readonly fields: readonly (readonly [name: string, text: string])[];
}

/** A message that a channel refused, and the reason that it gave. */
export interface Refusal {
  readonly kind: ChannelKind;
  readonly reason: string;
}

/** Where a channel puts what it gets. */
export interface Mailbox {
  take(arrival: Arrival): void;
  refuse(refusal: Refusal): void;
}

/** Each of the texts once, sorted. */
export function eachOnce(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
