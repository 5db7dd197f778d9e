import { conceptDrift } from "./concept-drift.ts";
import { correlations } from "./correlations.ts";
import { distances } from "./distances.ts";
import { forecasting } from "./forecast.ts";
import { outliers } from "./outliers.ts";
import type { ParityPart } from "./part.ts";
import { shapley } from "./shapley.ts";
import { specialFunctions } from "./special-functions.ts";
import { spectra } from "./spectra.ts";
import { trees } from "./trees.ts";
import { twoSamples } from "./two-samples.ts";

/** All parts, in the order of the table. */
export const parts: readonly ParityPart[] = [
  specialFunctions,
  spectra,
  twoSamples,
  distances,
  correlations,
  outliers,
  conceptDrift,
  forecasting,
  shapley,
  trees,
];
