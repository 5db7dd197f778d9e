import type { Program, RecordingRule } from "../../program/program.ts";
import { print } from "../../promql/syntax/print.ts";
import type { Detail } from "../change.ts";
import { withoutTenant } from "../expression/canonical.ts";
import { expressionDetails } from "../expression/sentences.ts";
import type { Declared, Kind } from "../kind.ts";
import { shownText } from "../shown.ts";
import { detailsOf, ignored, type Pair, type Wording } from "../wording.ts";

const RECORDING: Wording<RecordingRule> = {
  record: ignored,
  expr: (pair) => recordedDetails(pair),
  // The tenant's alone; SLOs and drift rules, whose recordings have more, are compared as a whole.
  labels: ignored,
  // Of the job that exposes what is read first.
  group: ignored,
  origin: ignored,
};

/** The author's own recordings. */
export const recordings: Kind<RecordingRule & Declared> = {
  name: "recording",
  named: "series",
  list: ({ recordings: all }) =>
    all.flatMap((rule) => (rule.origin.path[0] === "recordings" ? [{ ...rule, name: rule.record }] : [])),
  details: (pair) => detailsOf<RecordingRule>(RECORDING, pair),
  words: ({ expr }, program) => shownText(print(withoutTenant(expr, program.tenant))),
};

function recordedDetails({ before, after, programs, names }: Pair<RecordingRule>): readonly Detail[] {
  const measured = ({ expr }: RecordingRule, program: Program) => ({ expr, unit: "", program });
  return expressionDetails("expr", measured(before, programs.before), measured(after, programs.after), names);
}
