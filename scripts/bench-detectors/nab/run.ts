import type { DetectorDefinition } from "../../../src/detector/detectors/detector.ts";
import type { LabelledSeries } from "./corpus.ts";
import type { ScoredSeries } from "./score.ts";

/** Runs a kind of detector with its defaults over one series, each sample scored before it is learnt. */
export function scored(definition: DetectorDefinition, series: LabelledSeries): ScoredSeries {
  const detector = definition.create({});
  const scores = series.values.map((value, index) => {
    const seconds = Number(series.seconds[index]);
    const verdict = detector.score(value, seconds);
    detector.learn(value, seconds);
    return verdict?.confidence_score ?? 0;
  });
  return { series, scores };
}
