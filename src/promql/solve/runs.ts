import type { Cell } from "./cells.ts";
import type { Grid } from "./grid.ts";
import type { Run } from "./problem.ts";
import { type Segment, type Setting, tidy } from "./signal.ts";

/** Values of one series at each sample, as runs. Growth is added up the way promtool does. */
class Writer {
  readonly runs: Run[] = [];
  #at = 0;
  #isPresent = false;

  /** Nothing until a sample. */
  skipTo(sample: number): void {
    const count = sample - this.#at;
    if (count <= 0) return;
    if (this.#isPresent) this.runs.push({ kind: "stale" });
    const rest = this.#isPresent ? count - 1 : count;
    if (rest > 0) this.runs.push({ kind: "missing", count: rest });
    this.#isPresent = false;
    this.#at = sample;
  }

  ramp(start: number, step: number, count: number): void {
    if (count <= 0) return;
    this.#at += count;
    this.#isPresent = true;
    const last = this.runs.at(-1);
    if (last?.kind === "ramp" && last.step === step && tidy(endOf(last) + step) === start) {
      this.runs[this.runs.length - 1] = { ...last, count: last.count + count };
    } else this.runs.push({ kind: "ramp", start, step, count });
  }
}

/** The last value of a ramp, added up step by step. */
export function endOf({
  start,
  step,
  count,
}: {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}): number {
  let value = start;
  for (let index = 1; index < count; index++) value += step;
  return value;
}

/** A series that grows by a number a sample in each segment: counters, buckets, counts and sums. */
export function growing(
  segments: readonly Segment[],
  growth: (setting: Setting) => number,
  end: number,
  later?: Setting,
): readonly Run[] {
  const writer = new Writer();
  const steps = segments.map(({ setting }) => (setting && !setting.missing ? tidy(growth(setting)) : 0));
  const largest = Math.max(0, later && !later.missing ? tidy(growth(later)) : 0, ...steps);
  // High enough that no rate is cut off at zero.
  let value = largest > 0 ? 10 ** Math.ceil(Math.log10(10 * largest)) : 1000;
  let isFirst = true;
  for (const [index, { setting, from, to }] of segments.entries()) {
    if (!setting || setting.missing) continue;
    writer.skipTo(from);
    const step = Number(steps[index]);
    const start = isFirst ? value : tidy(setting.restarts ? step : value + step);
    isFirst = false;
    writer.ramp(start, step, to - from);
    value = endOf({ start, step, count: to - from });
  }
  writer.skipTo(end);
  return writer.runs;
}

/** A gauge: its value at the moment, on a line through it, kept within what it can be. */
export function level(segments: readonly Segment[], cell: Cell, grid: Grid, end: number): readonly Run[] {
  const writer = new Writer();
  const { from: lowest, to: highest } = cell.family.range;
  const within = (value: number): number => Math.min(highest, Math.max(lowest, value));
  for (const { setting, from, to } of segments) {
    if (!setting || setting.missing) continue;
    writer.skipTo(from);
    const { amount, slope } = setting;
    if (slope === 0) {
      writer.ramp(within(amount), 0, to - from);
      continue;
    }
    // What rises does so from its amount, what falls comes down to it.
    const moment = Math.round((slope > 0 ? grid.startMs : grid.momentMs) / grid.sampleMs);
    const line = (sample: number): number => amount + slope * (sample - moment);
    for (const [first, count] of straight(from, to, line, within)) {
      const isInside = within(line(first)) === line(first);
      writer.ramp(tidy(within(line(first))), isInside ? slope : 0, count);
    }
  }
  writer.skipTo(end);
  return writer.runs;
}

/** Splits a line where it leaves what a value can be. */
function straight(
  from: number,
  to: number,
  value: (sample: number) => number,
  within: (value: number) => number,
): readonly (readonly [first: number, count: number])[] {
  const parts: [number, number][] = [];
  let state = "";
  for (let sample = from; sample < to; sample++) {
    const exact = value(sample);
    const kept = within(exact);
    const next = kept === exact ? "inside" : String(kept);
    const last = parts.at(-1);
    if (last && next === state) last[1]++;
    else parts.push([sample, 1]);
    state = next;
  }
  return parts;
}
