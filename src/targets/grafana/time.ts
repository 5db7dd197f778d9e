import { formatDuration } from "../../promql/syntax/duration.ts";

const SECOND = 1000;
const HOUR = 3_600_000;
const REFRESHES = [30, 60, 300, 900, 1800, 3600].map((seconds) => seconds * SECOND);
const SPANS = [3, 6, 12, 24, 48, 168].map((hours) => hours * HOUR);
const POINTS = 1000;

/** How often a dashboard asks again: not before two more samples can be there. */
export function refreshOf(scrapeInterval: number): string {
  return formatDuration(REFRESHES.find((one) => one >= 2 * scrapeInterval) ?? 2 * HOUR);
}

/** What a dashboard shows when opened: about as many samples as a screen has room for. */
export function spanOf(scrapeInterval: number): string {
  return `now-${formatDuration(SPANS.find((one) => one >= POINTS * scrapeInterval) ?? 720 * HOUR)}`;
}
