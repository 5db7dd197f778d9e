import { anomalySeries } from "../../../program/passes/detectors.ts";
import type { Alert, Program } from "../../../program/program.ts";
import { selectors } from "../../../promql/syntax/walk.ts";
import type { SeriesCatalogue } from "../../../promql/types/catalogue.ts";

/**
 * The series that an alert's test may invent. What the sidecar says of a detector has the labels of what that detector
 * watches, which differ from one detector to the next: only here is it known which one it is.
 */
export function seriesFor({ meaning }: Alert, { series, detectors, sidecar }: Program): SeriesCatalogue {
  const detector = meaning.kind === "detector" ? detectors.find(({ name }) => name === meaning.detector) : undefined;
  const anomaly = series.get(anomalySeries(sidecar));
  if (detector === undefined || anomaly === undefined) return series;
  const read = selectors(detector.watch).flatMap(({ metric = "" }) => series.get(metric)?.labels ?? []);
  const watched = detector.labels.map((label) => {
    const values = read.find((labels) => labels.has(label))?.get(label);
    return [label, values] as const;
  });
  return new Map([...series, [anomaly.name, { ...anomaly, labels: new Map([...watched, ...anomaly.labels]) }]]);
}
