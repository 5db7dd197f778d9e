import type { AlertRule } from "../evaluate/alert-state.ts";
import { prepare } from "../evaluate/evaluate.ts";
import type { Labels } from "../evaluate/labels.ts";
import { type RecordingRule, RuleEngine } from "../evaluate/rules.ts";
import type { SeriesInput, Storage } from "../evaluate/storage.ts";
import type { InputSeries } from "./problem.ts";
import { type Stage, storageOf } from "./stage.ts";
import { storedOf } from "./world.ts";

/** An alert and the recordings that it needs, perhaps with a change in them. */
export interface Rules {
  readonly alert: Pick<AlertRule, "expr">;
  readonly recordings: readonly RecordingRule[];
}

/** What a condition is at the moment: its series with their values, or why it can't be evaluated. */
export interface Answer {
  readonly failure?: string;
  readonly values: ReadonlyMap<string, number>;
}

const NOTHING: readonly InputSeries[] = [];

// What is put beside one case is put beside all.
const storedBefore = new WeakMap<Stage, WeakMap<InputSeries, SeriesInput>>();

/** Asks for a condition's result at the moment again and again, with other rules and other series beside. */
export class Probe {
  readonly #stage: Stage;
  readonly #known: WeakMap<InputSeries, SeriesInput>;
  #last: Ran | undefined;
  readonly #scraped: Storage;
  readonly #times: readonly number[];

  constructor(stage: Stage, series: readonly InputSeries[]) {
    this.#stage = stage;
    this.#known = storedBefore.get(stage) ?? new WeakMap();
    storedBefore.set(stage, this.#known);
    this.#scraped = storageOf(
      stage,
      series.map((one) => this.#input(one)),
    );
    this.#times = evaluationTimes(stage);
  }

  /** The result of the condition. */
  ask(rules: Rules, beside: readonly InputSeries[] = NOTHING): Answer {
    const { storage, failure } = this.#run(rules, beside);
    if (failure !== undefined) return { failure, values: new Map() };
    const outcome = prepare(rules.alert.expr, storage, this.#stage.options).at(this.#stage.grid.momentMs);
    if (outcome.kind === "failed") return { failure: outcome.reason, values: new Map() };
    if (outcome.kind !== "vector") return { values: new Map([["", 1]]) };
    return {
      values: new Map(outcome.labels.map((labels, index) => [this.#named(labels), Number(outcome.values[index])])),
    };
  }

  // As the alert's own labels leave it.
  #named(labels: Labels): string {
    const own = this.#stage.problem.alert.labels ?? {};
    return JSON.stringify(labels.entries().filter(([name]) => name !== "__name__" && !(name in own)));
  }

  /** A recorded series that a selector finds, with its value. */
  recorded(rules: Rules, metric: string): { readonly labels: Labels; readonly value: number } | undefined {
    const [series] = this.#run(rules, NOTHING).storage.select({ metric, matchers: [] });
    return series && { labels: series.labels, value: Number(series.values[series.length - 1]) };
  }

  #input(series: InputSeries): SeriesInput {
    const input = this.#known.get(series) ?? inputOf(series, this.#stage);
    this.#known.set(series, input);
    return input;
  }

  // A change of the alert alone leaves what is recorded as it was.
  #run({ recordings }: Rules, beside: readonly InputSeries[]): Ran {
    const last = this.#last;
    if (last && last.recordings === recordings && last.beside === beside) return last;
    const others = beside.map((one) => this.#input(one));
    const storage = storageOf(this.#stage, others, this.#scraped);
    const engine = new RuleEngine(recordings, storage, this.#stage.options);
    if (recordings.length > 0) for (const timeMs of this.#times) engine.step(timeMs);
    this.#last = { recordings, beside, storage, failure: engine.failures[0]?.reason };
    return this.#last;
  }
}

/** Series with what was recorded from them. */
interface Ran {
  readonly recordings: readonly RecordingRule[];
  readonly beside: readonly InputSeries[];
  readonly storage: Storage;
  readonly failure: string | undefined;
}

function inputOf({ metric, labels, runs }: InputSeries, { grid, pool }: Stage): SeriesInput {
  const end = Math.round(grid.momentMs / grid.sampleMs) + 1;
  return { labels: pool.of([["__name__", metric], ...labels]), ...storedOf(runs, end, grid.sampleMs) };
}

/** When rules must be evaluated for what is at the moment: then, and before where offsets and ranges look back at recordings. */
export function evaluationTimes({ slice, grid }: Stage): readonly number[] {
  const times = new Set([grid.momentMs]);
  for (let depth = 0; depth < 3; depth++) {
    for (const time of [...times]) {
      for (const { offset = 0, range } of slice.recorded) {
        times.add(time - offset);
        if (range === undefined) continue;
        for (let back = 0; back < range; back += grid.evaluationMs) times.add(time - offset - back);
      }
    }
  }
  return [...times].filter((time) => time >= 0).sort((a, b) => a - b);
}
