/** Words for severities, those that matter most first; words of one line matter alike. */
const SEVERITIES: readonly (readonly string[])[] = [
  ["disaster", "emergency", "fatal"],
  ["page", "critical", "crit", "sev1", "p1"],
  ["error", "high", "major", "sev2", "p2"],
  ["ticket", "warning", "warn", "medium", "minor", "sev3", "p3"],
  ["info", "information", "low", "notice", "sev4", "p4"],
];

/** How much a severity matters, more for more; undefined for a word that isn't known. */
export function rankOf(severity: string): number | undefined {
  const row = SEVERITIES.findIndex((words) => words.includes(severity.toLowerCase()));
  return row < 0 ? undefined : SEVERITIES.length - row;
}
