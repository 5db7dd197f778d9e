import type { Alert, Inhibition, Program } from "../../../program/program.ts";
import { code, enumerated, link, type Markdown, md } from "../markdown/markdown.ts";

/** A sentence for each alert that holds this one back, and for each that this one holds back. */
export function inhibitionsOf({ inhibitions, alerts, tenant }: Program, alert: Alert): readonly Markdown[] {
  const sentences = inhibitions.flatMap((inhibition) => {
    const under = agreeing(inhibition, tenant.label);
    const name = code(alert.name);
    return [
      ...(carries(alert, inhibition.target)
        ? others(alerts, inhibition.source, alert).map(
            (source) => md`While ${page(source)} fires${under}, ${name} is held back${why(inhibition)}.`,
          )
        : []),
      ...(carries(alert, inhibition.source)
        ? others(alerts, inhibition.target, alert).map(
            (target) => md`${name} holds back ${page(target)}${under} for as long as it fires.`,
          )
        : []),
    ];
  });
  return [...new Map(sentences.map((sentence) => [sentence.text, sentence])).values()];
}

type Matchers = Readonly<Record<string, string>>;

function carries({ name, labels }: Alert, matchers: Matchers): boolean {
  return Object.entries(matchers).every(
    ([label, value]) => (label === "alertname" ? name : (labels[label] ?? "")) === value,
  );
}

function others(alerts: readonly Alert[], matchers: Matchers, alert: Alert): readonly Alert[] {
  return alerts.filter((other) => other !== alert && carries(other, matchers));
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
