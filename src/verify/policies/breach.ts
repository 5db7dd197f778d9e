import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Policy, PolicyRule, Program } from "../../program/program.ts";

/** Where a policy isn't kept to: what was found, and what to write instead. */
export interface Breach {
  readonly place: Place;
  readonly found: string;
  readonly instead: string;
}

/** Finds where a program breaks a rule of one kind. */
export type Breaches<R extends PolicyRule["rule"]> = (
  rule: Extract<PolicyRule, { rule: R }>,
  program: Program,
  scope: Policy["scope"],
) => readonly Breach[];
