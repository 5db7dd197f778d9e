import type { Alert, Inhibition, Program } from "../../../program/program.ts";
import { code, enumerated, link, type Markdown, md } from "../markdown/markdown.ts";

/** A sentence for each alert that holds this one back, and for each that this one holds back. */
export function inhibitionsOf({ inhibitions, alerts, tenant }: Program, alert: Alert): readonly Markdown[] {
  const sentences = inhibitions.flatMap((inhibition) => {
    const under = agreeing(inhibition, tenant.label);
    const sources = alerts.filter((other) => carries(other, inhibition.source));
    const targets = alerts.filter((other) => carries(other, inhibition.target));
    const name = code(alert.name);
    return [
      ...(targets.includes(alert)
        ? others(sources, alert).map(
            (source) => md`While ${page(source)} fires${under}, ${name} is held back${why(inhibition)}.`,
          )
        : []),
      ...(sources.includes(alert)
        ? others(targets, alert).map(
            (target) => md`${name} holds back ${page(target)}${under} for as long as it fires.`,
          )
        : []),
    ];
  });
  return [...new Map(sentences.map((sentence) => [sentence.text, sentence])).values()];
}

function carries({ name, labels }: Alert, matchers: Readonly<Record<string, string>>): boolean {
  const all: Readonly<Record<string, string>> = { ...labels, alertname: name };
  return Object.entries(matchers).every(([label, value]) => (all[label] ?? "") === value);
}

function others(alerts: readonly Alert[], alert: Alert): readonly Alert[] {
  return alerts.filter((other) => other !== alert);
}

function page({ name }: Alert): Markdown {
  return link(code(name), `${name}.md`);
}

function agreeing({ equal }: Inhibition, tenantLabel: string): Markdown {
  const labels = equal.filter((label) => label !== tenantLabel);
  return labels.length === 0 ? md`` : md` with the same ${enumerated(labels.map(code))}`;
}

/** The reason within the sentence, so that it never stands alone on two pages. */
function why({ reason }: Inhibition): Markdown {
  const clause = reason
    .trim()
    .replace(/[.!?]+$/, "")
    .replaceAll(/[.!?]\s+/g, "; ");
  return clause === "" ? md`` : md`: ${clause}`;
}
