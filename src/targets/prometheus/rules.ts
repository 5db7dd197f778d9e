import type { Alert, Program, RecordingRule } from "../../program/program.ts";
import { print } from "../../promql/syntax/print.ts";
import { printDuration } from "../../values/duration.ts";
import type { Artifact } from "../artifact.ts";
import { printYaml } from "../yaml.ts";
import { annotation } from "./annotation.ts";

/** A file of rules for each group: recordings first, as the alerts below read them in the same evaluation. */
export function rules(program: Program): readonly Artifact[] {
  return groupsOf(program).map((group) => {
    const recordings = program.recordings.filter((rule) => rule.group === group);
    const alerts = program.alerts.filter((alert) => alert.group === group);
    return {
      path: `prometheus/rules/${group}.yaml`,
      content: printYaml({ groups: [groupEntry(group, recordings, alerts, program)] }),
      kind: "prometheus-rules",
      origins: [...new Set([...recordings, ...alerts].map(({ origin }) => origin.name))].sort(),
    };
  });
}

/** The names of the rule groups that a program has, sorted. */
export function groupsOf({ recordings, alerts }: Program): readonly string[] {
  return [...new Set([...recordings, ...alerts].map(({ group }) => group))].sort();
}

/** A rule group as Prometheus reads it; its name says whose it is. */
export function groupEntry(
  group: string,
  recordings: readonly RecordingRule[],
  alerts: readonly Alert[],
  { tenant, organisation }: Program,
): object {
  return {
    name: `${tenant.name}/${group}`,
    interval: printDuration(organisation.prometheus.evaluationInterval),
    rules: [...recordings.map(recordingEntry), ...alerts.map(alertEntry)],
  };
}

function recordingEntry({ record, expr, labels }: RecordingRule): object {
  return { record, expr: print(expr), labels: sortedLabels(labels) };
}

function alertEntry(alert: Alert): object {
  return {
    alert: alert.name,
    expr: print(alert.expr),
    ...(alert.for > 0 ? { for: printDuration(alert.for) } : {}),
    ...(alert.keepFiringFor > 0 ? { keep_firing_for: printDuration(alert.keepFiringFor) } : {}),
    labels: sortedLabels(alert.labels),
    annotations: annotationsOf(alert),
  };
}

/** What an alert's notifications say: templates, by the name of the annotation. */
export function annotationsOf(alert: Alert): Readonly<Record<string, string>> {
  const description = annotation(alert.description, alert.unit);
  const recommendation = annotation([{ literal: alert.runbook }], alert.unit);
  return {
    summary: annotation(alert.summary, alert.unit),
    ...(description === "" ? {} : { description }),
    ...(recommendation === "" ? {} : { recommendation }),
    dashboard_url: alert.dashboardUrl,
    runbook_url: alert.runbookUrl,
  };
}

function sortedLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
