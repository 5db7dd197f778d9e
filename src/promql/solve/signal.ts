import type { Grid } from "./grid.ts";

/** What a cell does in one stretch of time. */
export interface Setting {
  /** A counter's growth from sample to sample, a gauge's value where its line begins or ends, a histogram's events from sample to sample. */
  amount: number;
  /** A gauge's growth from sample to sample. */
  slope: number;
  /** Of a histogram: where its events lie among the buckets. */
  shape: number;
  missing: boolean;
  /** Of a counter: it begins again. */
  restarts?: boolean;
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
export interface Segment {
  readonly setting: Setting | undefined;
  readonly from: number;
  readonly to: number;
}

/** Decimal digits that parameters are rounded to, so that tests can be read. */
export function rounded(value: number): number {
  return Math.abs(value) < 1e6 && Number.isInteger(value) ? value : Number(value.toPrecision(6));
}

/** Twelve digits: what sums of rounded numbers have. */
export function tidy(value: number): number {
  return Math.abs(value) < 1e12 && Number.isInteger(value) ? value : Number(value.toPrecision(12));
}

/** The stretches of a cell's life, in samples, up to and without `end`. `calmMs`: when the condition is to be over. */
export function segmentsOf(
  behaviour: Behaviour,
  grid: Grid,
  end: number,
  calmMs = Number.POSITIVE_INFINITY,
): readonly Segment[] {
  const index = (timeMs: number): number => Math.min(end, Math.max(0, Math.round(timeMs / grid.sampleMs)));
  const { calm } = behaviour;
  // A window that ends where the present begins has the sample there, so it belongs to the past.
  const isJoined = grid.references.some(({ toMs }) => toMs === grid.startMs);
  const start = index(grid.startMs) + (isJoined ? 1 : 0);
  const calmFrom = calm ? index(calmMs) : end;
  const segments = [
    ...pastOf(behaviour, grid, index, start),
    ...presentOf(behaviour, grid, index, start, calmFrom),
    { setting: calm, from: calmFrom, to: end },
  ];
  return segments.filter(({ from, to, setting }) => to > from && setting !== undefined);
}

type ToSample = (timeMs: number) => number;

function pastOf(
  { references, calm, leads }: Behaviour,
  grid: Grid,
  index: ToSample,
  start: number,
): readonly Segment[] {
  if (references.length === 0) return leads ? [{ setting: calm, from: 0, to: start }] : [];
  return grid.references.map(({ fromMs, toMs }, position) => ({
    setting: references[position],
    from: index(fromMs),
    to: toMs === grid.startMs ? start : index(toMs),
  }));
}

// The oldest piece begins where the present does, the newest one lasts until it is over.
function presentOf(
  { hot }: Behaviour,
  grid: Grid,
  index: ToSample,
  start: number,
  calmFrom: number,
): readonly Segment[] {
  const begin = (age: number | undefined): number => (age === undefined ? start : index(grid.momentMs - age) + 1);
  const pieces = hot.map((setting, piece) => {
    const isOldest = piece === hot.length - 1;
    const to = piece === 0 ? calmFrom : begin(grid.ages[piece - 1]);
    return { setting, from: isOldest ? start : begin(grid.ages[piece]), to: Math.min(to, calmFrom) };
  });
  return pieces.reverse();
}
