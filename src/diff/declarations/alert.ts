import type { Alert, Program, Severity } from "../../program/program.ts";
import { wakesInWords } from "../../targets/alertmanager/wake-words.ts";
import { wakes } from "../../targets/alertmanager/wakes.ts";
import { type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import { vocabulary } from "../../targets/documents/words/vocabulary.ts";
import { conditionInWords } from "../../targets/documents/words/words.ts";
import { printDuration } from "../../values/duration.ts";
import type { Detail, Effect } from "../change.ts";
import { asksTheSame, expressionDetails } from "../expression/sentences.ts";
import { textDetails, writtenText } from "../texts.ts";
import {
  canonicalJson,
  changed,
  detail,
  detailsOf,
  follows,
  ignored,
  instead,
  listed,
  type Pair,
  type Wording,
} from "../wording.ts";

/** Words for what is different about an alert. */
const ALERT: Wording<Alert> = {
  name: ignored,
  kind: follows("expr"),
  expr: (pair) => conditionDetails(pair),
  unit: (pair) => (isSameCondition(pair) ? changed("unit", pair.before.unit, pair.after.unit) : []),
  conditionLabels: (pair) => (isSameCondition(pair) ? seriesDetails(pair) : []),
  for: ({ before, after }) => waitDetails(before.for, after.for),
  keepFiringFor: ({ before, after }) =>
    before.keepFiringFor === after.keepFiringFor
      ? []
      : [
          detail(
            "keepFiringFor",
            md`keeps firing for ${instead(printDuration(after.keepFiringFor), printDuration(before.keepFiringFor))} after its condition no longer holds`,
          ),
        ],
  severity: ({ before, after }) => severityDetails(before.severity, after.severity),
  team: ({ before, after, names }) =>
    before.team.name === names.was("teams", after.team.name)
      ? []
      : [detail("owner", md`belongs to ${instead(after.team.name, before.team.name)}`)],
  labels: (pair) =>
    changed("labels", ownLabels(pair.before, pair.programs.before), ownLabels(pair.after, pair.programs.after)),
  summary: ({ before, after }) => textDetails("summary", writtenText(before.summary), writtenText(after.summary)),
  description: ({ before, after }) =>
    textDetails("description", writtenText(before.description), writtenText(after.description)),
  runbook: ({ before, after }) => textDetails("runbook", before.runbook, after.runbook),
  // Links follow from names and the environment's servers; which dashboard is linked is the tenant's matter.
  runbookUrl: ignored,
  dashboardUrl: ignored,
  // Of the job that exposes what is read first.
  group: ignored,
  // The condition's, in other words.
  meaning: ignored,
  origin: ignored,
};

/** What is different about an alert, who is woken included. */
export function alertDetails(pair: Pair<Alert>): readonly Detail[] {
  return [...detailsOf(ALERT, pair), ...wakeDetails(pair), ...heldBackDetails(pair)];
}

function isSameCondition({ before, after, programs, names }: Pair<Alert>): boolean {
  return asksTheSame({ ...before, program: programs.before }, { ...after, program: programs.after }, names);
}

function conditionDetails({ before, after, programs, names }: Pair<Alert>): readonly Detail[] {
  const [old, now] = [
    { ...before, program: programs.before },
    { ...after, program: programs.after },
  ];
  return expressionDetails("condition", old, now, names);
}

function seriesDetails({ before, after }: Pair<Alert>): readonly Detail[] {
  if (canonicalJson(before.conditionLabels) === canonicalJson(after.conditionLabels)) return [];
  const often = ({ conditionLabels: labels }: Alert) =>
    labels.length === 0 ? md`once` : md`once for each ${listed(labels)}`;
  return [detail("condition", md`comes ${often(after)} instead of ${often(before)}`)];
}

function waitDetails(before: number, after: number): readonly Detail[] {
  if (before === after) return [];
  const heard = (wait: number) => (wait === 0 ? "at once" : `after ${printDuration(wait)}`);
  const effect = after < before ? "noisier" : "blinder";
  return [
    detail(
      "for",
      md`is heard ${instead(heard(after), heard(before))}: ${after < before ? "sooner, and of shorter incidents too" : "later, and never of shorter incidents"}`,
      effect,
    ),
  ];
}

const URGENCY = { page: 2, ticket: 1, info: 0 } as const;
const DOES: Readonly<Record<Severity, string>> = { page: "pages", ticket: "opens a ticket", info: "informs" };
const DOING: Readonly<Record<Severity, string>> = { page: "paging", ticket: "opening a ticket", info: "informing" };

/** Says that somebody is told more or less urgently. */
export function severityDetails(before: Severity, after: Severity): readonly Detail[] {
  if (before === after) return [];
  const effect: Effect = URGENCY[after] > URGENCY[before] ? "noisier" : "quieter";
  return [detail("severity", instead(DOES[after], DOING[before]), effect)];
}

function ownLabels({ labels }: Alert, { tenant }: Program): object {
  const { [tenant.label]: _tenant, severity: _severity, team: _team, ...own } = labels;
  return own;
}

// Where only the team's destinations differ, the team tells it, for all its alerts.
function wakeDetails({ before, after, programs, names }: Pair<Alert>): readonly Detail[] {
  const isTeams = before.severity === after.severity && before.team.name === names.was("teams", after.team.name);
  if (isTeams) return [];
  const [old, now] = [wokenBy(programs.before, before), wokenBy(programs.after, after)];
  return old.text === now.text ? [] : [detail("receivers", md`wakes ${instead(now, old)}`, "rerouted")];
}

/** Who is woken by an alert, and when. */
export function wokenBy(program: Program, alert: Alert): Markdown {
  return md`${wakesInWords(wakes(program, alert))}`;
}

function heldBackDetails({ before, after, programs, names }: Pair<Alert>): readonly Detail[] {
  const causes = (program: Program, alert: Alert, isAfter: boolean) =>
    new Map(
      program.inhibitions
        .filter(({ target, origin }) => target["alertname"] === alert.name && origin.path[0] === "alerts")
        .map(({ source, equal }) => {
          const cause = source["alertname"] ?? "";
          const labels = equal.filter((label) => label !== program.tenant.label);
          const key = `${isAfter ? names.was("alerts", cause) : cause} ${labels.join(" ")}`;
          return [
            key,
            labels.length === 0
              ? md`${listed([cause])} fires`
              : md`${listed([cause])} fires for the same ${listed(labels)}`,
          ];
        }),
    );
  const [old, now] = [causes(programs.before, before, false), causes(programs.after, after, true)];
  const gone = [...old].filter(([key]) => !now.has(key));
  const come = [...now].filter(([key]) => !old.has(key));
  return [
    ...come.map(([, words]) => detail("causedBy", md`is held back while ${words}`, "quieter")),
    ...gone.map(([, words]) => detail("causedBy", md`is no longer held back while ${words}`, "noisier")),
  ];
}

/** What an alert does, in a sentence, for one that has come or gone. */
export function alertInWords(program: Program, alert: Alert): Markdown {
  const { kind, severity } = alert;
  const condition =
    kind === "heartbeat" ? md`always` : md`when ${conditionInWords(alert.expr, vocabulary(program, alert))}`;
  const held = alert.for === 0 ? md`` : md`, for ${printDuration(alert.for)}`;
  return md`fires ${condition}${held}; ${DOES[severity]}, wakes ${wokenBy(program, alert)}`;
}
