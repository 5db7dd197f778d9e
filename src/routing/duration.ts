const SIZES = [
  ["y", 31_536_000_000],
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

const FORM = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** The longest duration that Go's 64-bit nanoseconds hold, in milliseconds. */
const LONGEST = 2 ** 63 / 1e6;

/** Milliseconds of a duration as Alertmanager reads it: units falling, zero included; undefined for anything else. */
export function parseAlertmanagerDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const match = text === "" ? null : FORM.exec(text);
  if (match === null) return undefined;
  const total = SIZES.reduce((sum, [, size], index) => sum + Number(match[index + 1] ?? 0) * size, 0);
  return total < LONGEST ? total : undefined;
}
