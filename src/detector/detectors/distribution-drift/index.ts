import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { DistributionWatch } from "./distribution-watch.ts";
import { parameters } from "./parameters.ts";

/** Window after window beside a reference, the share of false alarms held over all of them. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "distribution-drift",
  parameters,
  wording: { level: "the mean", statistic: "−log10 of the probability that nothing differs" },
  watchBytes: ({ currentSamples, referenceSamples }) => 20 * (currentSamples + referenceSamples) + 2048,
  watch: (given, saved) => new DistributionWatch(given, saved),
});
