import type { Alert, Detector } from "../../program/program.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import { vocabulary } from "../../targets/documents/words/vocabulary.ts";
import { measureInWords } from "../../targets/documents/words/words.ts";
import type { Detail } from "../change.ts";
import { expressionDetails } from "../expression/sentences.ts";
import type { Kind } from "../kind.ts";
import { detail, detailsOf, follows, ignored, instead, type Wording } from "../wording.ts";
import { madeAlertDetails, madeAlerts } from "./made.ts";
import { ownerDetails } from "./owner.ts";

/** Words for what is different about a detector itself. */
const DETECTOR: Wording<Detector> = {
  name: ignored,
  method: ({ before, after }) =>
    before.method === after.method ? [] : [detail("detector", md`judges by ${instead(after.method, before.method)}`)],
  watch: ({ before, after, programs, names }) =>
    expressionDetails(
      "watch",
      { expr: before.watch, unit: before.unit, program: programs.before },
      { expr: after.watch, unit: after.unit, program: programs.after },
      names,
    ),
  unit: follows("watch"),
  labels: follows("watch"),
  direction: ({ before, after }) =>
    before.direction === after.direction
      ? []
      : [
          detail(
            "direction",
            md`finds values ${instead(SIDES[after.direction], SIDES[before.direction])} what is usual`,
            sideEffect(before, after),
          ),
        ],
  sensitivity: ({ before, after }) => sensitivityDetails(before.sensitivity, after.sensitivity),
  parameters: ({ before, after }) => parameterDetails(before.parameters, after.parameters),
  // Its alert's.
  severity: ignored,
  team: (pair) => ownerDetails(pair),
  origin: ignored,
};

/** Detectors of the sidecar, with the alert that each becomes. */
export const detectors: Kind<Detector> = {
  name: "detector",
  named: "detectors",
  list: (program) => program.detectors,
  details: (pair) => {
    const named = { ...pair, names: pair.names.with([["detectors", pair.before.name, pair.after.name]]) };
    const own = detailsOf(DETECTOR, named);
    return [...own, ...madeAlertDetails(named, madeAlerts("detectors", alertKey), own)];
  },
  words: ({ method, watch, unit, team }, program) =>
    md`${method} over ${measureInWords(watch, vocabulary(program, { unit }))}; an alert for ${team.name}`,
  effects: ["covered", "blinder"],
};

const SIDES = { above: "above", below: "below", both: "above or below" } as const;

function sideEffect(before: Detector, after: Detector): "noisier" | "blinder" | undefined {
  if (after.direction === "both") return "noisier";
  return before.direction === "both" ? "blinder" : undefined;
}

function sensitivityDetails(before: number, after: number): readonly Detail[] {
  if (before === after) return [];
  const finds = after > before ? "finds smaller deviations" : "finds only greater deviations";
  const words = md`has a sensitivity of ${instead(String(after), String(before))}: ${finds}`;
  return [detail("sensitivity", words, after > before ? "noisier" : "blinder")];
}

function parameterDetails(before: Detector["parameters"], after: Detector["parameters"]): readonly Detail[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]].map((value) =>
      value === undefined ? "its default" : JSON.stringify(value),
    );
    if (was === is || was === undefined || is === undefined) return [];
    return [detail("parameters", md`has ${code(name)} at ${instead(is, was)}`)];
  });
}

// One alert each.
function alertKey({ kind }: Alert): string {
  return kind;
}
