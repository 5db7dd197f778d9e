import { kind } from "../diagnostic.ts";

/** Something about an alert that no generated test shows. */
export const untested = kind({
  code: "MG2152",
  name: "coverage/untested",
  severity: "error",
  title: "no test shows this of an alert",
  reason: ({ alert, shows, missing }: { alert: string; shows: string; missing: string }) =>
    `no test of ${alert} shows: ${shows}; ${missing}`,
  suggestion: () => "split the condition, or ask for less: --threshold 90",
});

/** The kinds of this file. */
export const coverageKinds = [untested];
