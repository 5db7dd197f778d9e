import type { Verdict } from "./detector.ts";
import type { Baseline } from "./model.ts";

/** How a detector words its verdicts. */
export interface Wording {
  /** Name of the statistic, as in "modified z-score". */
  readonly statistic: string;
  /** How many samples of a new normal the baseline takes to follow it. */
  readonly adaptsWithinSamples: number;
}

/** Judges a value against a baseline, on the sides that count. */
export function judge(
  value: number,
  baseline: Baseline,
  direction: "above" | "below" | "both",
  wording: Wording,
): Verdict {
  const { above, below } = beyond(value, baseline, direction);
  const distance = Math.max(above, below) / baseline.scale;
  const { expected, statistic, threshold } = baseline;
  // One literal for each: copies of a verdict would cost more than the verdict.
  const verdict: Verdict = {
    is_anomaly: distance > threshold,
    confidence_score: confidence(distance / threshold),
    score: statistic === undefined ? distance : statistic(distance),
    threshold: statistic === undefined ? threshold : statistic(threshold),
    expected,
    seen: value,
    reason: `${wording.statistic} within the threshold`,
    recommendation: "Nothing to do.",
  };
  if (!verdict.is_anomaly) return verdict;
  return { ...verdict, reason: reasonOf(verdict, wording.statistic), recommendation: advice(above > below, wording) };
}

/** Whether a value lies beyond the threshold, on a side that counts. */
export function isBeyond(value: number, baseline: Baseline, direction: "above" | "below" | "both"): boolean {
  const { above, below } = beyond(value, baseline, direction);
  return Math.max(above, below) / baseline.scale > baseline.threshold;
}

function beyond(value: number, baseline: Baseline, direction: "above" | "below" | "both") {
  const above = direction === "below" ? 0 : Math.max(0, value - baseline.high);
  const below = direction === "above" ? 0 : Math.max(0, baseline.low - value);
  return { above, below };
}

/** ½ where the deviation equals the threshold, .8 at twice, .9 at three times. */
export function confidence(ratio: number): number {
  return 1 - 1 / (1 + ratio * ratio);
}

/** What was seen and expected, and where the statistic lies. */
export function reasonOf(verdict: Omit<Verdict, "reason" | "recommendation">, statistic: string): string {
  const [seen, expected, score, threshold] = [verdict.seen, verdict.expected, verdict.score, verdict.threshold].map(
    short,
  );
  const side = verdict.is_anomaly ? "above" : "within";
  return `seen ${seen} where ${expected} was expected: ${statistic} ${score}, ${side} the threshold ${threshold}`;
}

/** What to do about an anomaly. */
export function advice(rose: boolean, { adaptsWithinSamples }: Wording, what = "the series"): string {
  const change = rose ? "raised" : "lowered";
  const normal = `if this is the new normal, it is adopted within about ${adaptsWithinSamples} samples`;
  return `Look for what ${change} ${what} at this time; ${normal}.`;
}

/** A number as people read it. */
export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
