/** What a series does: a gauge has a value at a time, a counter counts events, a histogram spreads observations around a median. */
export type Behaviour =
  | { readonly kind: "gauge"; readonly at: (seconds: number) => number }
  | { readonly kind: "events"; readonly perSecond: number }
  | { readonly kind: "observations"; readonly perSecond: number; readonly median: number; readonly steepness: number };

const day = 86_400;
const wobble = 420;

/** More by day than by night, and never quite still: how a load of 1 goes. `phase` keeps series from moving in step. */
function loadAt(seconds: number, phase: number): number {
  return 1 + 0.2 * Math.sin((2 * Math.PI * seconds) / day) + 0.1 * Math.sin((2 * Math.PI * seconds) / wobble + phase);
}

/** How much a load of 1 has counted since 1970: the integral of `loadAt`, so that a counter needs no memory. */
export function countedUntil(seconds: number, phase: number): number {
  const byDay = (0.2 * day * Math.cos((2 * Math.PI * seconds) / day)) / (2 * Math.PI);
  const byWobble = (0.1 * wobble * Math.cos((2 * Math.PI * seconds) / wobble + phase)) / (2 * Math.PI);
  return seconds - byDay - byWobble;
}

/** A gauge that follows the load of the day. */
export function busy(level: number, phase = 0): Behaviour {
  return { kind: "gauge", at: (seconds) => level * loadAt(seconds, phase) };
}

/** A gauge that moves by less than two per cent. */
export function steady(level: number): Behaviour {
  return { kind: "gauge", at: (seconds) => level * (1 + 0.015 * Math.sin((2 * Math.PI * seconds) / wobble)) };
}

/** A gauge that does not move. */
export function constant(level: number): Behaviour {
  return { kind: "gauge", at: () => level };
}

/** Seconds since something that happens every `period` seconds. */
export function sinceEvery(period: number): Behaviour {
  return { kind: "gauge", at: (seconds) => seconds % period };
}

/** Seconds until something that is put off to `longest` whenever only `shortest` are left. */
export function untilRenewed(shortest: number, longest: number): Behaviour {
  return { kind: "gauge", at: (seconds) => longest - (seconds % (longest - shortest)) };
}

/** So many events a second. */
export function events(perSecond: number): Behaviour {
  return { kind: "events", perSecond };
}

/** So many observations a second, log-logistic around a median: with a steepness of 5, 95 % are below 1.8 times the median. */
export function observations(perSecond: number, median: number, steepness: number): Behaviour {
  return { kind: "observations", perSecond, median, steepness };
}

/** The share of observations that are at most `bound`. */
export function shareBelow(bound: number, { median, steepness }: { median: number; steepness: number }): number {
  return bound <= 0 ? 0 : 1 / (1 + (median / bound) ** steepness);
}

/** The mean of such observations. */
export function meanOf({ median, steepness }: { median: number; steepness: number }): number {
  const angle = Math.PI / steepness;
  return (median * angle) / Math.sin(angle);
}
