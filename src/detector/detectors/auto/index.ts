import { parse } from "../../schema/index.ts";
import type { DetectorDefinition } from "../detector.ts";
import { AutoDetector } from "./auto-detector.ts";
import { parameters } from "./parameters.ts";

/** Four planes, and in each two coordinates and two moments. */
const BYTES_A_PROTOTYPE = 4 * (2 * 8 + 2 * 4);
const OTHER_BYTES = 8192;

/** What is taken unless another is asked for: finds what is unlike all before, large beside the span and rare. */
export const definition: DetectorDefinition = {
  takes: "series",
  name: "auto",
  parameters,
  memoryBytes: (given) => OTHER_BYTES + BYTES_A_PROTOTYPE * parse(parameters, given).prototypes,
  create: (given, state) => new AutoDetector(parse(parameters, given), state),
};
