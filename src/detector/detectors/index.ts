import { definition as adaptiveZScore } from "./adaptive-z-score/index.ts";
import type { DetectorDefinition } from "./detector.ts";
import { definition as grubbs } from "./grubbs/index.ts";
import { definition as iqr } from "./iqr/index.ts";
import { definition as lstmForecaster } from "./lstm-forecaster/index.ts";
import { definition as modifiedZScore } from "./modified-z-score/index.ts";

/** Every kind of detector; its name is its folder's. */
export const detectors: readonly DetectorDefinition[] = [adaptiveZScore, grubbs, iqr, lstmForecaster, modifiedZScore];
