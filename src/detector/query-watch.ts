import { intervalsUntilNext, LONGEST_BACK_OFF } from "./back-off.ts";
import type { Verdict } from "./detectors/detector.ts";
import { type Log, messageOf } from "./log.ts";
import type { Monitor, Observer, Outcome } from "./monitor.ts";
import type { Labels } from "./sources/source.ts";
import { type FailureReason, type Sample, type Source, SourceError } from "./sources/source.ts";

/** Told what happens to a query and its detectors. */
export interface WatchObserver {
  polled(monitor: Monitor, failure: string | undefined): void;
  sample(monitor: Monitor, outcome: Outcome, seconds: number): void;
  anomaly(monitor: Monitor, labels: Labels, verdict: Verdict): void;
}

const REMEMBERED_POLLS = 20;

/** Failures after which Prometheus may not have scraped meanwhile. One alone may be a hiccup of the network. */
const AWAY: ReadonlySet<string> = new Set<FailureReason>(["http", "timeout", "unreachable"]);
const AWAY_POLLS = 2;

/** How often a query is polled, and how many intervals around an outage have no samples that can be trusted. */
export interface Pace {
  readonly intervalSeconds: number;
  readonly settlingIntervals: number;
}

interface Outage {
  readonly from: number;
  readonly to: number;
}

/** One query, polled once for all detectors that watch it. Times are in seconds of any one clock. */
export class QueryWatch {
  readonly query: string;
  readonly monitors: readonly Monitor[];
  readonly #pace: Pace;
  readonly #observer: WatchObserver;
  readonly #log: Log;
  #failures = 0;
  #awayPolls = 0;
  #outages: readonly Outage[] = [];
  #presentSeconds: number | undefined;
  #recent: boolean[] = [];
  #lastSuccessSeconds: number | undefined;

  constructor(query: string, monitors: readonly Monitor[], pace: Pace, observer: WatchObserver, log: Log) {
    this.query = query;
    this.monitors = monitors;
    this.#pace = pace;
    this.#observer = observer;
    this.#log = log;
  }

  /** When the last answer came. */
  get lastSuccessSeconds(): number | undefined {
    return this.#lastSuccessSeconds;
  }

  /** Whether each of the last polls was answered, the oldest first. */
  get recent(): readonly boolean[] {
    return this.#recent;
  }

  /** Whether the last answer is recent enough to speak of now. */
  isFresh(nowSeconds: number): boolean {
    if (this.#lastSuccessSeconds === undefined) return false;
    return nowSeconds - this.#lastSuccessSeconds <= (LONGEST_BACK_OFF + 1) * this.#pace.intervalSeconds;
  }

  /** Polls once and never rejects; gives the seconds from the poll's start until the next is due. */
  async poll(source: Source, stop: AbortSignal, now: () => number): Promise<number> {
    const failure = await this.#attempt(source, stop, now);
    if (stop.aborted) return 0;
    this.#failures = failure === undefined ? 0 : this.#failures + 1;
    this.#awayPolls = failure !== undefined && AWAY.has(failure) ? this.#awayPolls + 1 : 0;
    this.#recent = [...this.#recent.slice(1 - REMEMBERED_POLLS), failure === undefined];
    for (const monitor of this.monitors) this.#observer.polled(monitor, failure);
    return this.#pace.intervalSeconds * intervalsUntilNext(this.#failures);
  }

  async #attempt(source: Source, stop: AbortSignal, now: () => number): Promise<string | undefined> {
    this.#presentSeconds ??= now();
    try {
      const samples = await source(this.query, stop);
      const isSettled = this.#isSettled(now());
      this.#presentSeconds = now();
      this.#lastSuccessSeconds = now();
      for (const monitor of this.monitors) this.#deliver(monitor, samples, isSettled);
      this.#log("debug", "polled", { query: this.query, series: samples.length });
      return undefined;
    } catch (error) {
      const reason = error instanceof SourceError ? error.reason : "internal";
      if (!stop.aborted) this.#log("warning", "poll failed", { query: this.query, reason, error: messageOf(error) });
      return reason;
    }
  }

  /** False while a window begins or ends in an outage: there the samples are missing from which rates are measured. */
  #isSettled(nowSeconds: number): boolean {
    const { intervalSeconds, settlingIntervals } = this.#pace;
    const around = settlingIntervals * intervalSeconds;
    const edges = this.monitors.flatMap(({ declared }) => declared.edgesSeconds);
    const furthest = edges.reduce((far, edge) => Math.max(far, edge), 0);
    const outages = this.#outages.filter(({ to }) => nowSeconds - furthest < to);
    if (this.#awayPolls >= AWAY_POLLS) {
      outages.push({ from: (this.#presentSeconds ?? nowSeconds) - around, to: nowSeconds + around });
    }
    this.#outages = outages;
    return !edges.some((edge) => outages.some(({ from, to }) => from < nowSeconds - edge && nowSeconds - edge < to));
  }

  #deliver(monitor: Monitor, samples: readonly Sample[], isSettled: boolean): void {
    let dropped = 0;
    const observer: Observer = {
      sample: (outcome, seconds) => {
        if (outcome === "dropped") dropped += 1;
        this.#observer.sample(monitor, outcome, seconds);
      },
      anomaly: (labels, verdict) => this.#observer.anomaly(monitor, labels, verdict),
    };
    if (isSettled) monitor.observe(samples, observer);
    else monitor.pass(samples, observer);
    if (dropped === 0) return;
    const { maximumSeries, name } = monitor.declared;
    this.#log("warning", "series dropped", { detector: name, dropped, maximumSeries });
  }
}
