import type { SortedWindow } from "./sorted-window.ts";

const NORMAL_UPPER_QUARTILE = 0.6745;
const NORMAL_MEAN_DEVIATION = 1.253314;

/**
 * The deviation that the modified z-score divides by: MAD / 0.6745, and where more than half the values are equal
 * 1.253314 × their mean absolute deviation (Iglewicz and Hoaglin 1993, "How to detect and handle outliers").
 */
export function robustScale(window: SortedWindow): number {
  const median = window.medianAbsoluteDeviation();
  return median > 0 ? median / NORMAL_UPPER_QUARTILE : NORMAL_MEAN_DEVIATION * window.meanAbsoluteDeviation();
}
