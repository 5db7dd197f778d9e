/** A time of day and date on the clocks of some place. Month and day count from 1, the weekday from 0 on Sunday. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

const FIELDS = ["year", "month", "day", "hour", "minute", "second"] as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Names that JavaScript takes for time zones and Alertmanager, which reads the zoneinfo folder, doesn't. */
const NOT_IN_ZONEINFO =
  /^(?:[+-].*|SystemV\/.*|A[CEGNR]T|AST|B[ES]T|C[ANST]T|CNT|E[AC]T|I[ES]T|JST|MIT|N[ES]T|P[LNRS]T|SST|VST)$/;

/** Why a name is no usable time zone; undefined where it is one. */
export function zoneProblem(name: string): string | undefined {
  if (name === "Local") return "Local is whatever the server's clock is set to; name the zone";
  if (name === "" || name === "UTC") return undefined;
  if (NOT_IN_ZONEINFO.test(name)) return `${name} is no time zone`;
  const canonical = canonicalName(name);
  if (canonical === undefined) return `${name} is no time zone`;
  const misspelt = canonical !== name && canonical.toLowerCase() === name.toLowerCase();
  return misspelt ? `${name} is no time zone; did you mean ${canonical}?` : undefined;
}

/** What the clocks of a zone show at a moment in epoch milliseconds. Throws where `zoneProblem` finds something. */
export function wallClock(zone: string, at: number): WallClock {
  const local = new Date(at + offset(zone, at));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/**
 * How many days Alertmanager counts in the month of a moment: whole multiples of 24 h between the first and the next first.
 * In a zone whose clocks go forward in that month it is one day short, as in Alertmanager (`timeinterval.daysInMonth`).
 */
export function countedDaysInMonth(zone: string, at: number): number {
  const { year, month } = wallClock(zone, at);
  const first = toEpoch(zone, Date.UTC(year, month - 1, 1));
  const next = new Date(first + offset(zone, first));
  next.setUTCMonth(next.getUTCMonth() + 1);
  return Math.trunc((toEpoch(zone, next.getTime()) - first) / 86_400_000);
}

/** The moment at which a zone's clocks show a time, given as if it were UTC; where they skip or repeat it, what Go's `time.Date` takes. */
function toEpoch(zone: string, wall: number): number {
  return wall - offset(zone, wall - offset(zone, wall));
}

/** Milliseconds by which a zone's clocks are ahead of UTC. */
function offset(zone: string, at: number): number {
  if (zone === "" || zone === "UTC") return 0;
  const whole = Math.floor(at / 1000) * 1000;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(whole)
      .map((part) => [part.type, Number(part.value)]),
  );
  const [year, month, day, hour, minute, second] = FIELDS.map((field) => Number(parts.get(field)));
  return Date.UTC(Number(year), Number(month) - 1, day, hour, minute, second) - whole;
}

function canonicalName(name: string): string | undefined {
  try {
    return formatOf(name).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}
