import type { Contribution, Verdict } from "./detector.ts";
import type { Assessment } from "./row-frame.ts";
import type { Explanation } from "./row-model.ts";
import { advice, short, type Wording } from "./verdict.ts";

/** What the verdicts on rows are worded with. */
export interface RowWording extends Wording {
  readonly features: readonly string[];
  /** The side of the expected value that counts, of the feature that adds most. */
  readonly direction: "above" | "below" | "both";
  /** The reason given for what is no anomaly. */
  readonly ordinary: string;
}

/** The wording of the verdicts on rows of these features. */
export function rowWording(
  wording: Wording,
  features: readonly string[],
  direction: "above" | "below" | "both",
): RowWording {
  return { ...wording, features, direction, ordinary: `${wording.statistic} within the threshold` };
}

/** The verdict on a row, on the side that counts. */
export function rowVerdict(
  row: readonly number[],
  assessment: Assessment,
  explanation: Explanation,
  wording: RowWording,
): Verdict {
  const contributions = contributionsOf(row, explanation, wording.features);
  const { expected, seen, feature } = contributions[0] ?? NO_FEATURE;
  const isOn = isOnSide(seen - expected, wording.direction);
  const score = isOn ? assessment.score : 0;
  const { threshold } = assessment;
  const is_anomaly = score > threshold;
  const what = contributions.length > 1 ? feature : undefined;
  const verdict = {
    is_anomaly,
    confidence_score: isOn ? assessment.confidence : 0,
    score,
    threshold,
    reason: is_anomaly ? reasonOf({ seen, expected, score, threshold }, wording, what) : wording.ordinary,
    recommendation: is_anomaly ? advice(seen > expected, wording, what) : "Nothing to do.",
    expected,
    seen,
  };
  return what === undefined ? verdict : Object.assign(verdict, { contributions });
}

const NO_FEATURE = { expected: 0, seen: 0, feature: "" };

function reasonOf(
  { seen, expected, score, threshold }: Pick<Verdict, "seen" | "expected" | "score" | "threshold">,
  { statistic }: RowWording,
  feature?: string,
): string {
  const of = feature === undefined ? "" : ` of ${feature}`;
  const deviation = `seen ${short(seen)} where ${short(expected)} was expected${of}`;
  return `${deviation}: ${statistic} ${short(score)}, above the threshold ${short(threshold)}`;
}

/** Whether a deviation lies on the side that counts. */
export function isOnSide(deviation: number, direction: "above" | "below" | "both"): boolean {
  return direction === "both" || (direction === "above" ? deviation > 0 : deviation < 0);
}

/** The features, the greatest share first; equal shares where the model names none. */
function contributionsOf(
  row: readonly number[],
  { expected, weights }: Explanation,
  features: readonly string[],
): Contribution[] {
  let sum = 0;
  for (let index = 0; index < features.length; index += 1) sum += Number(weights[index]);
  const contributions: Contribution[] = [];
  for (let index = 0; index < features.length; index += 1) {
    const share = sum > 0 ? Number(weights[index]) / sum : 1 / features.length;
    insert(contributions, {
      feature: String(features[index]),
      seen: Number(row[index]) + 0,
      expected: Number(expected[index]),
      share,
    });
  }
  return contributions;
}

/** Puts a contribution behind those that are as great: quicker than sorting, for rows are short. */
function insert(contributions: Contribution[], one: Contribution): void {
  let place = contributions.length;
  contributions.push(one);
  for (; place > 0; place -= 1) {
    const before = contributions[place - 1];
    if (before === undefined || before.share >= one.share) break;
    contributions[place] = before;
  }
  contributions[place] = one;
}
