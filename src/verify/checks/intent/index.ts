import type { Check } from "../check.ts";
import { alertLabels } from "./alert-labels.ts";
import { directions } from "./directions.ts";
import { meanBuckets } from "./mean-buckets.ts";
import { percentSlips } from "./percent-slips.ts";
import { placeholders } from "./placeholders.ts";
import { recordedWindows } from "./recorded-windows.ts";
import { statedBoundsAgree } from "./stated-bounds.ts";
import { tiers } from "./tiers.ts";
import { waits } from "./waits.ts";

/** Checks of an expression against what else its author said: texts, names, other tiers, how long to wait. */
export const INTENT_CHECKS: readonly Check[] = [
  statedBoundsAgree,
  directions,
  tiers,
  waits,
  percentSlips,
  meanBuckets,
  alertLabels,
  placeholders,
  recordedWindows,
];
