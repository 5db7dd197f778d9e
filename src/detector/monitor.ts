import type { DeclaredDetector } from "./configuration.ts";
import type { Detector, DetectorDefinition, Verdict } from "./detectors/detector.ts";
import { isUsable } from "./detectors/series-detector.ts";
import type { Labels, Sample } from "./sources/source.ts";
import type { SavedSeries } from "./state/saved-series.ts";

/** One watched series and what was last said of it. */
export interface WatchedSeries {
  readonly labels: Labels;
  readonly detector: Detector;
  lastSeenSeconds: number;
  anomalous: boolean;
  verdict: Verdict | undefined;
}

/** What came of one sample. */
export type Outcome = "scored" | "warming_up" | "unusable" | "unsettled" | "dropped";

/** Told of each sample that a monitor has dealt with. */
export interface Observer {
  sample(outcome: Outcome, seconds: number): void;
  /** A series has become an anomaly, which it was not at the sample before. */
  anomaly(labels: Labels, verdict: Verdict): void;
}

/** A declared detector at work: one detector for each series of its query, and no more series than declared. */
export class Monitor {
  readonly declared: DeclaredDetector;
  readonly #definition: DetectorDefinition;
  readonly #fingerprint: string;
  /** The longest unseen first. */
  readonly #series = new Map<string, WatchedSeries>();

  constructor(declared: DeclaredDetector, definition: DetectorDefinition) {
    this.declared = declared;
    this.#definition = definition;
    const { detector, parameters, query } = declared;
    this.#fingerprint = JSON.stringify([detector, query, Object.entries(parameters).sort()]);
  }

  /** How many series are watched. */
  get size(): number {
    return this.#series.size;
  }

  /** Scores and learns the samples of one answer. Known series go first, so that new ones can't displace them. */
  observe(samples: readonly Sample[], observer: Observer): void {
    const keyed = samples.map((sample) => ({ key: JSON.stringify(sample.labels), sample }));
    for (const series of this.#series.values()) series.verdict = undefined;
    const seen = new Set<string>();
    const take = ({ key, sample }: (typeof keyed)[number]) => {
      const series = seen.has(key) ? undefined : this.#seriesOf(key, sample, seen);
      if (series === undefined) observer.sample("dropped", 0);
      else judgeSample(series, sample, observer);
    };
    const known = new Set(this.#series.keys());
    for (const one of keyed.filter(({ key }) => known.has(key))) take(one);
    for (const one of keyed.filter(({ key }) => !known.has(key)).sort(byKey)) take(one);
  }

  /** Leaves alone the samples of an answer that isn't settled: neither scored nor learnt, without a verdict. */
  pass(samples: readonly Sample[], observer: Observer): void {
    for (const series of this.#series.values()) series.verdict = undefined;
    for (const _ of samples) observer.sample("unsettled", 0);
  }

  /** Series with a verdict at the last answer. */
  *judged(): Generator<{ readonly labels: Labels; readonly verdict: Verdict }> {
    for (const { labels, verdict } of this.#series.values()) if (verdict !== undefined) yield { labels, verdict };
  }

  /** The state of each series, the longest unseen first. */
  *saved(): Generator<SavedSeries> {
    for (const { labels, lastSeenSeconds, anomalous, detector } of this.#series.values()) {
      const identity = { detector: this.declared.name, fingerprint: this.#fingerprint };
      const pairs = labels.map(([name, value]): [string, string] => [name, value]);
      yield { ...identity, labels: pairs, lastSeenSeconds, anomalous, state: detector.toJSON() };
    }
  }

  /** Takes up a series from its saved state; false where the state is of no use to this declaration. */
  restore({ fingerprint, labels, lastSeenSeconds, anomalous, state }: SavedSeries): boolean {
    if (fingerprint !== this.#fingerprint || this.size >= this.declared.maximumSeries) return false;
    try {
      const detector = this.#definition.create(this.declared.parameters, state);
      this.#series.set(JSON.stringify(labels), { labels, detector, lastSeenSeconds, anomalous, verdict: undefined });
      return true;
    } catch {
      return false;
    }
  }

  #seriesOf(key: string, sample: Sample, seen: Set<string>): WatchedSeries | undefined {
    const series = this.#series.get(key) ?? this.#started(sample, seen);
    if (series === undefined) return undefined;
    seen.add(key);
    series.lastSeenSeconds = sample.timestampSeconds;
    this.#series.delete(key);
    this.#series.set(key, series);
    return series;
  }

  #started(sample: Sample, seen: ReadonlySet<string>): WatchedSeries | undefined {
    if (this.size >= this.declared.maximumSeries && !this.#forgetOldest(seen)) return undefined;
    const detector = this.#definition.create(this.declared.parameters);
    return { labels: sample.labels, detector, lastSeenSeconds: 0, anomalous: false, verdict: undefined };
  }

  #forgetOldest(seen: ReadonlySet<string>): boolean {
    const [oldest] = this.#series.keys();
    return oldest !== undefined && !seen.has(oldest) && this.#series.delete(oldest);
  }
}

function judgeSample(series: WatchedSeries, { value, timestampSeconds }: Sample, observer: Observer): void {
  const started = performance.now();
  const verdict = series.detector.score(value, timestampSeconds);
  series.detector.learn(value, timestampSeconds);
  observer.sample(outcomeOf(value, verdict), (performance.now() - started) / 1000);
  series.verdict = verdict;
  if (verdict === undefined) return;
  if (verdict.is_anomaly && !series.anomalous) observer.anomaly(series.labels, verdict);
  series.anomalous = verdict.is_anomaly;
}

function outcomeOf(value: number, verdict: Verdict | undefined): Outcome {
  if (verdict !== undefined) return "scored";
  return isUsable(value) ? "warming_up" : "unusable";
}

function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : 1;
}
