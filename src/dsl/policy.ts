import { recorded, spread } from "../promql/build/record.ts";
import type { Bytes, Duration } from "../values/types.ts";
import type { Named } from "./name.ts";
import type { Severity } from "./team.ts";

/** How much a tenant may cost; estimated from what it declares, before it is deployed. */
export interface Quotas {
  /** Series that its targets and its recordings have. */
  readonly series?: number;
  /** Recording rules and alerts. */
  readonly rules?: number;
  /** Samples that all its rules read at each evaluation. */
  readonly samplesPerEvaluation?: number;
  /** What its logs add to Elasticsearch in a day. */
  readonly indexBytesPerDay?: Bytes;
}

/** Which alerts a policy is about: those that all of this is true of. */
export interface PolicyScope {
  readonly severity?: Severity;
  /** The name of a team. */
  readonly owner?: string;
  readonly kind?: "threshold" | "slo" | "drift" | "security" | "detector" | "heartbeat";
  /** A regular expression for the whole name. */
  readonly named?: string;
}

/** What a tenant may have at most. */
export interface PolicyLimits {
  readonly alerts?: number;
  readonly recordings?: number;
  /** Recordings and alerts together. */
  readonly rules?: number;
  readonly dashboards?: number;
  readonly metrics?: number;
  readonly series?: number;
  /** Of any one metric. */
  readonly seriesPerMetric?: number;
  /** That any one rule reads at an evaluation. */
  readonly samplesPerRule?: number;
}

/** What a policy may ask for; each asks for one of these. */
interface PolicyRules {
  /** What an alert must say. */
  readonly require: readonly ("description" | "runbook" | "dashboard" | "for")[];
  /** Labels that an alert must have. */
  readonly requireLabels: readonly string[];
  /** How long a condition must hold at least. */
  readonly minimumFor: Duration;
  /** A regular expression for the whole names of alerts. */
  readonly named: string;
  readonly atMost: PolicyLimits;
  /** Functions and aggregations that no expression may use. */
  readonly forbidFunctions: readonly string[];
  /** Labels that no metric may have. */
  readonly forbidLabels: readonly string[];
  /** A label of which each declared value must have an objective. */
  readonly sloForEach: string;
}

type OneOf<R> = { [K in keyof R]: Pick<R, K> & { readonly [P in Exclude<keyof R, K>]?: never } }[keyof R];

/** What a policy asks for, of which alerts, and what is said where it isn't kept. */
export type PolicyOptions = OneOf<PolicyRules> & {
  readonly of?: PolicyScope;
  /** `error` unless given; a warning stops no build. */
  readonly severity?: "error" | "warning";
  /** Why, and what to do about it. */
  readonly message?: string;
};

/** Something that an organisation or a tenant wants of its declarations. */
export interface Policy extends Named {
  readonly "~kind": "policy";
}

/** Declares what declarations must keep to. */
export function policy(name: string, options: PolicyOptions): Policy {
  return recorded(["name", "..."], { "~kind": "policy" as const, ...spread(options), name });
}
