import type { Alert, Program, Severity } from "../../../program/program.ts";
import type { Text } from "../../../program/text.ts";
import { pretty } from "../../../promql/syntax/pretty.ts";
import { printDuration } from "../../../values/duration.ts";
import type { Artifact } from "../../artifact.ts";
import { authored } from "../markdown/authored.ts";
import { code, codeBlock, enumerated, link, Markdown, md } from "../markdown/markdown.ts";
import { ownText, type Tellers, tellers } from "../markdown/shared-text.ts";
import { vocabulary } from "../words/vocabulary.ts";
import { conditionInWords } from "../words/words.ts";
import { inhibitionsOf } from "./inhibitions.ts";
import { alertmanagerPage, emittedFrom, prometheusPage } from "./links.ts";
import { meaningOf, windowOf } from "./meaning.ts";
import { queriesOf, queryText } from "./queries.ts";
import { channelInWords, channelsOf, toldInWords } from "./told.ts";

/** What the template of a runbook prints. Every piece is Markdown. */
export interface RunbookView {
  readonly name: Markdown;
  readonly summary: Markdown | undefined;
  readonly message: Markdown | undefined;
  readonly messageOf: Markdown | undefined;
  readonly severity: Markdown;
  readonly team: Markdown;
  readonly tenant: Markdown;
  readonly declaration: Markdown;
  readonly rules: Markdown | undefined;
  readonly tests: Markdown | undefined;
  readonly condition: Markdown;
  readonly wait: Markdown | undefined;
  readonly labels: Markdown | undefined;
  readonly evaluation: Markdown;
  readonly query: Markdown;
  readonly meaning: readonly Markdown[];
  readonly steps: Markdown | undefined;
  readonly stepsOf: Markdown | undefined;
  readonly dashboard: Markdown;
  readonly graph: Markdown;
  readonly instances: Markdown;
  readonly silence: Markdown;
  readonly queries: Markdown;
  readonly told: Markdown;
  readonly ends: boolean;
  readonly keep: Markdown | undefined;
  readonly channels: Markdown;
  readonly inhibitions: readonly Markdown[];
}

const URGENCY: Readonly<Record<Severity, number>> = { page: 0, ticket: 1, info: 2 };

/** Who is first to tell what authors wrote, over all of a tenant's alerts: those that wake somebody before the others. */
export function authorsOf({ alerts }: Program): Tellers {
  const urgentFirst = alerts.toSorted((a, b) => URGENCY[a.severity] - URGENCY[b.severity]);
  return tellers(
    urgentFirst.flatMap(
      ({ name, description, runbook }) =>
        [
          [name, readable(description)],
          [name, runbook],
        ] as const,
    ),
  );
}

/** The view of one alert. */
export function runbookView(
  program: Program,
  alert: Alert,
  artifacts: readonly Artifact[],
  authors: Tellers,
): RunbookView {
  const name = code(alert.name);
  const message = ownText(alert.name, readable(alert.description), authors);
  const steps = ownText(alert.name, alert.runbook, authors);
  const summary = readable(alert.summary);
  return {
    name,
    summary: summary === "" ? undefined : authored(summary),
    message: message.own && quoted(message.own),
    messageOf: pages(message.sharedWith, ""),
    severity: severities[alert.severity],
    team: code(alert.team.name),
    tenant: md`${program.tenant.title}`,
    declaration: code(alert.origin.name),
    rules: emittedFrom(artifacts, "prometheus-rules", alert.origin.name),
    tests: emittedFrom(artifacts, "prometheus-tests", alert.origin.name),
    condition: conditionInWords(alert.expr, vocabulary(program, alert)),
    wait: alert.for === 0 ? undefined : md`${printDuration(alert.for)}`,
    labels: separately(alert),
    evaluation: md`${printDuration(program.organisation.prometheus.evaluationInterval)}`,
    query: codeBlock(pretty(alert.expr), "promql"),
    meaning: meaningOf(program, alert),
    steps: steps.own,
    stepsOf: pages(steps.sharedWith, "#first-steps"),
    dashboard: link(md`the dashboard of ${name}`, alert.dashboardUrl),
    graph: link(md`the condition of ${name} as a graph`, prometheusPage(program, alert.expr, graphRange(alert))),
    instances: link(md`where ${name} fires now`, alertmanagerPage(program, alert, "alerts")),
    silence: link(md`a silence for ${name}`, alertmanagerPage(program, alert, "silences/new")),
    queries: codeBlock(queryText(queriesOf(program, alert)), "promql"),
    told: toldInWords(program, alert),
    ends: alert.kind !== "heartbeat",
    keep: alert.keepFiringFor === 0 ? undefined : md`${printDuration(alert.keepFiringFor)}`,
    channels: enumerated(channelsOf(alert).map(channelInWords)),
    inhibitions: inhibitionsOf(program, alert),
  };
}

const severities = {
  page: md`a **page** that wakes somebody`,
  ticket: md`a **ticket** for working hours`,
  info: md`an **info** that asks for nothing at once`,
} as const;

/** The labels that an alert fires for one by one; those that tell which rule it comes from have one value. */
function separately({ conditionLabels, labels }: Alert): Markdown | undefined {
  const several = conditionLabels.filter(
    (label) => !["slo", "drift", "detector"].includes(label) && !(label in labels),
  );
  return several.length === 0 ? undefined : enumerated(several.map(code));
}

/** A text with its placeholders as an author writes them: `${service}`. */
function readable(text: Text): string {
  return text
    .map((part) => ("literal" in part ? part.literal : `\`${"label" in part ? part.label : "value"}\``))
    .join("");
}

function quoted({ text }: Markdown): Markdown {
  return new Markdown(text.replaceAll("\n", "\n> "));
}

function pages(names: readonly string[], section: string): Markdown | undefined {
  return names.length === 0 ? undefined : enumerated(names.map((name) => link(code(name), `${name}.md${section}`)));
}

/** Enough of a graph to see what came before: six times what the condition looks at, an hour at least. */
function graphRange(alert: Alert): string {
  return printDuration(Math.max(3_600_000, 6 * (windowOf(alert.expr) + alert.for)));
}
