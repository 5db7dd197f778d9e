import { detectorKinds } from "../../../detector/detectors/kinds.ts";
import type { Alert, AlertMeaning, BurnRateTier, Detector, Drift, Program, Slo } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { selectors, walk } from "../../../promql/syntax/walk.ts";
import { printDuration } from "../../../values/duration.ts";
import { printQuantity } from "../../../values/quantity.ts";
import { code, enumerated, type Markdown, md } from "../markdown/markdown.ts";
import { vocabulary } from "../words/vocabulary.ts";
import { measureInWords } from "../words/words.ts";

/** What an alert's firing says, as sentences that hold its own numbers. */
export function meaningOf(program: Program, alert: Alert): readonly Markdown[] {
  const { meaning } = alert;
  switch (meaning.kind) {
    case "threshold":
    case "security":
      return lookBack(alert, meaning);
    case "heartbeat":
      return heartbeat(alert);
    case "slo":
      return found(program.slos, meaning.slo, (slo) => burning(alert, slo, meaning.tier));
    case "drift":
      return found(program.drifts, meaning.drift, (drift) => drifting(alert, drift, meaning));
    case "detector":
      return found(program.detectors, meaning.detector, (detector) => detected(program, alert, detector));
  }
}

function found<T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
  words: (one: T) => readonly Markdown[],
): readonly Markdown[] {
  const one = all.find((candidate) => candidate.name === name);
  return one === undefined ? [] : words(one);
}

/** The longest stretch of time that a condition looks at, in milliseconds; 0 where it sees only the present. */
export function windowOf(expr: Expr): number {
  let longest = 0;
  walk(expr, (node) => {
    if ((node.kind === "selector" || node.kind === "subquery") && node.range !== undefined)
      longest = Math.max(longest, node.range);
  });
  return longest;
}

function lookBack(alert: Alert, { kind }: AlertMeaning): readonly Markdown[] {
  const name = code(alert.name);
  const metrics = [...new Set(selectors(alert.expr).flatMap(({ metric }) => metric ?? []))].sort().map(code);
  const window = windowOf(alert.expr);
  const waited = window + alert.for;
  const events =
    kind === "security"
      ? md`The events that ${name} counts come from ${enumerated(metrics)}`
      : md`${name} is about ${enumerated(metrics)}`;
  const seen = window === 0 ? md`, as last scraped` : md`, seen over ${printDuration(window)}`;
  return [
    ...(metrics.length === 0 ? [] : [md`${events}${seen}.`]),
    ...(waited === 0
      ? []
      : [md`What set ${name} off began up to ${printDuration(waited)} before the first notification.`]),
  ];
}

function heartbeat({ name }: Alert): readonly Markdown[] {
  return [
    md`${code(name)} fires for as long as Prometheus evaluates rules and Alertmanager delivers, so that its arrival is the good news.`,
    md`Whoever receives ${code(name)} raises the alarm when it stays away.`,
  ];
}

function burning(alert: Alert, slo: Slo, { burn, long, short }: BurnRateTier): readonly Markdown[] {
  const [name, objective] = [code(alert.name), code(slo.name)];
  const gone = slo.window / burn;
  const spent = (burn * long) / slo.window;
  return [
    md`${name} guards ${objective}: ${printQuantity(slo.objective, "ratio")} of its events within ${printDuration(slo.window)} are to be good, which leaves ${printQuantity(slo.budget, "ratio")} as its error budget.`,
    md`At ${burn} times the pace that would just last, ${name} sees that budget gone in **${hours(gone)}**, counted from a full one.`,
    md`When ${name} fires, the last ${printDuration(long)} have cost ${printQuantity(round(spent), "ratio")} of it; the ${printDuration(short)} window only tells whether the errors go on.`,
    ...(1 / slo.budget > burn
      ? [
          md`With every event failing, ${name} fires after ${printDuration(wholeSeconds(burn * slo.budget * long + alert.for))}.`,
        ]
      : []),
    ...(slo.minimumEvents > 0
      ? [md`Fewer than ${slo.minimumEvents} events of ${objective} in ${printDuration(short)} keep ${name} silent.`]
      : []),
  ];
}

/** `50 hours`, and beyond two days also in days. */
function hours(milliseconds: number): string {
  const count = Number((milliseconds / 3_600_000).toPrecision(3));
  return count > 48 ? `${count} hours (${Number((count / 24).toPrecision(3))} days)` : `${count} hours`;
}

function round(ratio: number): number {
  return Number(ratio.toPrecision(3));
}

function wholeSeconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000) * 1000;
}

const statistic = {
  psi: "population stability index, the sum of (p − q) · ln(p ÷ q) over its buckets",
  ks: "Kolmogorov–Smirnov distance, the largest gap between its two cumulative distributions",
} as const;

function drifting(
  alert: Alert,
  { metric, current, reference }: Drift,
  meaning: Extract<AlertMeaning, { kind: "drift" }>,
): readonly Markdown[] {
  const name = code(alert.name);
  return [
    md`${name} compares how ${code(metric.name)} was distributed over the last ${printDuration(current)} with the ${printDuration(reference)} before that.`,
    md`Its measure is the ${statistic[meaning.test]}: 0 for two equal distributions, **${meaning.limit}** where ${name} fires.`,
    md`${name} does not say that the values are wrong: either what is measured has changed, or whoever produces it.`,
  ];
}

const sides = { above: "above", below: "below", both: "above or below" } as const;

function detected(
  program: Program,
  alert: Alert,
  { name, method, watch, unit, direction, sensitivity }: Detector,
): readonly Markdown[] {
  const measure = measureInWords(watch, vocabulary(program, { unit }));
  return [
    md`The detector ${code(name)} of the sidecar watches ${measure}, and ${code(alert.name)} is its verdict.`,
    md`It judges by ${detectorKinds[method].measures}, with a sensitivity of ${sensitivity}, and ${code(alert.name)} fires for values ${sides[direction]} what it has learnt to expect.`,
  ];
}
