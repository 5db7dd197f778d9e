import type { Grid } from "./grid.ts";
import type { Snapshot } from "./timeline.ts";

/** Follows an alert: when it began, when it fired, when the series are to become calm, when it was over. */
export class Script {
  calmMs: number | undefined;
  onsetMs: number | undefined;
  firedMs: number | undefined;
  resolvedMs: number | undefined;
  isOver = false;
  readonly #sinceMs: number;
  readonly #momentMs: number;
  readonly #stepMs: number;
  readonly #latestMs: number;

  /** `sinceMs`: what was before doesn't count. `latestMs`: by then it has fired, or never does. */
  constructor({ momentMs, evaluationMs }: Grid, sinceMs: number, latestMs: number) {
    this.#sinceMs = sinceMs;
    this.#momentMs = momentMs;
    this.#stepMs = evaluationMs;
    this.#latestMs = latestMs;
  }

  /** True when the series become calm from the next evaluation but one on. */
  direct(snapshots: readonly Snapshot[], timeMs: number): boolean {
    if (timeMs < this.#sinceMs) return false;
    if (snapshots.length === 0) this.#ended(timeMs);
    else this.onsetMs ??= timeMs;
    if (snapshots.some(({ state }) => state === "firing")) this.firedMs ??= timeMs;
    if (this.firedMs === undefined) {
      this.isOver = timeMs > this.#latestMs;
      return false;
    }
    if (this.calmMs !== undefined || timeMs < this.#momentMs) return false;
    this.calmMs = timeMs + 2 * this.#stepMs;
    return true;
  }

  #ended(timeMs: number): void {
    if (this.firedMs === undefined) this.onsetMs = undefined;
    else {
      this.resolvedMs ??= timeMs;
      // A little longer, for the version of Prometheus that sees it later.
      this.isOver = timeMs >= this.resolvedMs + 3 * this.#stepMs;
    }
  }
}

/** Something to show, and when it can be shown: best first. */
export interface Moment {
  readonly why: string;
  readonly times: readonly number[];
}

/** What there is to show of an alert's life. */
export function momentsOf(script: Script, step: number): readonly Moment[] {
  const { onsetMs, firedMs, resolvedMs } = script;
  if (onsetMs === undefined || firedMs === undefined) return [];
  return [...risingMoments(onsetMs, firedMs, resolvedMs, step), ...endingMoments(firedMs, resolvedMs, step)];
}

function risingMoments(
  onsetMs: number,
  firedMs: number,
  resolvedMs: number | undefined,
  step: number,
): readonly Moment[] {
  const moments: Moment[] = [];
  if (onsetMs > 0) moments.push({ why: "not yet", times: [onsetMs - step, onsetMs - 2 * step] });
  if (onsetMs !== firedMs) moments.push({ why: "the condition holds", times: [onsetMs] });
  if (firedMs - step > onsetMs) moments.push({ why: "not for long enough", times: [firedMs - step] });
  const last = (resolvedMs ?? Number.POSITIVE_INFINITY) - step;
  const later = [firedMs + step, firedMs + 2 * step].filter((time) => time < last);
  return [...moments, { why: "fires", times: [firedMs, ...later] }];
}

function endingMoments(firedMs: number, resolvedMs: number | undefined, step: number): readonly Moment[] {
  if (resolvedMs === undefined) return [];
  const lasts = resolvedMs - step > firedMs;
  const resolved = { why: "resolved", times: [0, 1, 2, 3].map((later) => resolvedMs + later * step) };
  return lasts ? [{ why: "still fires", times: [resolvedMs - step, resolvedMs - 2 * step] }, resolved] : [resolved];
}
