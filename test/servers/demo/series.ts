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
  const countedAt = (level: (one: Behaviour) => number, seconds: number): number => {
    const usually = level(behaviour);
    const more = episodes.map((one) => {
      const [from, to] = [Math.min(one.from, seconds), Math.min(one.to ?? seconds, seconds)];
      return (level(during(one)) - usually) * (countedUntil(to, phase) - countedUntil(from, phase));
    });
    return more.reduce((total, one) => total + one, usually * countedUntil(seconds, phase));
  };
  const whole = (level: (one: Behaviour) => number, seconds: number) => Math.floor(countedAt(level, seconds));
  if (behaviour.kind === "events") {
    return [{ name: metric.name, labels, valueAt: (seconds) => whole(perSecond, seconds) }];
  }
  const bins = binsOf(metric);
  const until = (last: number, seconds: number): number =>
    bins.slice(0, last + 1).reduce((sum, { level }) => sum + whole(level, seconds), 0);
  const sum = (one: Behaviour): number => perSecond(one) * (one.kind === "observations" ? meanOf(one) : 0);
  return [
    ...bins.map(({ bound }, index) => ({
      name: `${metric.name}_bucket`,
      labels: { ...labels, le: formatBound(bound) },
      valueAt: (seconds: number) => until(index, seconds),
    })),
    { name: `${metric.name}_sum`, labels, valueAt: (seconds) => countedAt(sum, seconds) },
    { name: `${metric.name}_count`, labels, valueAt: (seconds) => until(bins.length - 1, seconds) },
  ];
}

/** The observations between two bounds of a histogram, and how fast they come. */
interface Bin {
  /** The upper one. */
  readonly bound: number;
  readonly level: (behaviour: Behaviour) => number;
}

/** Each is counted in whole numbers of its own, so that buckets, their sums, rise together. Nothing lies above the last declared bound. */
function binsOf({ buckets }: Metric): readonly Bin[] {
  const declared = buckets.map((bound, index): Bin => {
    const share = (one: Behaviour): number => (index === buckets.length - 1 ? 1 : shareOf(one, bound));
    return {
      bound,
      level: (one) => perSecond(one) * (share(one) - (index === 0 ? 0 : shareOf(one, buckets[index - 1] ?? 0))),
    };
  });
  return [...declared, { bound: Number.POSITIVE_INFINITY, level: () => 0 }];
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
