/** A length of time as people write it, and its milliseconds. */

const MILLISECONDS: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

const FORM = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const UNITS = ["y", "w", "d", "h", "m", "s", "ms"] as const;

/** The longest that is accepted: a hundred years. */
const LONGEST = 100 * 365 * 86_400_000;

/** Milliseconds of `5m`, `1h30m`, `30d` (Prometheus's form, units falling); undefined for anything else, zero included. */
export function parseDuration(text: string): number | undefined {
  const match = text.length <= 40 ? FORM.exec(text) : null;
  if (match === null) return undefined;
  const total = UNITS.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * Number(MILLISECONDS[unit]), 0);
  return total > 0 && total <= LONGEST ? total : undefined;
}

/** The shortest form of a duration in milliseconds: 5400000 is `1h30m`, 0 is `0s`. Years and weeks are written as days. */
export function printDuration(milliseconds: number): string {
  if (milliseconds === 0) return "0s";
  let rest = Math.abs(Math.round(milliseconds));
  let text = milliseconds < 0 ? "-" : "";
  for (const unit of ["d", "h", "m", "s", "ms"]) {
    const size = Number(MILLISECONDS[unit]);
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

/** What a wrong duration most likely meant: `5 minutes` is `5m`; undefined where it can't be told. */
export function guessDuration(text: string): string | undefined {
  const parts = [...text.matchAll(/(\d{1,6}(?:\.\d{1,3})?)\s*([a-zA-Z]+)/g)];
  if (parts.length > 1 || text.includes(".")) return sumOf(parts, text);
  return ofOneUnit(text);
}

function ofOneUnit(text: string): string | undefined {
  const [, count, unit] = /^[\s-]*(\d{1,6})\s*([a-z]+)\s*$/.exec(text.toLowerCase()) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const guess = `${count}${unit.startsWith("mil") || unit === "ms" ? "ms" : unit.charAt(0)}`;
  return parseDuration(guess) === undefined ? undefined : guess;
}

// `30m1h` and `1.5h` are both 1h30m.
function sumOf(parts: readonly RegExpMatchArray[], text: string): string | undefined {
  const rest = parts.reduce((left, [part]) => left.replace(part, ""), text);
  const total = parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * Number(MILLISECONDS[unit]), 0);
  if (rest.trim() !== "" || !Number.isInteger(total)) return undefined;
  const guess = printDuration(total);
  return parseDuration(guess) === undefined ? undefined : guess;
}
