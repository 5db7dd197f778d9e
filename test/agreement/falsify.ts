import { prepare } from "../../src/promql/evaluate/evaluate.ts";
import type { Problem } from "../../src/promql/solve/problem.ts";
import { sliceOf } from "../../src/promql/solve/slice.ts";
import type { Random } from "../fuzz/random.ts";
import { numbersOf, randomStorage, timesOf } from "./random-series.ts";

/** Which of some random worlds makes a condition hold, if any does. */
export function firstThatFires(
  { alert, recordings, catalogue, evaluationMs }: Problem,
  random: Random,
  worlds: number,
): { readonly world: number; readonly timeMs: number } | undefined {
  const slice = sliceOf(alert.expr, recordings);
  const inlined = slice.inlined(alert.expr);
  const times = timesOf(slice.reaches);
  const selectors = slice.reaches.map(({ selector }) => selector);
  const numbers = numbersOf(inlined);
  for (let world = 0; world < worlds; world++) {
    const storage = randomStorage(random, selectors, catalogue, times, numbers);
    const query = prepare(inlined, storage, { defaultStep: evaluationMs });
    for (const share of [0.2, 0.5, 0.8, 0.9, 1]) {
      const timeMs = Math.floor((share * times.untilMs) / evaluationMs) * evaluationMs;
      const outcome = query.at(timeMs);
      if (outcome.kind === "vector" && outcome.labels.length > 0) return { world, timeMs };
    }
  }
  return undefined;
}
