import type { Alert, Channel, Program } from "../../program/program.ts";
import type { Witness } from "../../promql/solve/problem.ts";
import { print } from "../../promql/syntax/print.ts";
import { groupLabels } from "../../routing/grouping.ts";
import type { Labels } from "../../routing/matchers.ts";
import { dataOf, type NotifiedAlert } from "../../routing/template/data.ts";
import { Unrendered } from "../../routing/template/functions.ts";
import { parseTemplate } from "../../routing/template/parse.ts";
import { render } from "../../routing/template/render.ts";
import type { Templates } from "../../routing/template/tree.ts";
import type { Struct } from "../../routing/template/values.ts";
import type { Artifact } from "../artifact.ts";
import { annotationsOf } from "../prometheus/rules.ts";
import { expand } from "../prometheus/tests/expand.ts";
import { receiverName } from "./names.ts";
import { tenantReceivers } from "./receivers.ts";
import { ownTemplates } from "./templates.ts";
import { wakes } from "./wakes.ts";

/** When the samples began to fire: noon of a Monday. */
const STARTED = Date.UTC(2026, 0, 5, 12);

/** One message, as its receiver gets it: the texts of its fields. */
export interface SampleMessage {
  readonly alert: string;
  readonly fields: readonly (readonly [name: string, text: string])[];
}

/**
 * For each channel of a tenant what it is told of each alert that goes there: the labels and annotations of the alert's
 * first firing in its test, in the tenant's texts. Pages of mails, which escape by context, and webhooks, which have no
 * texts, are left out.
 */
export function sampleMessages(
  program: Program,
  witnesses: ReadonlyMap<string, Witness>,
  files: readonly string[],
): ReadonlyMap<string, readonly SampleMessage[]> {
  const { defined } = parseTemplate(ownTemplates(program.tenant, program.environment, files));
  const texts = new Map(tenantReceivers(program).map(({ name, ...settings }) => [name, templatesIn(settings)]));
  const samples = program.alerts.flatMap((alert) => sampleOf(program, alert, witnesses.get(alert.name)) ?? []);
  return new Map(
    program.channels.map((channel) => {
      const own = texts.get(receiverName(program.tenant, channel)) ?? [];
      return [channel.name, own.length === 0 ? [] : messagesOf(program, channel, own, samples, defined)];
    }),
  );
}

/** The messages as files that a reviewer reads, one for each channel that gets any. */
export function notifications(
  program: Program,
  { witnesses }: { readonly witnesses: ReadonlyMap<string, Witness> },
  files: readonly string[],
): readonly Artifact[] {
  return [...sampleMessages(program, witnesses, files)].flatMap(([channel, messages]) => {
    if (messages.length === 0) return [];
    const content = messages
      .map(({ alert, fields }) => `${headline(alert)}${fields.map(fieldText).join("")}`)
      .join("\n");
    const names = new Set(messages.map(({ alert }) => alert));
    const origins = program.alerts.filter(({ name }) => names.has(name)).map(({ origin }) => origin.name);
    const all = [...origins, `channels/${channel}`].sort();
    return [
      { path: `alertmanager/notifications/${channel}.txt`, content, kind: "alertmanager-notifications", origins: all },
    ];
  });
}

interface Sample {
  readonly alert: Alert;
  readonly notified: readonly NotifiedAlert[];
}

interface TextTemplate {
  readonly name: string;
  readonly template: Templates;
}

function messagesOf(
  program: Program,
  channel: Channel,
  texts: readonly TextTemplate[],
  samples: readonly Sample[],
  defined: Templates["defined"],
): readonly SampleMessage[] {
  const heard = samples.filter(({ alert }) => wakes(program, alert).some((wake) => wake.channel === channel.name));
  return heard.map(({ alert, notified }) => {
    const data = dataOf({
      receiver: receiverName(program.tenant, channel),
      groupLabels: groupLabels([program.tenant.label, "alertname"], notified[0]?.labels ?? {}),
      externalURL: program.environment.alertmanager,
      alerts: notified,
    });
    const fields = texts.map(({ name, template }) => [name, rendered(template, defined, data)] as const);
    return { alert: alert.name, fields };
  });
}

function rendered({ main }: Templates, defined: Templates["defined"], data: Struct): string {
  try {
    return render(main, defined, data);
  } catch (error) {
    if (error instanceof Unrendered) return `{{ ${error.message} }}`;
    throw error;
  }
}

function sampleOf(program: Program, alert: Alert, witness: Witness | undefined): readonly Sample[] | undefined {
  const checks = witness?.cases.flatMap(({ checks: some }) => some) ?? [];
  const firing = checks.map(({ instances }) => instances.filter(({ state }) => state === "firing"));
  const instances = firing.find((some) => some.length > 0);
  if (instances === undefined) return undefined;
  const generatorURL = `${program.environment.prometheus}/graph?${new URLSearchParams({ "g0.expr": print(alert.expr), "g0.tab": "1" })}`;
  const texts = Object.entries(annotationsOf(alert));
  const notified = instances.map(({ labels, resultLabels, value }): NotifiedAlert => {
    const annotations: Labels = Object.fromEntries(
      texts.map(([name, text]) => [name, expand(text, resultLabels, value)]),
    );
    const withName = { ...labels, alertname: alert.name };
    return { status: "firing", labels: withName, annotations, startsAt: STARTED, generatorURL };
  });
  return [{ alert, notified }];
}

/** The settings of a receiver that are templates, by where they stand: `details firing`. */
function templatesIn(settings: object): readonly TextTemplate[] {
  return Object.values(settings).flatMap((list: unknown) => textsIn(Array.isArray(list) ? list[0] : undefined, []));
}

function textsIn(value: unknown, path: readonly string[]): readonly TextTemplate[] {
  if (typeof value === "string" && value.includes("{{ template ")) {
    return path[0] === "html" ? [] : [{ name: path.join(" "), template: parseTemplate(value) }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

function headline(alert: string): string {
  return `${alert}\n${"=".repeat(alert.length)}\n`;
}

function fieldText([name, text]: readonly [string, string]): string {
  const trimmed = text.replace(/\n+$/, "");
  if (!trimmed.includes("\n")) return trimmed === "" ? `${name}:\n` : `${name}: ${trimmed}\n`;
  return `${name}:\n${trimmed.replace(/^(?=.)/gm, "    ")}\n`;
}
