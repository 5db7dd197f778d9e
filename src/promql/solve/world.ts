import type { SeriesInput, Storage } from "../evaluate/storage.ts";
import type { Cell } from "./cells.ts";
import type { Grid } from "./grid.ts";
import { histogramGrowth } from "./histogram.ts";
import type { InputSeries, Run } from "./problem.ts";
import { growing, level } from "./runs.ts";
import { type Behaviour, type Setting, segmentsOf } from "./signal.ts";
import type { Stage } from "./stage.ts";

/** A series of a cell, before it has values. */
interface Line {
  readonly metric: string;
  readonly labels: readonly (readonly [string, string])[];
  /** Growth from sample to sample; absent for a gauge. */
  readonly growth?: (setting: Setting) => number;
}

/** The series that one scrape gives of a cell. */
export function linesOf(cell: Cell, isSpread: boolean): readonly Line[] {
  const { family } = cell;
  const labels = Object.entries(cell.labels)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (family.kind === "gauge") return family.names.map((metric) => ({ metric, labels }));
  if (family.kind === "counter")
    return family.names.map((metric) => ({ metric, labels, growth: ({ amount }) => amount }));
  const growth = histogramGrowth(cell, isSpread);
  return family.names.flatMap((metric): readonly Line[] => {
    if (metric.endsWith("_sum")) return [{ metric, labels, growth: (setting) => growth(setting).sum }];
    const last = family.bounds.length - 1;
    if (!metric.endsWith("_bucket"))
      return [{ metric, labels, growth: (setting) => Number(growth(setting).upTo[last]) }];
    return family.bucketLabels.map((le, index) => ({
      metric,
      labels: [...labels, ["le", le] as const].sort(([a], [b]) => (a < b ? -1 : 1)),
      growth: (setting: Setting) => Number(growth(setting).upTo[index]),
    }));
  });
}

/** The runs of all series of a cell. */
export function seriesOf(
  cell: Cell,
  behaviour: Behaviour,
  grid: Grid,
  options: {
    readonly end: number;
    readonly calmMs?: number | undefined;
    readonly isSpread: boolean;
    readonly lines?: readonly Line[] | undefined;
  },
): readonly InputSeries[] {
  const { end, calmMs, isSpread, lines = linesOf(cell, isSpread) } = options;
  const segments = segmentsOf(behaviour, grid, end, calmMs);
  return lines.map(({ metric, labels, growth }) => ({
    metric,
    labels,
    // What is to come decides where a counter begins, too: it must not jump once it is known when.
    runs: growth
      ? growing(segments, growth, end, calmMs === undefined ? undefined : behaviour.calm)
      : level(segments, cell, grid, end),
  }));
}

/** The samples of runs as a storage takes them: those that there are. */
export function storedOf(runs: readonly Run[], end: number, sampleMs: number): Omit<SeriesInput, "labels"> {
  const { values, stale } = samplesOf(runs, end);
  const ended = new Set(stale);
  const timestamps = new Float64Array(end);
  const kept = new Float64Array(end);
  const marks = ended.size > 0 ? new Uint8Array(end) : undefined;
  let count = 0;
  for (let index = 0; index < end; index++) {
    const value = Number(values[index]);
    if (Number.isNaN(value) && !ended.has(index)) continue;
    timestamps[count] = index * sampleMs;
    kept[count] = value;
    if (marks) marks[count] = ended.has(index) ? 1 : 0;
    count++;
  }
  return {
    timestamps: timestamps.subarray(0, count),
    values: kept.subarray(0, count),
    ...(marks && { stale: marks.subarray(0, count) }),
  };
}

/** Samples of runs: values by sample, NaN where there is none; and where the series says that it ended. */
export function samplesOf(
  runs: readonly Run[],
  end: number,
): { readonly values: Float64Array; readonly stale: readonly number[] } {
  const values = new Float64Array(end).fill(Number.NaN);
  const stale: number[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.kind === "missing") at += run.count;
    else if (run.kind === "stale") stale.push(at++);
    else {
      let value = run.start;
      for (let index = 0; index < run.count && at < end; index++) {
        values[at++] = value;
        value += run.step;
      }
    }
  }
  return { values, stale };
}

/** Series over which a condition is measured again and again while their settings change. */
export class World {
  readonly storage: Storage;
  readonly grid: Grid;
  readonly cells: readonly Cell[];
  readonly isSpread: boolean;
  readonly #behaviours: ReadonlyMap<Cell, Behaviour>;
  readonly #lines = new Map<Cell, readonly Line[]>();
  readonly #arrays = new Map<Cell, readonly Float64Array[]>();
  readonly #end: number;

  constructor({ grid, isSpread }: Stage, behaviours: ReadonlyMap<Cell, Behaviour>, storage: Storage) {
    this.storage = storage;
    this.grid = grid;
    this.cells = [...behaviours.keys()];
    this.isSpread = isSpread;
    this.#behaviours = behaviours;
    this.#end = Math.round(grid.momentMs / grid.sampleMs) + 1;
    for (const cell of this.cells) {
      this.#lines.set(cell, linesOf(cell, isSpread));
      this.#arrays.set(cell, this.#added(cell));
    }
  }

  behaviour(cell: Cell): Behaviour {
    const found = this.#behaviours.get(cell);
    if (found === undefined) throw new Error("a cell of another world");
    return found;
  }

  #series(cell: Cell): readonly InputSeries[] {
    return seriesOf(cell, this.behaviour(cell), this.grid, {
      end: this.#end,
      isSpread: this.isSpread,
      lines: this.#lines.get(cell),
    });
  }

  #added(cell: Cell): readonly Float64Array[] {
    return this.#series(cell).map(({ metric, labels, runs }) => {
      const stored = storedOf(runs, this.#end, this.grid.sampleMs);
      this.storage.add({ labels: [["__name__", metric], ...labels], ...stored });
      return stored.values;
    });
  }

  /** Writes a cell's values again after its settings have changed; which samples there are must not change. */
  refresh(cell: Cell): void {
    const arrays = this.#arrays.get(cell) ?? [];
    for (const [index, { runs }] of this.#series(cell).entries()) {
      const target = arrays[index];
      if (!target) continue;
      this.storage.meter?.spend(target.length);
      write(runs, target);
    }
  }
}

function write(runs: readonly Run[], target: Float64Array): void {
  let at = 0;
  for (const run of runs) {
    if (run.kind === "stale") target[at++] = Number.NaN;
    if (run.kind !== "ramp") continue;
    let value = run.start;
    for (let index = 0; index < run.count && at < target.length; index++) {
      target[at++] = value;
      value += run.step;
    }
  }
}
