import { parse } from "../../schema/index.ts";
import { definition as adaptiveZScore } from "../adaptive-z-score/index.ts";
import { definition as auto } from "../auto/index.ts";
import type { DetectorDefinition } from "../detector.ts";
import { definition as grubbs } from "../grubbs/index.ts";
import { definition as iqr } from "../iqr/index.ts";
import { definition as modifiedZScore } from "../modified-z-score/index.ts";
import { EnsembleDetector } from "./ensemble-detector.ts";
import { memberNames, parameters, parametersOf } from "./parameters.ts";

const definitions = {
  "adaptive-z-score": adaptiveZScore,
  auto,
  grubbs,
  iqr,
  "modified-z-score": modifiedZScore,
} as const;

/** Records and remembered cases. */
const OTHER_BYTES = 8192;

/** Several detectors of a series that decide together. */
export const definition: DetectorDefinition = {
  takes: "series",
  name: "ensemble",
  parameters,
  memoryBytes(given) {
    const read = parse(parameters, given);
    const taking = memberNames.filter((name) => read.members[name].weight > 0);
    return taking.reduce((sum, name) => sum + definitions[name].memoryBytes(parametersOf(read, name)), OTHER_BYTES);
  },
  create(given, state) {
    const read = parse(parameters, given);
    return new EnsembleDetector(
      read,
      (name, saved) => definitions[name].create(parametersOf(read, name), saved),
      state,
    );
  },
};
