import type { Judgement } from "./detector.ts";
import type { Event, EventVerdict } from "./event.ts";

/** What was found of an event, before it is worded. */
export interface Finding extends Pick<Judgement, "confidence_score" | "score" | "threshold"> {
  readonly expected: string;
  readonly seen: string;
  /** What was measured, as in "6.2 bits of surprise". */
  readonly measured: string;
}

/** The verdict on an event. */
export function eventVerdict({ entity }: Event, finding: Finding): EventVerdict {
  const { confidence_score, expected, measured, score, seen, threshold } = finding;
  const is_anomaly = score > threshold;
  const whose = entity === "" ? "" : ` of ${entity}`;
  const usual = expected === "" ? "" : ` where ${expected} is usual`;
  return {
    is_anomaly,
    confidence_score,
    score,
    threshold,
    entity,
    seen,
    expected,
    reason: `${seen}${whose}${usual}: ${measured}`,
    recommendation: is_anomaly
      ? `Look at what was done${whose === "" ? "" : ` in the name${whose}`} before and after.`
      : "Nothing to do.",
  };
}
