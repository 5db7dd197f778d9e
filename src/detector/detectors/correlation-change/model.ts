import { list, number, object, parse } from "../../schema/index.ts";
import { tally } from "../change-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";
import { correlate, deviationOf, distance, type Relation, relate } from "./relation.ts";
import { RowHistory } from "./row-history.ts";

const unit = object({ centre: number(), deviation: number({ above: 0, maximum: Number.MAX_VALUE }) });

const stateOf = (features: number, { longestLag, ...given }: Parameters) => {
  const index = number({ integer: true, minimum: 0, maximum: Math.max(0, features - 1) });
  const relation = object({
    first: index,
    second: index,
    lag: number({ integer: true, minimum: -longestLag, maximum: longestLag }),
    correlation: number({ minimum: -1, maximum: 1 }),
    rows: number({ integer: true, minimum: 0, maximum: given.windowSamples }),
    firstUnit: unit,
    secondUnit: unit,
  });
  return object({
    count: tally,
    rows: list(number(), { most: features * capacityOf({ longestLag, ...given }) }),
    relations: list(relation, { most: pairsOf(features).length }),
  });
};

/** How each two features go together, learnt from a window, a pair at a time; the newest rows are held against it. */
export class CorrelationModel implements RowModel {
  readonly #parameters: Parameters;
  readonly #pairs: readonly (readonly [number, number])[];
  readonly #history: RowHistory;
  readonly #relations: Relation[];
  #count: number;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const state = saved === undefined ? undefined : parse(stateOf(features, parameters), saved);
    this.#parameters = parameters;
    this.#pairs = pairsOf(features);
    this.#history = new RowHistory(features, capacityOf(parameters), state?.rows);
    this.#relations = [...(state?.relations ?? [])];
    this.#count = state?.count ?? 0;
  }

  get count(): number {
    return this.#count;
  }

  score(row: Row): number {
    this.#history.offer(row);
    let most = 0;
    for (const relation of this.#relations) most = Math.max(most, this.#distance(relation));
    return most;
  }

  explain(row: Row, { expected, weights }: Explanation): void {
    this.#history.offer(row);
    weights.fill(0);
    expected.set(row);
    const strongest = new Float64Array(row.length).fill(-1);
    for (const relation of this.#relations) {
      const { first, second } = relation;
      const weight = this.#distance(relation) ** 2;
      weights[first] = Number(weights[first]) + weight;
      weights[second] = Number(weights[second]) + weight;
      const strength = Math.abs(relation.correlation);
      for (const feature of [first, second]) {
        if (strength <= Number(strongest[feature])) continue;
        strongest[feature] = strength;
        expected[feature] = this.#expected(relation, feature);
      }
    }
  }

  learn(row: Row): void {
    this.#history.push(row);
    const { longestLag, recentSamples, windowSamples } = this.#parameters;
    const rows = Math.min(windowSamples, this.#history.count - recentSamples - longestLag);
    const turn = this.#count % Math.max(recentSamples, this.#pairs.length);
    const pair = this.#pairs[turn];
    if (pair !== undefined && rows >= recentSamples + longestLag && turn <= this.#relations.length) {
      this.#relations[turn] = relate(this.#history, pair, { from: recentSamples, rows }, this.#parameters);
    }
    this.#count += 1;
  }

  toJSON(): object {
    return { count: this.#count, rows: this.#history.toJSON(), relations: this.#relations };
  }

  #distance(relation: Relation): number {
    const { recentSamples } = this.#parameters;
    const correlation = correlate(this.#history, relation, { from: -1, rows: recentSamples });
    return distance(relation, correlation, recentSamples);
  }

  /** What a feature's newest value would be by its partner; its median where it goes before the partner. */
  #expected({ correlation, first, firstUnit, lag, second, secondUnit }: Relation, feature: number): number {
    const [own, other, partner, behind] =
      feature === first ? [firstUnit, secondUnit, second, -lag] : [secondUnit, firstUnit, first, lag];
    if (behind < 0) return own.centre;
    return own.centre + correlation * own.deviation * deviationOf(this.#history.at(behind - 1, partner), other);
  }
}

/** All pairs of features. */
function pairsOf(features: number): (readonly [number, number])[] {
  const indices = Array.from({ length: features }, (_, index) => index);
  return indices.flatMap((first) => indices.slice(first + 1).map((second) => [first, second] as const));
}

function capacityOf({ longestLag, recentSamples, windowSamples }: Parameters): number {
  return windowSamples + recentSamples + longestLag;
}
