import { anything, choice, list, nullable, number, object, parse, record } from "../schema/index.ts";
import type { Detector, DetectorDefinition, Verdict } from "./detector.ts";
import type { RowDetector, RowDetectorDefinition } from "./row-detector.ts";
import { isOnSide } from "./row-verdict.ts";
import { isUsable } from "./series-detector.ts";

const shared = object(
  { direction: choice("above", "below", "both"), forgetAfterSeconds: number(), shingleSamples: number() },
  "ignored",
);

type Shared = ReturnType<typeof sharedOf>;

const savedState = (shingleSamples: number) =>
  object({
    rows: anything,
    values: list(number(), { most: shingleSamples - 1 }),
    lastSeconds: nullable(number()),
  });

const NEWEST = "the series";
const BYTES_OF_SHINGLES = 1024;
const BYTES_A_VALUE = 64;

/** A kind of detector of rows, for single series: a row is the last values, and the verdict is on the newest of them. */
export function seriesOfRows(definition: RowDetectorDefinition): DetectorDefinition {
  return {
    takes: "series",
    name: definition.name,
    parameters: definition.parameters,
    memoryBytes(given) {
      const { shingleSamples } = sharedOf(definition, given);
      return definition.memoryBytes(given, shingleSamples) + BYTES_OF_SHINGLES + BYTES_A_VALUE * shingleSamples;
    },
    create(given, state) {
      const parameters = sharedOf(definition, given);
      const saved = state === undefined ? undefined : parse(savedState(parameters.shingleSamples), state);
      const bothSides = { ...parse(record(anything), given ?? {}), direction: "both" };
      const rows = definition.create(bothSides, featuresOf(parameters.shingleSamples), saved?.rows);
      return new ShingledDetector(rows, parameters, saved);
    },
  };
}

function sharedOf(definition: RowDetectorDefinition, given: unknown) {
  return parse(shared, parse(definition.parameters, given));
}

function featuresOf(shingleSamples: number): string[] {
  return Array.from({ length: shingleSamples }, (_, index) => {
    const age = shingleSamples - 1 - index;
    return age === 0 ? NEWEST : `the series ${age} ${age === 1 ? "sample" : "samples"} before`;
  });
}

class ShingledDetector implements Detector {
  readonly #rows: RowDetector;
  readonly #parameters: Shared;
  #values: readonly number[];
  #lastSeconds: number | null;

  constructor(
    rows: RowDetector,
    parameters: Shared,
    saved?: { readonly values: readonly number[]; readonly lastSeconds: number | null },
  ) {
    this.#rows = rows;
    this.#parameters = parameters;
    this.#values = saved?.values ?? [];
    this.#lastSeconds = saved?.lastSeconds ?? null;
  }

  score(value: number, timestampSeconds: number): Verdict | undefined {
    if (this.#values.length < this.#parameters.shingleSamples - 1) return undefined;
    const verdict = this.#rows.score([...this.#values, value], timestampSeconds);
    return verdict === undefined ? undefined : this.#ofNewest(verdict, value);
  }

  learn(value: number, timestampSeconds: number): void {
    if (!isUsable(value) || !Number.isFinite(timestampSeconds)) return;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return;
    if (this.#isForgotten(timestampSeconds)) this.#values = [];
    const row = [...this.#values, value + 0];
    this.#lastSeconds = timestampSeconds;
    if (row.length < this.#parameters.shingleSamples) this.#values = row;
    else {
      this.#rows.learn(row, timestampSeconds);
      this.#values = row.slice(1);
    }
  }

  toJSON(): object {
    return { rows: this.#rows.toJSON(), values: this.#values, lastSeconds: this.#lastSeconds };
  }

  #isForgotten(timestampSeconds: number): boolean {
    return this.#lastSeconds !== null && timestampSeconds - this.#lastSeconds > this.#parameters.forgetAfterSeconds;
  }

  #ofNewest({ contributions = [], ...verdict }: Verdict, value: number): Verdict {
    const expected = contributions.find(({ feature }) => feature === NEWEST)?.expected ?? verdict.expected;
    const ofNewest = { ...verdict, expected, seen: value };
    const { direction } = this.#parameters;
    if (isOnSide(value - expected, direction)) return ofNewest;
    const texts = { reason: "within the threshold on the side that counts", recommendation: "Nothing to do." };
    return { ...ofNewest, ...texts, is_anomaly: false, confidence_score: 0, score: 0 };
  }
}
