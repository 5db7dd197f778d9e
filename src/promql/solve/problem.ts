import type { AlertRule } from "../evaluate/alert-state.ts";
import type { RecordingRule } from "../evaluate/rules.ts";
import type { SeriesCatalogue } from "../types/catalogue.ts";

/** An alert to be shown to fire and to be silent, and what is known of the world that it lives in. */
export interface Problem {
  readonly alert: AlertRule;
  /** Recording rules that it may read, in the order in which they are evaluated. */
  readonly recordings: readonly RecordingRule[];
  readonly catalogue: SeriesCatalogue;
  /** The label that tells tenants apart, and the tenant's value of it. */
  readonly tenant: { readonly label: string; readonly value: string };
  /** How often the alert's group is evaluated, in milliseconds. */
  readonly evaluationMs: number;
  /** Ranges as Prometheus 2 sees them: with the sample exactly at their start. */
  readonly closedRanges?: boolean;
}

/** Samples at equal distances: `count` of them, the first is `start`, each later one is larger by `step`. */
export interface Ramp {
  readonly kind: "ramp";
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** A part of a series, in samples: nothing, a staleness marker, or values on a straight line. */
export type Run = { readonly kind: "missing"; readonly count: number } | { readonly kind: "stale" } | Ramp;

/** One series as a scrape gives it. */
export interface InputSeries {
  readonly metric: string;
  /** Names and values, sorted by name. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Why it is there, where it is not what the condition reads. */
  readonly decoy?: string;
  readonly runs: readonly Run[];
}

/** An alert instance that is expected at a moment. */
export interface ExpectedInstance {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
  readonly value: number;
  /** The labels of the condition's result, which annotations can name. */
  readonly resultLabels: Readonly<Record<string, string>>;
}

/** What ALERTS holds at a moment, and why one looks there. */
export interface Check {
  readonly timeMs: number;
  readonly why: string;
  readonly instances: readonly ExpectedInstance[];
}

/** Series, and what the alert does with them. `T`: what a title is. */
export interface WitnessCase<T = string> {
  readonly kind: "fires" | "active" | "silent";
  /** A sentence: `stays silent 1% short of > 0.01`. */
  readonly title: T;
  readonly series: readonly InputSeries[];
  readonly checks: readonly Check[];
}

/** One thing that tests are to show of an alert. `T`: what sentences are. */
export interface Aspect<T = string> {
  /** A way to fire, a comparison alone that keeps it silent, or a declared value of a label with which it fires and is silent. */
  readonly kind: "branch" | "silence" | "value";
  readonly title: T;
  /** Why no test shows it. */
  readonly missing?: T;
}

/** The proof that an alert can fire, and that it can be silent. `T`: what the title of a case is. */
export interface Witness<T = string> {
  readonly kind: "witness";
  readonly alert: string;
  /** The distance of the samples, and of the evaluations, in milliseconds. */
  readonly sampleMs: number;
  readonly evaluationMs: number;
  /** Names of the recorded series that it reads, directly or not. */
  readonly records: readonly string[];
  /** The first one fires. */
  readonly cases: readonly WitnessCase<T>[];
  /** What the cases are to show, and which of it they don't. */
  readonly aspects: readonly Aspect<T>[];
  /** What the alert's value was in the first case, for a sparkline. */
  readonly trace: Trace;
  /** Checks that only one of Prometheus 2 and 3 passes, and which were left out. */
  readonly versionDependent: number;
}

/** A value over time against its bound; missing values are NaN. */
export interface Trace {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly bound: number | undefined;
  readonly operator: string | undefined;
}

/** Why there is no witness: nothing can satisfy the condition, or nothing was found. `T`: what the reason is. */
export interface Unsolvable<T = string> {
  readonly kind: "unsatisfiable" | "unproven";
  readonly alert: string;
  readonly reason: T;
  /** What to type next, where it is known. */
  readonly advice?: string;
}
