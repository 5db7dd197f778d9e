import { number, object, refined, withDefault } from "../../schema/index.ts";
import { errorParameters } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of the early drift detection method. */
export const parameters = refined(
  object({
    ...errorParameters,
    /** How many errors come before the first answer. */
    warmUpErrors: samples(30, 2),
    /** The share of the longest distance between errors below which there is a warning. */
    warningShare: withDefault(number({ above: 0, maximum: 0.9999999 }), 0.95),
    /** The share of the longest distance between errors below which there is a change. */
    share: withDefault(number({ above: 0, maximum: 0.9999999 }), 0.9),
  }),
  ({ share, warningShare }) =>
    share <= warningShare
      ? undefined
      : { path: "share", problem: "must not exceed warningShare: a warning comes first" },
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "how much closer errors come to each other than at their best",
  parameters,
  atSensitivity: (sensitivity) => ({
    warningShare: Math.max(1e-6, 1 - Math.max(1e-6, 0.05 / sensitivity)),
    share: Math.max(1e-6, 1 - Math.max(1e-6, 0.1 / sensitivity)),
  }),
} satisfies DetectorKind;
