const units = [
  ["y", 365 * 24 * 3_600_000],
  ["w", 7 * 24 * 3_600_000],
  ["d", 24 * 3_600_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** The longest duration Prometheus can hold (int64 nanoseconds), in milliseconds. */
export const longestDuration = 2 ** 63 / 1e6;

/**
 * Milliseconds as Prometheus writes a duration: `1h30m`, `90d`, `-5m`, `0s`. Years and weeks appear only where
 * nothing remains below them, as 90d is easier to read than 12w6d. Fractions of a millisecond are dropped.
 */
export function formatDuration(milliseconds: number): string {
  let rest = Math.trunc(Math.abs(milliseconds));
  if (rest === 0) return "0s";
  let text = milliseconds < 0 ? "-" : "";
  for (const [unit, size] of units) {
    const onlyWhole = unit === "y" || unit === "w";
    if (rest < size || (onlyWhole && rest % size !== 0)) continue;
    text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text;
}

/** Milliseconds of a duration as written (`1h30m`), or what is wrong with it: its form, or its size. */
export function parseDuration(text: string): number | "form" | "range" {
  let total = 0;
  let next = 0;
  let rest = text;
  while (rest !== "") {
    const part = /^(\d+)(ms|[smhdwy])(?=\d|$)/.exec(rest);
    const index = units.findIndex(([unit]) => unit === part?.[2]);
    const unit = units[index];
    if (!part || !unit || index < next) return "form";
    total += Number(part[1]) * unit[1];
    next = index + 1;
    rest = rest.slice(part[0].length);
  }
  return total >= longestDuration ? "range" : total;
}
