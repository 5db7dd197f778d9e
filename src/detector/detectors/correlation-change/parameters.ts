import { number, type OutputOf, object, refined, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";

const window = (fallback: number, minimum: number) =>
  withDefault(number({ integer: true, minimum, maximum: 10_000 }), fallback);

/** Parameters of the change of correlation. */
export const parameters = refined(
  object({
    ...rowParameters({ shingleSamples: 2 }),
    /** Over so many rows it is learnt how features go together. */
    windowSamples: window(256, 32),
    /** So many of the newest rows are held against that. */
    recentSamples: window(32, 8),
    /** By so many rows one feature may follow another. */
    longestLag: withDefault(number({ integer: true, minimum: 0, maximum: 60 }), 5),
  }),
  ({ recentSamples, windowSamples }) =>
    2 * recentSamples <= windowSamples
      ? undefined
      : { path: "recentSamples", problem: "must not exceed half of windowSamples: that is what they are held against" },
);

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "how far the correlation of two features has moved, in standard deviations of Fisher's z",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
