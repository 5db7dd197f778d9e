import { detectors, rowDetectors } from "../../src/detector/detectors/index.ts";
import { detectorKinds, isDetectorName } from "../../src/detector/detectors/kinds.ts";
import type { RowDetectorDefinition } from "../../src/detector/detectors/row-detector.ts";
import { Random } from "../../src/detector/numerics/random.ts";

const FEATURES = 8;

/** A detector at work on a stream of samples, which are called by their number. */
export interface AtWork {
  readonly score: (sample: number) => unknown;
  readonly learn: (sample: number) => void;
  readonly detector: object;
}

/** A kind of detector with samples for it. */
export interface Stream {
  readonly name: string;
  readonly takes: string;
  /** Memory that the kind states, in bytes. */
  readonly bytes: number;
  readonly begin: () => AtWork;
}

/** Each kind of detector with rows of eight features that follow each other, or with a wave and noise. */
export function streams(count: number): Stream[] {
  const random = new Random(1);
  const values = Array.from({ length: count }, (_, t) => 50 + 20 * Math.sin(t / 9) + random.normal());
  const ofSeries = detectors
    .filter(({ name }) => isDetectorName(name) && detectorKinds[name].takes === "series")
    .map((definition): Stream => {
      const begin = () => {
        const detector = definition.create({});
        return {
          detector,
          score: (sample: number) => detector.score(values[sample] ?? 0, sample),
          learn: (sample: number) => detector.learn(values[sample] ?? 0, sample),
        };
      };
      return { name: definition.name, takes: "a series", bytes: definition.memoryBytes({}), begin };
    });
  return [...rowDetectors.map((definition) => rowStream(definition, {}, count)), ...ofSeries];
}

/** A kind of detector of rows with rows of eight features that follow each other. */
export function rowStream(definition: RowDetectorDefinition, parameters: object, count: number): Stream {
  const random = new Random(1);
  const names = Array.from({ length: FEATURES }, (_, feature) => `feature ${feature}`);
  const rows = Array.from({ length: count }, (_, t) => {
    const wave = 50 + 20 * Math.sin(t / 9);
    return names.map((_name, feature) => wave * feature + random.normal());
  });
  const begin = () => {
    const detector = definition.create(parameters, names);
    return {
      detector,
      score: (sample: number) => detector.score(rows[sample] ?? [], sample),
      learn: (sample: number) => detector.learn(rows[sample] ?? [], sample),
    };
  };
  return {
    name: definition.name,
    takes: `${FEATURES} features`,
    bytes: definition.memoryBytes(parameters, FEATURES),
    begin,
  };
}
