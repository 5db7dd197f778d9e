import {
  anything,
  check,
  choice,
  type Mistake,
  number,
  type OutputOf,
  object,
  record,
  refined,
  withDefault,
} from "../../schema/index.ts";
import { kind as adaptiveZScore } from "../adaptive-z-score/parameters.ts";
import { kind as auto } from "../auto/parameters.ts";
import { kind as grubbs } from "../grubbs/parameters.ts";
import { kind as iqr } from "../iqr/parameters.ts";
import type { DetectorKind } from "../kind.ts";
import { kind as modifiedZScore } from "../modified-z-score/parameters.ts";
import { samples } from "../shared-parameters.ts";

/** The kinds that can be members. */
export type MemberName = "adaptive-z-score" | "auto" | "grubbs" | "iqr" | "modified-z-score";

const kinds: Readonly<Record<MemberName, DetectorKind>> = {
  "adaptive-z-score": adaptiveZScore,
  auto,
  grubbs,
  iqr,
  "modified-z-score": modifiedZScore,
};

/** The names of the kinds that can be members. */
export const memberNames: readonly MemberName[] = ["adaptive-z-score", "auto", "grubbs", "iqr", "modified-z-score"];

/** A member: its weight before its record counts, 0 where it takes no part, and its own parameters. */
const member = (weight: number) =>
  withDefault(
    object({
      weight: withDefault(number({ minimum: 0, maximum: 1000 }), weight),
      parameters: withDefault(record(anything), {}),
    }),
    { weight, parameters: {} },
  );

const members = object({
  "adaptive-z-score": member(1),
  auto: member(1),
  grubbs: member(0),
  iqr: member(0),
  "modified-z-score": member(1),
});

const shape = object({
  direction: withDefault(choice("above", "below", "both"), "both"),
  forgetAfterSeconds: withDefault(number({ above: 0, maximum: 1e9 }), 86_400),
  members: withDefault(members, {
    "adaptive-z-score": { weight: 1, parameters: {} },
    auto: { weight: 1, parameters: {} },
    grubbs: { weight: 0, parameters: {} },
    iqr: { weight: 0, parameters: {} },
    "modified-z-score": { weight: 1, parameters: {} },
  }),
  /** The consensus, 0..1, above which a value is an anomaly: at ¾, two of three equals don't carry it alone. */
  threshold: withDefault(number({ minimum: 0.01, maximum: 0.99 }), 0.75),
  warmUpSamples: samples(30, 3),
});

/** Parameters of the ensemble. */
export const parameters = refined(shape, mistakeOf);

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** The parameters of a member: the ensemble's, and its own above them. */
export function parametersOf(given: Parameters, name: MemberName): object {
  const { direction, forgetAfterSeconds, warmUpSamples } = given;
  return { direction, forgetAfterSeconds, warmUpSamples, ...given.members[name].parameters };
}

function mistakeOf(given: OutputOf<typeof shape>): Mistake | undefined {
  const taking = memberNames.filter((name) => given.members[name].weight > 0);
  if (taking.length === 0) return { path: "members", problem: "must have one with a weight" };
  const mistakes = taking.flatMap((name) => {
    const found = check(kinds[name].parameters, parametersOf(given, name)).mistakes ?? [];
    return found.map(({ path, problem }) => ({ path: `members.${name}.parameters.${path}`, problem }));
  });
  return mistakes[0];
}

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the consensus of several detectors, each weighted by its record",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: Math.min(0.99, Math.max(0.01, 0.75 / sensitivity)) }),
} satisfies DetectorKind;
