const NUMBER = /^-?\d+(\.\d*)?$/;
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d(?:\.\d+)?))?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** Numbers beyond these are milliseconds, microseconds, nanoseconds: as seconds they would be years from 5138 on. */
const SCALES = [1e11, 1e14, 1e17] as const;

/**
 * Seconds since 1970 of a timestamp: a number of seconds, milliseconds, microseconds or nanoseconds, or a date of ISO
 * 8601, with a space or T before the time, in UTC unless it names an offset. Nothing where it is neither.
 */
export function timestampOf(given: string | number): number | undefined {
  const text = String(given).trim();
  if (NUMBER.test(text)) return secondsOf(Number(text));
  const [, day, time = "00:00", seconds = "00", zone = "Z"] = DATE.exec(text) ?? [];
  if (day === undefined) return undefined;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const milliseconds = Date.parse(`${day}T${time}:${seconds}${offset}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

function secondsOf(count: number): number {
  const thousands = SCALES.filter((least) => Math.abs(count) >= least).length;
  return count / 1000 ** thousands;
}
