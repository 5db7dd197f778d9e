import { object, refined } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { positive, samples, seasonParameters, sharedParameters, warmUpMistake } from "../shared-parameters.ts";

/** Parameters of the modified z-score. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...seasonParameters,
    windowSamples: samples(240, 5),
    /** Modified z-score beyond which a value is an anomaly; 3.5 is Iglewicz and Hoaglin's advice. */
    threshold: positive(3.5),
    warmUpSamples: samples(30, 3),
  }),
  warmUpMistake,
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the distance from the median, in median absolute deviations",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: 3.5 / sensitivity }),
} satisfies DetectorKind;
