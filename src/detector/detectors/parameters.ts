import { parameters as adaptiveZScore } from "./adaptive-z-score/parameters.ts";
import { parameters as grubbs } from "./grubbs/parameters.ts";
import { parameters as iqr } from "./iqr/parameters.ts";
import { parameters as modifiedZScore } from "./modified-z-score/parameters.ts";

/** The parameter schema of each kind of detector, without the detectors: for those who only check declarations. */
export const detectorParameters = {
  "adaptive-z-score": adaptiveZScore,
  grubbs,
  iqr,
  "modified-z-score": modifiedZScore,
} as const;

/** The name of a kind of detector. */
export type DetectorName = keyof typeof detectorParameters;
