import type { Configuration } from "./configuration.ts";
import type { Verdict } from "./detectors/detector.ts";
import type { Log } from "./log.ts";
import type { Monitor, Outcome } from "./monitor.ts";
import type { WatchObserver } from "./query-watch.ts";
import { RecentRate } from "./recent-rate.ts";
import { Counter, Histogram } from "./sinks/metrics/instruments.ts";
import type { Labels } from "./sources/source.ts";

const DETECTION_BUCKETS_SECONDS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1];
const RATE_INTERVALS = 5;

/** Counts what the sidecar does, from its start. */
export class Telemetry implements WatchObserver {
  /** The label that everything carries. */
  readonly owner: Readonly<Record<string, string>>;
  readonly alerts = new Counter();
  readonly polls = new Counter();
  readonly pollErrors = new Counter();
  readonly samples = new Counter();
  readonly saves = new Counter();
  readonly detectionTimes = new Map<string, Histogram>();
  readonly rate: RecentRate;
  /** Whether the last attempt to save succeeded; nothing before the first. */
  lastSaveSucceeded: boolean | undefined;
  readonly #now: () => number;
  readonly #log: Log;

  constructor({ detectors, intervalSeconds, tenant, tenantLabel }: Configuration, now: () => number, log: Log) {
    this.owner = { [tenantLabel]: tenant };
    this.rate = new RecentRate(RATE_INTERVALS * intervalSeconds, now());
    this.#now = now;
    this.#log = log;
    for (const { detector, name, severity } of detectors) {
      this.alerts.add({ ...this.owner, severity, type: name }, 0);
      this.polls.add({ ...this.owner, detector: name }, 0);
      this.detectionTimes.set(
        detector,
        new Histogram({ ...this.owner, detector_type: detector }, DETECTION_BUCKETS_SECONDS),
      );
    }
  }

  polled({ declared }: Monitor, failure: string | undefined): void {
    this.polls.add({ ...this.owner, detector: declared.name });
    if (failure !== undefined) this.pollErrors.add({ ...this.owner, detector: declared.name, reason: failure });
  }

  sample({ declared }: Monitor, outcome: Outcome, seconds: number): void {
    this.samples.add({ ...this.owner, detector: declared.name, outcome });
    if (outcome === "dropped" || outcome === "unsettled") return;
    this.rate.record(1, this.#now());
    this.detectionTimes.get(declared.detector)?.observe(seconds);
  }

  anomaly({ declared }: Monitor, labels: Labels, verdict: Verdict): void {
    const { detector: detector_type, name, severity } = declared;
    this.alerts.add({ ...this.owner, severity, type: name });
    const series = Object.fromEntries(labels);
    this.#log("info", "anomaly", { detector: name, detector_type, severity, series, ...verdict });
  }

  /** Notes an attempt to save the state. */
  saved(succeeded: boolean): void {
    this.saves.add({ ...this.owner, outcome: succeeded ? "succeeded" : "failed" });
    this.lastSaveSucceeded = succeeded;
  }
}
