import { object, refined } from "../../schema/index.ts";
import { errorParameters } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";
import { positive } from "../shared-parameters.ts";

/** Parameters of the drift detection method. */
export const parameters = refined(
  object({
    ...errorParameters,
    /** Standard errors above the best rate that are a warning. */
    warningThreshold: positive(2),
    /** Standard errors above the best rate that are a change. */
    threshold: positive(3),
  }),
  ({ threshold, warningThreshold }) =>
    warningThreshold <= threshold
      ? undefined
      : { path: "warningThreshold", problem: "must not exceed threshold: a warning comes first" },
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "how far the rate of errors is above its best, in standard errors",
  parameters,
  atSensitivity: (sensitivity) => ({
    warningThreshold: Math.max(1e-6, Math.min(1e6, 2 / sensitivity)),
    threshold: Math.max(1e-6, Math.min(1e6, 3 / sensitivity)),
  }),
} satisfies DetectorKind;
