import { choice, number, object, refined, withDefault } from "../../schema/index.ts";
import { errorParameters, probability, probabilityAtSensitivity } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";

/** Parameters of the methods by Hoeffding's and McDiarmid's bounds. */
export const parameters = refined(
  object({
    ...errorParameters,
    /** Whether all values weigh alike (Hoeffding's bound, HDDM-A) or old ones fade (McDiarmid's, HDDM-W). */
    bound: withDefault(choice("hoeffding", "mcdiarmid"), "hoeffding"),
    /** Probability of a warning where nothing changed. */
    warningLevel: probability(0.005),
    /** Probability of a change where nothing changed. */
    level: probability(0.001),
    /** The weight of the newest value (bound "mcdiarmid"). */
    weight: withDefault(number({ minimum: 0.0001, maximum: 0.9999 }), 0.05),
  }),
  ({ level, warningLevel }) =>
    level <= warningLevel
      ? undefined
      : { path: "level", problem: "must not exceed warningLevel: a warning comes first" },
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "how far the rate of errors has moved from where it surely was",
  parameters,
  atSensitivity: (sensitivity) => ({
    warningLevel: probabilityAtSensitivity(0.005, sensitivity),
    level: probabilityAtSensitivity(0.001, sensitivity),
  }),
} satisfies DetectorKind;
