import type { Cell } from "./cells.ts";
import type { Grid } from "./grid.ts";
import type { Run } from "./problem.ts";

/** What a cell does in one stretch of time. */
export interface Setting {
  /** A counter's growth from sample to sample, a gauge's value where its line begins or ends, a histogram's events from sample to sample. */
  amount: number;
  /** A gauge's growth from sample to sample. */
  slope: number;
  /** Of a histogram: where its events lie among the buckets. */
  shape: number;
  missing: boolean;
}

/** What a cell does over time: now (newest piece first), in the past that offsets read, and after it is over. */
export interface Behaviour {
  readonly hot: readonly Setting[];
  readonly references: readonly Setting[];
  calm: Setting | undefined;
  /** Whether it is there before the condition is to hold. */
  leads: boolean;
}

/** A stretch of samples with one setting; `undefined` is a gap. */
interface Segment {
  readonly setting: Setting | undefined;
  readonly from: number;
  readonly to: number;
}

/** Decimal digits that parameters are rounded to, so that tests can be read. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** Twelve digits: what sums of rounded numbers have. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** The stretches of a cell's life, in samples, up to and without `end`. `calmMs`: when the condition is to be over. */
export function segmentsOf(
  behaviour: Behaviour,
  grid: Grid,
  end: number,
  calmMs = Number.POSITIVE_INFINITY,
): readonly Segment[] {
  const index = (timeMs: number): number => Math.min(end, Math.max(0, Math.round(timeMs / grid.sampleMs)));
  const { hot, references, calm, leads } = behaviour;
  const segments: Segment[] = [];
  // A window that ends where the present begins has the sample there, so it belongs to the past.
  const isJoined = grid.references.some(({ toMs }) => toMs === grid.startMs);
  const start = index(grid.startMs) + (isJoined ? 1 : 0);
  for (const [position, setting] of references.entries()) {
    const reference = grid.references[position];
    if (!reference) continue;
    const to = reference.toMs === grid.startMs ? start : index(reference.toMs);
    segments.push({ setting, from: index(reference.fromMs), to });
  }
  if (leads && references.length === 0 && calm) segments.push({ setting: calm, from: 0, to: start });
  const calmFrom = calm ? index(calmMs) : end;
  for (let age = hot.length - 1; age >= 0; age--) {
    const older = grid.ages[age];
    const newer = age === 0 ? undefined : grid.ages[age - 1];
    const from = age === hot.length - 1 || older === undefined ? start : index(grid.momentMs - older) + 1;
    const to = newer === undefined ? calmFrom : index(grid.momentMs - newer) + 1;
    segments.push({ setting: hot[age], from, to: Math.min(to, calmFrom) });
  }
  if (calm) segments.push({ setting: calm, from: calmFrom, to: end });
  return segments.filter(({ from, to, setting }) => to > from && setting !== undefined);
}

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
): readonly Run[] {
  const writer = new Writer();
  const steps = segments.map(({ setting }) => (setting && !setting.missing ? tidy(growth(setting)) : 0));
  const largest = Math.max(0, ...steps);
  // High enough that no rate is cut off at zero.
  let value = largest > 0 ? 10 ** Math.ceil(Math.log10(10 * largest)) : 1000;
  let isFirst = true;
  for (const [index, { setting, from, to }] of segments.entries()) {
    if (!setting || setting.missing) continue;
    writer.skipTo(from);
    const step = steps[index] ?? 0;
    const start = isFirst ? value : tidy(value + step);
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
    // What rises does so from its amount, what falls comes down to it.
    const moment = Math.round((slope > 0 ? grid.startMs : grid.momentMs) / grid.sampleMs);
    if (slope === 0) writer.ramp(within(amount), 0, to - from);
    else {
      for (const [first, count] of straight(from, to, (sample) => amount + slope * (sample - moment), within)) {
        const value = amount + slope * (first - moment);
        const isInside = within(value) === value;
        writer.ramp(tidy(within(value)), isInside ? slope : 0, count);
      }
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

/** How a histogram's events are shared among its bins. `spread`: evenly, drawn towards the last bound by the shape. */
export function sharesOf(bins: number, shape: number, isSpread: boolean): readonly number[] {
  const shares = Array.from({ length: bins }, () => 0);
  if (isSpread) {
    const last = Math.max(0, bins - 2);
    return shares.map((_, bin) => (1 - shape) / bins + (bin === last ? shape : 0));
  }
  const lower = Math.min(bins - 1, Math.floor(shape));
  shares[lower] = 1 - (shape - lower);
  if (lower + 1 < bins) shares[lower + 1] = shape - lower;
  return shares;
}

/** A typical value of each bin, for sums: its middle; beyond the last bound half as much again. */
export function middlesOf(bounds: readonly number[]): readonly number[] {
  return bounds.map((bound, index) => {
    const below = bounds[index - 1] ?? Math.min(0, bound);
    return tidy(Number.isFinite(bound) ? (below + bound) / 2 : below * 1.5);
  });
}
