import { definition as adaptiveZScore } from "./adaptive-z-score/index.ts";
import { definition as adwin } from "./adwin/index.ts";
import { type AnyDefinition, ofSeries } from "./any-definition.ts";
import { definition as auto } from "./auto/index.ts";
import { definition as autoencoder } from "./autoencoder/index.ts";
import { definition as behaviourProfile } from "./behaviour-profile/index.ts";
import { definition as correlationChange } from "./correlation-change/index.ts";
import { definition as dbscan } from "./dbscan/index.ts";
import { definition as ddm } from "./ddm/index.ts";
import type { DetectorDefinition } from "./detector.ts";
import { definition as distributionDrift } from "./distribution-drift/index.ts";
import { definition as eddm } from "./eddm/index.ts";
import { definition as ensemble } from "./ensemble/index.ts";
import type { EventDetectorDefinition } from "./event-detector.ts";
import { definition as eventSequence } from "./event-sequence/index.ts";
import { definition as forecast } from "./forecast/index.ts";
import { definition as grubbs } from "./grubbs/index.ts";
import { definition as halfSpaceTrees } from "./half-space-trees/index.ts";
import { definition as hddm } from "./hddm/index.ts";
import { definition as iqr } from "./iqr/index.ts";
import { definition as isolationForest } from "./isolation-forest/index.ts";
import { definition as kswin } from "./kswin/index.ts";
import { definition as lstmForecaster } from "./lstm-forecaster/index.ts";
import { definition as matrixProfile } from "./matrix-profile/index.ts";
import { definition as modifiedZScore } from "./modified-z-score/index.ts";
import { definition as oneClassSvm } from "./one-class-svm/index.ts";
import { definition as pageHinkley } from "./page-hinkley/index.ts";
import { definition as randomCutForest } from "./random-cut-forest/index.ts";
import { definition as robustPca } from "./robust-pca/index.ts";
import type { RowDetectorDefinition } from "./row-detector.ts";
import { definition as sequenceRules } from "./sequence-rules/index.ts";
import { definition as variationalAutoencoder } from "./variational-autoencoder/index.ts";

/** Every kind of detector of how features go together; its name is its folder's. */
export const relationDetectors: readonly RowDetectorDefinition[] = [correlationChange];

/** Every kind of detector of rows; its name is its folder's. */
export const rowDetectors: readonly RowDetectorDefinition[] = [
  autoencoder,
  dbscan,
  halfSpaceTrees,
  isolationForest,
  oneClassSvm,
  randomCutForest,
  robustPca,
  variationalAutoencoder,
  ...relationDetectors,
];

/** Every kind of detector of events; its name is its folder's. */
export const eventDetectors: readonly EventDetectorDefinition[] = [behaviourProfile, eventSequence, sequenceRules];

/** Every kind of detector of changes of a series' level; its name is its folder's. */
export const changeDetectors: readonly DetectorDefinition[] = [
  adwin,
  ddm,
  distributionDrift,
  eddm,
  hddm,
  kswin,
  pageHinkley,
];

/** Every kind of detector of shapes of a series; its name is its folder's. */
export const shapeDetectors: readonly DetectorDefinition[] = [matrixProfile];

/** Every other kind of detector of single series; its name is its folder's. */
const valueDetectors: readonly DetectorDefinition[] = [
  adaptiveZScore,
  auto,
  ensemble,
  forecast,
  grubbs,
  iqr,
  lstmForecaster,
  modifiedZScore,
];

/** Every kind of detector. */
export const allDetectors: readonly AnyDefinition[] = [
  ...valueDetectors,
  ...changeDetectors,
  ...shapeDetectors,
  ...rowDetectors,
  ...eventDetectors,
];

/** Every kind of detector that can judge single series. */
export const detectors: readonly DetectorDefinition[] = ofSeries(allDetectors);
