import type { AlertInstance } from "../evaluate/alert-state.ts";
import { metricName } from "../evaluate/labels.ts";
import { RuleEngine } from "../evaluate/rules.ts";
import type { Storage } from "../evaluate/storage.ts";
import type { Grid } from "./grid.ts";
import type { InputSeries } from "./problem.ts";
import { type Stage, storageOf } from "./stage.ts";
import { samplesOf } from "./world.ts";

/** What an alert was at each evaluation. */
export interface Life {
  /** By evaluation: the first is at time 0. */
  readonly log: readonly (readonly Snapshot[])[];
  /** Why a rule couldn't be evaluated. */
  readonly failure: string | undefined;
  /** What was scraped and recorded in it. */
  readonly storage: Storage;
}

/** An alert instance at one evaluation. */
export interface Snapshot {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
  readonly value: number;
}

/** Told of each evaluation: ends the life, or gives other series for the time that is still to come. */
export type Director = (snapshots: readonly Snapshot[], timeMs: number) => "end" | readonly InputSeries[] | undefined;

/**
 * Lets an alert and what it depends on live through some series, sample by sample. `times`: when rules are evaluated,
 * where that isn't at every evaluation.
 */
export function live(
  stage: Stage,
  series: readonly InputSeries[],
  untilMs: number,
  closedRanges: boolean,
  director: Director = () => undefined,
  times: Iterable<number> = everyEvaluation(stage.grid, untilMs),
): Life {
  const { problem, slice, grid } = stage;
  const storage = storageOf(stage);
  const feed = new Feed(series, storage, grid, untilMs);
  const rules = [...slice.recordings, problem.alert];
  const engine = new RuleEngine(rules, storage, { defaultStep: grid.evaluationMs, closedRanges });
  const log: (readonly Snapshot[])[] = [];
  for (const timeMs of times) {
    feed.upTo(timeMs);
    engine.step(timeMs);
    if (engine.failures[0]) return { log, storage, failure: engine.failures[0].reason };
    const snapshots = engine.active(problem.alert).map(snapshotOf);
    log[Math.round(timeMs / grid.evaluationMs)] = snapshots;
    const direction = director(snapshots, timeMs);
    if (direction === "end") break;
    if (direction) feed.replace(direction);
  }
  return { log, storage, failure: undefined };
}

function* everyEvaluation({ evaluationMs }: Grid, untilMs: number): Generator<number> {
  for (let timeMs = 0; timeMs <= untilMs; timeMs += evaluationMs) yield timeMs;
}

function snapshotOf({ labels, state, value }: AlertInstance): Snapshot {
  return { labels: Object.fromEntries(labels.entries().filter(([name]) => name !== metricName)), state, value };
}

/** Appends samples to a storage as time goes on, as promtool does. */
class Feed {
  readonly #storage: Storage;
  readonly #sampleMs: number;
  readonly #end: number;
  #lines: readonly Line[];
  #next = 0;

  constructor(series: readonly InputSeries[], storage: Storage, { sampleMs }: Grid, untilMs: number) {
    this.#storage = storage;
    this.#sampleMs = sampleMs;
    this.#end = Math.floor(untilMs / sampleMs) + 1;
    this.#lines = this.#expanded(series);
  }

  #expanded(series: readonly InputSeries[]): readonly Line[] {
    return series.map(({ metric, labels, runs }) => {
      const { values, stale } = samplesOf(runs, this.#end);
      return { labels: this.#storage.pool.of([["__name__", metric], ...labels]), values, stale: new Set(stale) };
    });
  }

  replace(series: readonly InputSeries[]): void {
    this.#lines = this.#expanded(series);
  }

  upTo(timeMs: number): void {
    const last = Math.min(this.#end - 1, Math.floor(timeMs / this.#sampleMs));
    for (const { labels, values, stale } of this.#lines) {
      for (let sample = this.#next; sample <= last; sample++) {
        const value = Number(values[sample]);
        if (stale.has(sample)) this.#storage.append(labels, sample * this.#sampleMs, Number.NaN, true);
        else if (!Number.isNaN(value)) this.#storage.append(labels, sample * this.#sampleMs, value);
      }
    }
    this.#next = last + 1;
  }
}

interface Line {
  readonly labels: ReturnType<Storage["pool"]["of"]>;
  readonly values: Float64Array;
  readonly stale: ReadonlySet<number>;
}
