import type { Metric } from "../../../src/program/program.ts";
import { type Behaviour, countedUntil, meanOf, shareBelow } from "./behaviour.ts";
import type { Labels, Usual } from "./declared.ts";
import { behaviourDuring, type Episode } from "./episodes.ts";

/** One line of an exposition, at any time. */
export interface DemoSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly valueAt: (seconds: number) => number;
}

/** The series of a metric with these labels: one, or a histogram's buckets, sum and count. */
export function seriesOf(metric: Metric, labels: Labels, usual: Usual, episodes: readonly Episode[]): DemoSeries[] {
  const behaviour = usual(metric, labels);
  const phase = phaseOf(`${metric.name}${JSON.stringify(labels)}`);
  const during = (one: Episode): Behaviour => behaviourDuring(one, metric, labels, behaviour);
  if (behaviour.kind === "gauge") {
    return [{ name: metric.name, labels, valueAt: (seconds) => gaugeAt(seconds, behaviour, episodes, during) }];
  }
  return partsOf(metric, behaviour).map(({ suffix, bound, level }) => ({
    name: `${metric.name}${suffix}`,
    labels: bound === undefined ? labels : { ...labels, le: bound },
    valueAt: (seconds) => {
      const usually = level(behaviour);
      const counted = usually * countedUntil(seconds, phase);
      const more = episodes.map((one) => {
        const [from, to] = [Math.min(one.from, seconds), Math.min(one.to ?? seconds, seconds)];
        return (level(during(one)) - usually) * (countedUntil(to, phase) - countedUntil(from, phase));
      });
      const sum = more.reduce((total, one) => total + one, counted);
      return suffix === "_sum" ? sum : Math.floor(sum);
    },
  }));
}

interface Part {
  readonly suffix: string;
  readonly bound?: string;
  /** How fast it counts. */
  readonly level: (behaviour: Behaviour) => number;
}

function partsOf(metric: Metric, behaviour: Behaviour): readonly Part[] {
  if (behaviour.kind === "events") return [{ suffix: "", level: perSecond }];
  const bounds = [...metric.buckets, Number.POSITIVE_INFINITY];
  return [
    ...bounds.map((bound, index) => ({
      suffix: "_bucket",
      bound: formatBound(bound),
      level: (one: Behaviour) => perSecond(one) * (index < bounds.length - 2 ? shareOf(one, bound) : 1),
    })),
    { suffix: "_sum", level: (one) => perSecond(one) * (one.kind === "observations" ? meanOf(one) : 0) },
    { suffix: "_count", level: perSecond },
  ];
}

const perSecond = (behaviour: Behaviour): number => (behaviour.kind === "gauge" ? 0 : behaviour.perSecond);

const shareOf = (behaviour: Behaviour, bound: number): number =>
  behaviour.kind === "observations" ? shareBelow(bound, behaviour) : 0;

/** As Prometheus 3 writes it: `0.5`, `1.0`, `+Inf`. */
function formatBound(bound: number): string {
  if (bound === Number.POSITIVE_INFINITY) return "+Inf";
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function gaugeAt(
  seconds: number,
  usual: Behaviour,
  episodes: readonly Episode[],
  during: (episode: Episode) => Behaviour,
): number {
  const now = episodes.filter(({ from, to = Number.POSITIVE_INFINITY }) => from <= seconds && seconds < to).map(during);
  const changed = now.find((behaviour) => behaviour !== usual) ?? usual;
  return changed.kind === "gauge" ? changed.at(seconds) : Number.NaN;
}

function phaseOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 10_007;
  return (hash / 10_007) * 2 * Math.PI;
}
