import type { Problem } from "./problem.ts";
import type { Reach, Slice } from "./slice.ts";
import type { StageOptions } from "./stage-options.ts";

/** A stretch of the past that is read with an offset. Milliseconds, both ends on samples. */
export interface Reference {
  readonly offset: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where in time samples lie, rules are evaluated, and the condition is to hold. */
export interface Grid {
  readonly sampleMs: number;
  readonly evaluationMs: number;
  /** When the series begin that make the condition hold. */
  readonly startMs: number;
  /** The moment that values are solved for. */
  readonly momentMs: number;
  /**
   * Ages at which one piece of the recent past ends and the next begins, rising: a window that ends at the moment reads
   * whole pieces.
   */
  readonly ages: readonly number[];
  /** Oldest first. */
  readonly references: readonly Reference[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Evaluation intervals that people choose. */
const NICE: readonly number[] = [
  ...[1, 5, 10, 15, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 12, 24].map((n) => n * HOUR),
];

/** As many evaluations as a test may cost where a wait (`for`) must be told to the interval, and elsewhere. */
const MOST_STEPS = { exact: 640, coarse: 40 } as const;

/** A long window is filled with so many samples at least. */
const FILLED = 60;

/** How a grid differs from the plainest one. */
type Unlike = Pick<StageOptions, "leads" | "isLong" | "isFine" | "isYoung" | "isSparse" | "flips" | "laterMs">;

/** Chooses the grid for a slice: as fine as `for` needs, as coarse as the windows allow. */
export function gridOf(slice: Slice, problem: Problem, unlike: Unlike): Grid {
  const { alert, evaluationMs: own } = problem;
  const waits = [alert.forMs ?? 0, alert.keepFiringForMs ?? 0].filter((wait) => wait > 0);
  const offsets = [...new Set(slice.reaches.map(({ offset }) => offset))].filter((offset) => offset > 0);
  const fine = [2 * own, own].find((step) => [...waits, ...offsets].every((time) => time % step === 0)) ?? own;
  const candidates = [...new Set([fine, ...NICE.filter((step) => step > fine)])].filter((step) =>
    [...waits, ...offsets].every((time) => time % step === 0),
  );
  const most = waits.length > 0 ? MOST_STEPS.exact : MOST_STEPS.coarse;
  const grids = candidates.map((step) => layout(slice, step, waits, unlike));
  const affordable = grids.find(({ momentMs, evaluationMs }) => {
    const span = momentMs + waits.reduce((sum, wait) => sum + wait, 0);
    return span / evaluationMs <= most;
  });
  return affordable ?? grids.at(-1) ?? layout(slice, fine, waits, unlike);
}

function layout(slice: Slice, evaluationMs: number, waits: readonly number[], unlike: Unlike): Grid {
  const { leads, isSparse, laterMs = 0 } = unlike;
  const current = slice.reaches.filter(({ offset }) => offset === 0);
  const past = slice.reaches.filter(({ offset }) => offset > 0);
  const windows = windowsOf(current);
  const sampleMs = isSparse ? RARELY : samplingOf(slice, evaluationMs);
  const filled = filledFor(slice, windows, evaluationMs, waits, unlike);
  const up = (time: number): number => Math.ceil(time / evaluationMs) * evaluationMs;
  const reachBack = (reach: Reach): number => up(Math.min(reach.range, Math.max(filled, evaluationMs)));
  const deepest = Math.max(0, ...past.map((reach) => up(reach.offset) + reachBack(reach)));
  const startMs = up(laterMs) + 2 * evaluationMs + (leads ? filled : 0) + deepest;
  const momentMs = isSparse ? lateIn(startMs + filled) : startMs + filled;
  const endMs = momentMs + waits.reduce((sum, wait) => sum + wait, 0) + 30 * evaluationMs;
  const ages = [...new Set(agesOf(windows, sampleMs, filled, unlike))].filter((age) => age < filled);
  return {
    sampleMs,
    evaluationMs,
    startMs,
    momentMs,
    ages,
    references: referencesOf(past, reachBack, startMs, endMs, windows.at(-1) ?? 0),
  };
}

/** Of samples that come rarely, the distance: within what a selector looks back. */
const RARELY = 4 * MINUTE;

// Three minutes after a sample.
function lateIn(timeMs: number): number {
  return Math.ceil(timeMs / RARELY) * RARELY + (3 * RARELY) / 4;
}

function windowsOf(reaches: readonly Reach[]): readonly number[] {
  return [...new Set(reaches.map(({ range }) => range))].filter((range) => range > 0).sort((a, b) => a - b);
}

function agesOf(
  windows: readonly number[],
  sampleMs: number,
  filled: number,
  { isFine = false, flips = 0 }: Unlike,
): readonly number[] {
  if (flips > 0) {
    const apart = Math.floor(filled / (flips + 1) / sampleMs) * sampleMs;
    return apart > 0 ? Array.from({ length: flips }, (_, index) => (index + 1) * apart) : [];
  }
  if (!isFine) return windows;
  const parts = [sampleMs, ...windows.flatMap((window) => [window / 2, window])];
  return parts.filter((age) => age % sampleMs === 0).sort((a, b) => a - b);
}

function filledFor(
  { reaches }: Slice,
  windows: readonly number[],
  evaluationMs: number,
  waits: readonly number[],
  { isYoung, isLong }: Unlike,
): number {
  if (isYoung) return 2 * evaluationMs;
  const history = historyOf(windows, evaluationMs, waits);
  const back = Math.max(0, ...reaches.map(({ offset, range }) => offset + range));
  return isLong ? Math.max(history, (Math.ceil(back / evaluationMs) + 1) * evaluationMs) : history;
}

/** How long the hot part must be there before the moment: the longest window, or what can be afforded of it. */
function historyOf(windows: readonly number[], evaluationMs: number, waits: readonly number[]): number {
  const longest = windows.at(-1) ?? 0;
  const second = windows.at(-2) ?? 0;
  const affordable = waits.length > 0 ? Math.max(2 * second, 4 * FILLED * evaluationMs) : longest;
  return Math.max(2, Math.ceil(Math.min(longest, affordable) / evaluationMs)) * evaluationMs;
}

// Two samples in the shortest window at least, and samples at every evaluation.
function samplingOf(slice: Slice, evaluationMs: number): number {
  const windows = slice.reaches.map(({ window }) => window).filter((window) => window > 0);
  const times = [...windows, ...slice.steps];
  const shortest = Math.min(Number.POSITIVE_INFINITY, ...windows.map((window) => window / 2), ...slice.steps);
  for (let parts = 1; parts <= 3600; parts++) {
    const step = evaluationMs / parts;
    if (!Number.isInteger(step) || step > shortest) continue;
    if (times.every((time) => time % step === 0)) return step;
  }
  return Math.max(1, Math.floor(Math.min(evaluationMs, shortest)));
}

function referencesOf(
  past: readonly Reach[],
  reachBack: (reach: Reach) => number,
  startMs: number,
  endMs: number,
  longest: number,
): readonly Reference[] {
  const offsets = [...new Set(past.map(({ offset }) => offset))].sort((a, b) => b - a);
  const references: Reference[] = [];
  for (const offset of offsets) {
    const back = Math.max(...past.filter((reach) => reach.offset === offset).map(reachBack));
    const fromMs = Math.max(references.at(-1)?.toMs ?? 0, startMs - offset - back);
    const end = Math.min(startMs, endMs - offset);
    // A short gap is filled: a window would look across it.
    const toMs = startMs - end <= longest + 10 * MINUTE ? startMs : end;
    if (toMs > fromMs) references.push({ offset, fromMs, toMs });
  }
  return references;
}
