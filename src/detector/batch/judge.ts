import type { AnyDefinition } from "../detectors/any-definition.ts";
import type { Contribution, Detector, DetectorDefinition, Verdict } from "../detectors/detector.ts";
import type { EventDetectorDefinition } from "../detectors/event-detector.ts";
import type { RowDetectorDefinition } from "../detectors/row-detector.ts";
import type { Form, Item, Row, Said } from "./form.ts";

/** Judges items one after the other, and learns each after it was judged. */
export type Judge = (item: Item) => Said | undefined;

/** A detector and the parameters it was given. */
export interface Chosen {
  readonly definition: AnyDefinition;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A judge for the items of a form, or why this detector can't judge them. Throws a SchemaError on wrong parameters. */
export function judgeFor({ definition, parameters }: Chosen, { features }: Form): Judge | string {
  if (definition.takes === "events") {
    if (features !== undefined) return `${definition.name} judges events, and the input holds values`;
    return judgeOfEvents(definition, parameters);
  }
  if (features === undefined) return `${definition.name} judges values, and the input holds events`;
  return onRows(judgeOfRows(definition, parameters, features));
}

type RowJudge = (row: Row) => Verdict | undefined;

function onRows(judge: RowJudge): Judge {
  return ({ row }) => (row === undefined ? undefined : judge(row));
}

function judgeOfEvents(definition: EventDetectorDefinition, parameters: unknown): Judge {
  const detector = definition.create(parameters);
  return ({ event }) => {
    if (event === undefined) return undefined;
    const verdict = detector.score(event);
    detector.learn(event);
    return verdict;
  };
}

function judgeOfRows(
  definition: DetectorDefinition | RowDetectorDefinition,
  parameters: unknown,
  features: readonly string[],
): RowJudge {
  if (definition.takes === "series") return judgeOfColumns(definition, parameters, features);
  if (features.length === 1) return judgeOfColumns(definition.asSeries(), parameters, features);
  const detector = definition.create(parameters, features);
  return ({ timestampSeconds, values }) => {
    const verdict = detector.score(values, timestampSeconds);
    detector.learn(values, timestampSeconds);
    return verdict;
  };
}

/** Each feature is a series with a detector of its own; the most confident speaks for the row. */
function judgeOfColumns(definition: DetectorDefinition, parameters: unknown, features: readonly string[]): RowJudge {
  const detectors = features.map((feature) => ({ feature, detector: definition.create(parameters) }));
  return ({ timestampSeconds, values }) => {
    const said = detectors.flatMap(({ feature, detector }, column) => {
      const verdict = judged(detector, values[column] ?? Number.NaN, timestampSeconds);
      return verdict === undefined ? [] : [{ feature, verdict }];
    });
    return spokenFor(said);
  };
}

function judged(detector: Detector, value: number, timestampSeconds: number): Verdict | undefined {
  const verdict = detector.score(value, timestampSeconds);
  detector.learn(value, timestampSeconds);
  return verdict;
}

interface OfFeature {
  readonly feature: string;
  readonly verdict: Verdict;
}

function spokenFor(said: readonly OfFeature[]): Verdict | undefined {
  const [leading, ...others] = said.toSorted(
    (left, right) => right.verdict.confidence_score - left.verdict.confidence_score,
  );
  if (leading === undefined || others.length === 0) return leading?.verdict;
  const total = said.reduce((sum, { verdict }) => sum + verdict.confidence_score, 0);
  const contributions: readonly Contribution[] = [leading, ...others].map(({ feature, verdict }) => {
    const { confidence_score, expected, seen } = verdict;
    return { feature, seen, expected, share: total === 0 ? 1 / said.length : confidence_score / total };
  });
  return { ...leading.verdict, contributions, reason: `${leading.feature}: ${leading.verdict.reason}` };
}
