import { type RangeFunction, timeAt, valueAt, type Window } from "./window.ts";

/** Last minus first, plus what a counter had reached before each reset. */
function counterIncrease(window: Window): number {
  let increase = valueAt(window, window.to - 1) - valueAt(window, window.from);
  let previous = valueAt(window, window.from);
  for (let index = window.from + 1; index < window.to; index++) {
    const current = valueAt(window, index);
    if (current < previous) increase += previous;
    previous = current;
  }
  return increase;
}

/** How far before the first sample the series is taken to begin, in seconds. */
function leftReach(window: Window, sampled: number, spacing: number, counter: number | undefined): number {
  let reach = (timeAt(window, window.from) - window.start) / 1000;
  if (reach >= spacing * 1.1) reach = spacing / 2;
  const first = valueAt(window, window.from);
  // A counter isn't extrapolated below zero.
  if (counter !== undefined && counter > 0 && first >= 0) reach = Math.min(reach, sampled * (first / counter));
  return reach;
}

/**
 * Prometheus 3.15's extrapolatedRate: the change between the first and last sample, stretched to the ends of the range
 * where the samples reach near them (110 % of their spacing), otherwise by half a spacing.
 */
function extrapolated(window: Window, isCounter: boolean, isRate: boolean): number | undefined {
  const steps = window.to - window.from - 1;
  if (steps === 0) return undefined;
  const change = isCounter ? counterIncrease(window) : valueAt(window, window.to - 1) - valueAt(window, window.from);
  const sampled = (timeAt(window, window.to - 1) - timeAt(window, window.from)) / 1000;
  const spacing = sampled / steps;
  const left = leftReach(window, sampled, spacing, isCounter ? change : undefined);
  let right = (window.end - timeAt(window, window.to - 1)) / 1000;
  if (right >= spacing * 1.1) right = spacing / 2;
  const factor = sampled === 0 ? 1 : (sampled + left + right) / sampled;
  return change * (isRate ? factor / ((window.end - window.start) / 1000) : factor);
}

/** `rate`: per second, of a counter. */
export const rate: RangeFunction = (window) => extrapolated(window, true, true);

/** `increase`: over the range, of a counter. */
export const increase: RangeFunction = (window) => extrapolated(window, true, false);

/** `delta`: over the range, of a gauge. */
export const delta: RangeFunction = (window) => extrapolated(window, false, false);

function lastTwo(window: Window, isRate: boolean): number | undefined {
  if (window.to - window.from < 2) return undefined;
  const interval = timeAt(window, window.to - 1) - timeAt(window, window.to - 2);
  if (interval === 0) return undefined;
  const [before, last] = [valueAt(window, window.to - 2), valueAt(window, window.to - 1)];
  const change = isRate && last < before ? last : last - before;
  return isRate ? change / (interval / 1000) : change;
}

/** `irate`: per second, between the last two samples. */
export const irate: RangeFunction = (window) => lastTwo(window, true);

/** `idelta`: between the last two samples. */
export const idelta: RangeFunction = (window) => lastTwo(window, false);
