import type { Labels } from "./labels.ts";

/** The samples of one series that a range selector or subquery sees, without staleness markers. */
export interface Window {
  readonly labels: Labels;
  readonly timestamps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** The samples are those from `from` up to, not including, `to`; there is at least one. */
  readonly from: number;
  readonly to: number;
  /** The ends of the range, in milliseconds: shifted by offset and @. */
  readonly start: number;
  readonly end: number;
  /** When the expression is evaluated. */
  readonly now: number;
}

/** What a function makes of a window; undefined leaves the series out. */
export type RangeFunction = (window: Window, argument: number) => number | undefined;

/** A value of a window; the caller keeps the index within it. */
export function valueAt(window: Window, index: number): number {
  return Number(window.values[index]);
}

/** A time of a window, in milliseconds. */
export function timeAt(window: Window, index: number): number {
  return Number(window.timestamps[index]);
}
