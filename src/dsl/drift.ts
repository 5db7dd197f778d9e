import { recorded, spread } from "../promql/build/record.ts";
import type { Duration } from "../values/types.ts";
import type { Notice } from "./alert.ts";
import { listed } from "./keyed.ts";
import type { Labels } from "./label.ts";
import type { Histogram } from "./metric.ts";
import type { Named } from "./name.ts";
import { notice } from "./notice.ts";
import type { Severity } from "./team.ts";

/** How far apart two distributions may be, per severity. */
export type DriftLimits = { readonly [S in Severity]?: number };

/** A statistic that compares two distributions. */
export interface DriftTest {
  readonly "~kind": "drift-test";
}

/** The population stability index, `Σ (p − q) ln(p / q)`: under 0.1 little, over 0.2 much changed. */
export function psi(limits: DriftLimits): DriftTest {
  return recorded(["..."], { "~kind": "drift-test" as const, ...spread(limits), test: "psi" });
}

/** The Kolmogorov–Smirnov distance: the largest difference of the two cumulative distributions, 0 to 1. */
export function ks(limits: DriftLimits): DriftTest {
  return recorded(["..."], { "~kind": "drift-test" as const, ...spread(limits), test: "ks" });
}

/** What is compared with what. */
export interface DriftOptions<L extends Labels, U extends string> extends Omit<Notice<never>, "severity"> {
  /** The distribution. */
  readonly of: Histogram<L, U>;
  /** The window that is judged. */
  readonly current: Duration;
  /** The window before it that it is compared with. */
  readonly reference: Duration;
  /** `psi(…)`, `ks(…)`, or both; each limit becomes an alert. */
  readonly tests: readonly DriftTest[];
  /** Fewer observations than this in the current window are not judged. */
  readonly minimumEvents?: number;
}

/** A watched distribution. */
export interface Drift extends Named {
  readonly "~kind": "drift";
}

/** Declares that the distribution of a histogram shall stay as it was. */
export function drift<L extends Labels, U extends string>(name: string, options: DriftOptions<L, U>): Drift {
  return notice("drift", name, options, { tests: listed(options?.tests) });
}
