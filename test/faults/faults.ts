import type { Fault } from "./fault.ts";
import {
  impossibleQuantile,
  labelWrong,
  metricTypo,
  neverMatching,
  regexOfNothing,
  shortWindow,
  valueWrong,
  withoutBuckets,
  wrongUse,
} from "./operators/expressions.ts";
import { duplicated, outOfOrder, renamed } from "./operators/recordings.ts";
import {
  continueFlipped,
  matcherTypo,
  receiverWrong,
  severityUnknown,
  shadowed,
  tenantNotEqual,
  timesWrong,
  warningSilences,
} from "./operators/routing.ts";
import { matcherMissing, otherMatcher, panelOfNothing } from "./operators/tenants.ts";
import { fieldMisspelt, labelGone, runbookBroken } from "./operators/texts.ts";
import { budget, inverted, milliseconds, outsideRange, tooLong } from "./operators/thresholds.ts";

/** The classes of faults, in the order in which they are told. */
export const FAULTS: readonly Fault[] = [
  outsideRange,
  inverted,
  budget,
  tooLong,
  shortWindow,
  wrongUse,
  metricTypo,
  labelWrong,
  valueWrong,
  regexOfNothing,
  labelGone,
  neverMatching,
  withoutBuckets,
  impossibleQuantile,
  matcherMissing,
  otherMatcher,
  outOfOrder,
  duplicated,
  severityUnknown,
  matcherTypo,
  continueFlipped,
  shadowed,
  receiverWrong,
  warningSilences,
  tenantNotEqual,
  timesWrong,
  fieldMisspelt,
  runbookBroken,
  panelOfNothing,
  milliseconds,
  renamed,
];
