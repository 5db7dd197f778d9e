/** What can be listed. */
export const LISTS = [
  "tenants",
  "environments",
  "alerts",
  "metrics",
  "recordings",
  "slos",
  "drift",
  "detectors",
  "dashboards",
  "logs",
  "teams",
  "channels",
  "cost",
] as const;

/** A word after `list`. */
export type ListName = (typeof LISTS)[number];
