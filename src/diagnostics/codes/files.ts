import { kind } from "../diagnostic.ts";
import { allOf, nearest } from "../nearest.ts";

function didYouMean(word: string, known: readonly string[]): string | undefined {
  const meant = nearest(word, known);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

/** What is said of a file without anything in it. */
export const EMPTY = "it is empty";

/** A file of which nobody can tell what it is for. */
export const unknownFile = kind({
  code: "MG2801",
  name: "files/unknown",
  severity: "error",
  title: "file of no known kind",
  reason: ({ found }: { found: string }) =>
    `${found}: neither rules of Prometheus, nor a configuration of Alertmanager, nor a dashboard of Grafana`,
  suggestion: ({ found }) =>
    found === EMPTY
      ? "remove the file, or write what it shall hold"
      : "rules have 'groups', Alertmanager has 'route' and 'receivers', a dashboard has 'panels'",
});

/** A rule that Prometheus doesn't load. */
export const refusedRule = kind({
  code: "MG2802",
  name: "rules/refused",
  severity: "error",
  title: "Prometheus refuses this rule",
  reason: ({ problem }: { problem: string; meant?: string }) => problem,
  suggestion: ({ meant }) => meant,
});

/** A rule that stands twice. */
export const duplicateRule = kind({
  code: "MG2803",
  name: "rules/duplicate",
  severity: "error",
  title: "rule stands twice",
  reason: ({ rule, first }: { rule: string; first: string }) =>
    `${rule} is at ${first} already, with the same expression and labels`,
  suggestion: () => "remove one of the two",
});

/** A rule that is evaluated before the one whose result it reads. */
export const evaluatedTooEarly = kind({
  code: "MG2804",
  name: "rules/evaluated-too-early",
  severity: "error",
  title: "rule is evaluated before what it reads",
  reason: ({ reads, at }: { reads: string; at: string }) =>
    `'${reads}' is recorded further down in this group, at ${at}; rules of a group run from top to bottom, so this one sees the value of the round before`,
  suggestion: ({ reads }) => `move the rule of '${reads}' before this one`,
});

/** A query that isn't limited to the tenant that its rule is for. */
export const unlimitedQuery = kind({
  code: "MG2805",
  name: "tenant/unlimited-query",
  severity: "error",
  title: "query reads every tenant's series",
  reason: ({ metric, label, tenant, why }: { metric: string; label: string; tenant: string; why: string }) =>
    `${metric} isn't limited to ${label}="${tenant}", ${why}`,
  suggestion: ({ metric, label, tenant }) => `write ${metric}{${label}="${tenant}"}`,
});

/** A query of another tenant's series than its rule is for. */
export const foreignQuery = kind({
  code: "MG2806",
  name: "tenant/foreign-query",
  severity: "error",
  title: "query reads another tenant's series",
  reason: ({ matcher, label, tenant, why }: { matcher: string; label: string; tenant: string; why: string }) =>
    `${matcher} isn't ${label}="${tenant}", ${why}`,
  suggestion: ({ label, tenant }) => `write ${label}="${tenant}"`,
});

/** A template that can't be filled in. */
export const brokenTemplate = kind({
  code: "MG2807",
  name: "template/broken",
  severity: "error",
  title: "template can't be filled in",
  reason: ({ what, found, known }: { what: string; found: string; known: readonly string[] }) =>
    known.length === 0 ? `${what} '${found}'` : `${what} '${found}'; there are ${allOf(known, 12)}`,
  suggestion: ({ found, known }) => didYouMean(found.replace(/^[.$]/, ""), known),
});

/** A template that asks for a label or an annotation that no alert has. */
export const emptyField = kind({
  code: "MG2808",
  name: "template/empty-field",
  severity: "error",
  title: "template shows what no alert has",
  reason: ({ field, of, known }: { field: string; of: "label" | "annotation"; known: readonly string[] }) =>
    `no alert has ${of === "label" ? "a label" : "an annotation"} '${field}'; they have ${allOf(known, 12)}`,
  suggestion: ({ field, known }) => didYouMean(field, known),
});

/** A link to a runbook that leads nowhere. */
export const brokenRunbook = kind({
  code: "MG2809",
  name: "rules/broken-runbook",
  severity: "error",
  title: "link to the runbook is broken",
  reason: ({ problem }: { problem: string; meant?: string }) => problem,
  suggestion: ({ meant }) => (meant === undefined ? undefined : `did you mean ${meant}?`),
});

/** A variable that a dashboard doesn't have. */
export const unknownVariable = kind({
  code: "MG2810",
  name: "dashboard/unknown-variable",
  severity: "error",
  title: "dashboard has no such variable",
  reason: ({ variable, known }: { variable: string; known: readonly string[] }) =>
    known.length === 0
      ? `there is no variable '${variable}', nor any other`
      : `there is no variable '${variable}'; there are ${allOf(known)}`,
  suggestion: ({ variable, known }) => didYouMean(variable, known),
});

/** A severity that one alert alone has, or lacks, and that was meant to be that of the others. */
export const strangeSeverity = kind({
  code: "MG2811",
  name: "rules/strange-severity",
  severity: "error",
  title: "severity that nobody else knows",
  reason: ({ alert, severity, known, why }: StrangeSeverity) =>
    `${alert} alone ${severity === "" ? "has no severity" : `is of severity '${severity}'`}, ${why}; the others are ${allOf(known, 8)}`,
  suggestion: ({ severity, known, meant }) =>
    meant === undefined ? didYouMean(severity, known) : `did you mean '${meant}'?`,
});

interface StrangeSeverity {
  readonly alert: string;
  readonly severity: string;
  readonly known: readonly string[];
  readonly why: string;
  readonly meant?: string;
}

/** An alert that wakes people, and at some hours none of its routes sends. */
export const mutedPage = kind({
  code: "MG2812",
  name: "routing/muted-page",
  severity: "warning",
  title: "at some hours nobody hears of an urgent alert",
  reason: ({ alert, routes, since }: { alert: string; routes: readonly string[]; since: string }) =>
    `${alert} goes to ${allOf(routes)}, and ${routes.length > 1 ? "these are" : "that is"} muted at times: on ${since} nobody is told`,
  suggestion: () => "let the route continue to one that is never muted, or mute it by severity",
});

/** An inhibition that leaves out what all others ask for. */
export const tenantLeftOut = kind({
  code: "MG2813",
  name: "inhibition/tenant-left-out",
  severity: "warning",
  title: "inhibition leaves the tenant out",
  reason: ({ label, others }: { label: string; others: number }) =>
    `'${label}' isn't among the labels that must be equal, as it is in all ${others} other inhibitions; an alert of one ${label} may silence another's`,
  suggestion: ({ label }) => `add ${label} to equal`,
});

/** A folder in which nothing is that could be judged. */
export const nothingJudged = kind({
  code: "MG2814",
  name: "files/nothing",
  severity: "error",
  title: "nothing to judge",
  reason: ({ folder }: { folder: string }) =>
    `in ${folder} are neither rules of Prometheus, nor a configuration of Alertmanager, nor a dashboard of Grafana`,
  suggestion: () => "name the folder that they are in; endings that are read: .yaml .yml .rules .json .tmpl .md",
});

/** A further document of a file of which servers read the first alone. */
export const laterDocument = kind({
  code: "MG2815",
  name: "files/later-document",
  severity: "error",
  title: "document is never loaded",
  reason: ({ server }: { server: string }) =>
    `${server} reads the first document of a file alone, and this is a further one`,
  suggestion: () => "put it into a file of its own",
});

/** A list of metrics that is none. */
export const unreadableMetrics = kind({
  code: "MG2816",
  name: "files/unreadable-metrics",
  severity: "error",
  title: "list of metrics can't be read",
  reason: ({ line }: { line: number }) =>
    `line ${line} is neither the name of a metric, nor a sample as a target exposes it; nor has the file 'metrics', or an answer of Prometheus's API`,
  suggestion: () => "what is read: curl http://localhost:9090/api/v1/metadata, or a target's /metrics",
});

/** The kinds of this file. */
export const filesKinds = [
  unknownFile,
  refusedRule,
  duplicateRule,
  evaluatedTooEarly,
  unlimitedQuery,
  foreignQuery,
  brokenTemplate,
  emptyField,
  brokenRunbook,
  unknownVariable,
  strangeSeverity,
  mutedPage,
  tenantLeftOut,
  nothingJudged,
  laterDocument,
  unreadableMetrics,
];
