import type { ChangeDetector } from "../numerics/concept-drift/change-detector.ts";

/** A detector of changes at work on one series, in the unit of that series. */
export interface Watch extends ChangeDetector {
  /** Whether it knew enough to judge the value that it was given last. */
  readonly judged: boolean;
  copy(): Watch;
}
