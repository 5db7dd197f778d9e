import type { InputOf } from "../schema/index.ts";
import { kind as adaptiveZScore } from "./adaptive-z-score/parameters.ts";
import { kind as adwin } from "./adwin/parameters.ts";
import { kind as auto } from "./auto/parameters.ts";
import { kind as autoencoder } from "./autoencoder/parameters.ts";
import { kind as behaviourProfile } from "./behaviour-profile/parameters.ts";
import { kind as correlationChange } from "./correlation-change/parameters.ts";
import { kind as dbscan } from "./dbscan/parameters.ts";
import { kind as ddm } from "./ddm/parameters.ts";
import { kind as distributionDrift } from "./distribution-drift/parameters.ts";
import { kind as eddm } from "./eddm/parameters.ts";
import { kind as ensemble } from "./ensemble/parameters.ts";
import { kind as eventSequence } from "./event-sequence/parameters.ts";
import { kind as forecast } from "./forecast/parameters.ts";
import { kind as grubbs } from "./grubbs/parameters.ts";
import { kind as halfSpaceTrees } from "./half-space-trees/parameters.ts";
import { kind as hddm } from "./hddm/parameters.ts";
import { kind as iqr } from "./iqr/parameters.ts";
import { kind as isolationForest } from "./isolation-forest/parameters.ts";
import type { DetectorKind } from "./kind.ts";
import { kind as kswin } from "./kswin/parameters.ts";
import { kind as lstmForecaster } from "./lstm-forecaster/parameters.ts";
import { kind as matrixProfile } from "./matrix-profile/parameters.ts";
import { kind as modifiedZScore } from "./modified-z-score/parameters.ts";
import { kind as oneClassSvm } from "./one-class-svm/parameters.ts";
import { kind as pageHinkley } from "./page-hinkley/parameters.ts";
import { kind as randomCutForest } from "./random-cut-forest/parameters.ts";
import { kind as robustPca } from "./robust-pca/parameters.ts";
import { kind as sequenceRules } from "./sequence-rules/parameters.ts";
import { kind as variationalAutoencoder } from "./variational-autoencoder/parameters.ts";

const kinds = {
  "adaptive-z-score": adaptiveZScore,
  adwin: adwin,
  auto: auto,
  autoencoder: autoencoder,
  "behaviour-profile": behaviourProfile,
  "correlation-change": correlationChange,
  dbscan: dbscan,
  ddm: ddm,
  "distribution-drift": distributionDrift,
  eddm: eddm,
  ensemble: ensemble,
  "event-sequence": eventSequence,
  forecast: forecast,
  grubbs: grubbs,
  "half-space-trees": halfSpaceTrees,
  hddm: hddm,
  iqr: iqr,
  "isolation-forest": isolationForest,
  kswin: kswin,
  "lstm-forecaster": lstmForecaster,
  "matrix-profile": matrixProfile,
  "modified-z-score": modifiedZScore,
  "one-class-svm": oneClassSvm,
  "page-hinkley": pageHinkley,
  "random-cut-forest": randomCutForest,
  "robust-pca": robustPca,
  "sequence-rules": sequenceRules,
  "variational-autoencoder": variationalAutoencoder,
} as const;

/** The name of a kind of detector. */
export type DetectorName = keyof typeof kinds;

/** The parameters of a kind of detector as they may be given: all have defaults. */
export type DetectorInput<N extends DetectorName> = InputOf<(typeof kinds)[N]["parameters"]>;

/** Every kind of detector by its name, without the detectors: for those who only check and describe declarations. */
export const detectorKinds: Readonly<Record<DetectorName, DetectorKind>> = kinds;

/** The names of all kinds of detectors. */
export const detectorNames: readonly DetectorName[] = Object.keys(kinds).filter(isDetectorName);

/** The names of the kinds that can judge single series. */
export const seriesDetectorNames: readonly DetectorName[] = detectorNames.filter(
  (name) => detectorKinds[name].takes !== "events",
);

/** Whether a kind of detector has this name. */
export function isDetectorName(name: string): name is DetectorName {
  return Object.hasOwn(kinds, name);
}
