import { Kswin } from "../../numerics/concept-drift/kswin.ts";
import { list, nullable, number, object, parse } from "../../schema/index.ts";
import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { parameters } from "./parameters.ts";

const stateOf = (windowSamples: number) =>
  object({
    values: list(number(), { most: windowSamples }),
    random: object({
      state: number({ integer: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }),
      spare: nullable(number()),
    }),
    statistic: number({ minimum: 0, maximum: 1000 }),
  });

/** The newest values of a window beside its older ones. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "kswin",
  parameters,
  wording: { level: "the mean", statistic: "Kolmogorov and Smirnov's −log10 p" },
  watchBytes: ({ windowSamples }) => 24 * windowSamples + 512,
  watch: (given, saved) =>
    new Kswin(given, saved === undefined ? undefined : parse(stateOf(given.windowSamples), saved)),
});
