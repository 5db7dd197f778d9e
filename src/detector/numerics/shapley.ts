import type { Random } from "./random.ts";

/** Any score of a row of features. */
export type RowScore = (row: Float64Array) => number;

const MOST_EXACT_FEATURES = 12;

/**
 * What each feature adds to the score of a row beyond the mean score of the background rows: its Shapley value, where a
 * feature that is absent has its value in a background row (Lundberg and Lee 2017, "A unified approach to interpreting
 * model predictions"). The values add up to the difference. Exact, from all 2ⁿ·background scores; at most 12 features.
 */
export function shapleyValues(score: RowScore, row: Float64Array, background: readonly Float64Array[]): Float64Array {
  const features = row.length;
  if (features > MOST_EXACT_FEATURES) throw new RangeError(`${features} features are too many: sample instead`);
  const mixed = new Float64Array(features);
  const worth = Float64Array.from({ length: 2 ** features }, (_, present) => {
    let sum = 0;
    for (const absent of background) {
      for (let i = 0; i < features; i += 1) mixed[i] = Number(((present >> i) & 1) === 1 ? row[i] : absent[i]);
      sum += score(mixed);
    }
    return sum / background.length;
  });
  const weights = coalitionWeights(features);
  return Float64Array.from({ length: features }, (_, feature) => {
    let value = 0;
    for (let without = 0; without < worth.length; without += 1) {
      if (((without >> feature) & 1) === 1) continue;
      const added = Number(worth[without | (1 << feature)]) - Number(worth[without]);
      value += Number(weights[bitsOf(without)]) * added;
    }
    return value;
  });
}

/**
 * Shapley values by drawing orders in which the features of a background row become those of the row, each order once
 * forwards and once backwards (Mitchell et al. 2022, "Sampling permutations for Shapley value estimation"):
 * 2·`orders`·(features + 1) scores. They add up to the difference from the mean score of the background rows drawn.
 */
export function sampledShapleyValues(
  score: RowScore,
  row: Float64Array,
  background: readonly Float64Array[],
  { orders, random }: { readonly orders: number; readonly random: Random },
): Float64Array {
  const values = new Float64Array(row.length);
  const order = Array.from(row.keys());
  const mixed = new Float64Array(row.length);
  for (let drawn = 0; drawn < orders; drawn += 1) {
    const absent = background[random.below(background.length)] ?? row;
    shuffle(order, random);
    for (let pass = 0; pass < 2; pass += 1) {
      mixed.set(absent);
      let before = score(mixed);
      for (const feature of order) {
        mixed[feature] = Number(row[feature]);
        const after = score(mixed);
        values[feature] = Number(values[feature]) + (after - before) / (2 * orders);
        before = after;
      }
      order.reverse();
    }
  }
  return values;
}

/** The weight of a coalition by its size: size! (n − size − 1)! / n!. */
function coalitionWeights(features: number): Float64Array {
  const weights = new Float64Array(features);
  // 1 / (n·C(n − 1, size)), each from the one before.
  let weight = 1 / features;
  for (let size = 0; size < features; size += 1) {
    weights[size] = weight;
    weight *= (size + 1) / (features - 1 - size);
  }
  return weights;
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

/** A random order of all entries (Durstenfeld 1964). */
function shuffle(entries: number[], random: Random): void {
  for (let last = entries.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const held = Number(entries[last]);
    entries[last] = Number(entries[other]);
    entries[other] = held;
  }
}
