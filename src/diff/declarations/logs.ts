import type { LogStream } from "../../program/program.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import type { Detail } from "../change.ts";
import type { Kind } from "../kind.ts";
import { setDetails } from "../sets.ts";
import { textDetails } from "../texts.ts";
import { detail, detailsOf, ignored, instead, type Wording } from "../wording.ts";

const FIELDS = {
  come: (names: Detail["words"]) => ({ words: md`maps ${names}, too` }),
  gone: (names: Detail["words"]) => ({ words: md`no longer maps ${names}` }),
};

/** Words for what is different about a stream of logs. */
const LOGS: Wording<LogStream> = {
  name: ignored,
  description: ({ before, after }) => textDetails("description", before.description, after.description),
  ecs: ({ before, after }) => setDetails("ecs", before.ecs, after.ecs, FIELDS),
  fields: ({ before, after }) => [
    ...setDetails("fields", Object.keys(before.fields), Object.keys(after.fields), FIELDS),
    ...typeDetails(before.fields, after.fields),
  ],
  retention: ({ before, after }) =>
    before.retention === after.retention
      ? []
      : [
          detail(
            "retention",
            md`is kept for ${instead(printDuration(after.retention), printDuration(before.retention))}`,
            after.retention < before.retention ? "blinder" : undefined,
          ),
        ],
  hot: ({ before, after }) =>
    before.hot === after.hot
      ? []
      : [detail("hot", md`stays hot for ${instead(printDuration(after.hot), printDuration(before.hot))}`)],
  // What nobody deploys: it only says how large the indices become.
  linesPerDay: ignored,
  origin: ignored,
};

/** Streams of logs. */
export const logs: Kind<LogStream> = {
  name: "log stream",
  named: "logs",
  list: (program) => program.logs,
  details: (pair) => detailsOf(LOGS, pair),
  words: ({ ecs, fields, retention }) =>
    md`${ecs.length + Object.keys(fields).length} fields of its own, kept for ${printDuration(retention)}`,
  effects: ["covered", "blinder"],
};

function typeDetails(before: LogStream["fields"], after: LogStream["fields"]): readonly Detail[] {
  return Object.keys(after)
    .sort()
    .flatMap((name) => {
      const [old, now] = [before[name], after[name]];
      if (old === undefined || now === undefined || old === now) return [];
      const words = md`maps ${code(name)} as ${instead(now, old)}, in indices that are made from now on`;
      return [detail("fields", words)];
    });
}
