import type { Configuration } from "./configuration.ts";
import type { Verdict } from "./detectors/detector.ts";
import type { Monitor } from "./monitor.ts";
import type { QueryWatch } from "./query-watch.ts";
import type { MetricFamily, MetricSample, MetricType } from "./sinks/metrics/exposition.ts";
import { withSeriesLabels } from "./sinks/metrics/label-names.ts";
import type { Telemetry } from "./telemetry.ts";

/** What `/metrics` is drawn from. */
export interface Observed {
  readonly configuration: Configuration;
  readonly watches: readonly QueryWatch[];
  readonly telemetry: Telemetry;
  /** Version of the runtime, for `build_info`. */
  readonly version: string;
  readonly nowSeconds: number;
}

type Row = readonly [name: string, type: MetricType, help: string, samples: readonly MetricSample[]];

/**
 * All metrics of a sidecar. What it doesn't know it doesn't expose: no verdict of a series that has gone or of a source
 * that is silent, and no `false_positive_rate` or `detection_accuracy`, which need the feedback of people.
 */
export function families(observed: Observed): MetricFamily[] {
  const { prefix } = observed.configuration;
  return [...verdictRows(observed), ...workRows(observed), ...stateRows(observed)].map(
    ([name, type, help, samples]) => ({
      name: `${prefix}_${name}`,
      help,
      type,
      samples,
    }),
  );
}

function verdictRows(observed: Observed): Row[] {
  const rows: readonly [string, string, (verdict: Verdict) => number][] = [
    ["anomaly", "1 while the last value of the series is an anomaly, else 0.", (verdict) => Number(verdict.is_anomaly)],
    ["anomaly_score", "Deviation of the last value in the statistic of its detector.", (verdict) => verdict.score],
    ["anomaly_threshold", "Score above which a value is an anomaly.", (verdict) => verdict.threshold],
    ["anomaly_confidence", "0 to 1, one half at the threshold.", (verdict) => verdict.confidence_score],
    ["anomaly_expected", "Value that the detector expected, in the unit of the series.", (verdict) => verdict.expected],
  ];
  const judged = monitorsOf(observed, true).flatMap((monitor) =>
    [...monitor.judged()].map(({ labels, verdict }) => ({
      labels: withSeriesLabels(own(observed, monitor), labels),
      verdict,
    })),
  );
  return rows.map(([name, help, of]) => [
    name,
    "gauge",
    help,
    judged.map(({ labels, verdict }) => ({ labels, value: of(verdict) })),
  ]);
}

function workRows({ telemetry, watches, nowSeconds }: Observed): Row[] {
  const { owner, alerts, detectionTimes, polls, pollErrors, rate, samples } = telemetry;
  const times = [...detectionTimes.values()].flatMap((histogram) => histogram.samples());
  const successes = watches.flatMap(({ lastSuccessSeconds: value, monitors }) =>
    value === undefined
      ? []
      : monitors.map(({ declared }) => ({ labels: { ...owner, detector: declared.name }, value })),
  );
  return [
    [
      "alerts_total",
      "counter",
      "Times that a series became an anomaly, by severity and declared detector.",
      alerts.samples(),
    ],
    ["detection_time_seconds", "histogram", "Time to score and learn one value.", times],
    [
      "processing_rate_per_second",
      "gauge",
      "Values judged per second over the last five intervals.",
      [{ labels: owner, value: rate.perSecond(nowSeconds) }],
    ],
    ["samples_total", "counter", "Values taken in, by what came of them.", samples.samples()],
    ["polls_total", "counter", "Queries sent to the source.", polls.samples()],
    ["poll_errors_total", "counter", "Queries that gave no samples, by reason.", pollErrors.samples()],
    ["last_success_timestamp_seconds", "gauge", "When the source last answered.", successes],
  ];
}

function stateRows(observed: Observed): Row[] {
  const { telemetry, version } = observed;
  const { owner } = telemetry;
  const active = monitorsOf(observed, true).filter((monitor) => !monitor.judged().next().done);
  const series = monitorsOf(observed, false).map((monitor) => ({
    labels: { ...owner, detector: monitor.declared.name },
    value: monitor.size,
  }));
  return [
    [
      "active_detectors",
      "gauge",
      "Declared detectors that gave a verdict at their last poll.",
      [{ labels: owner, value: active.length }],
    ],
    ["series", "gauge", "Series watched now.", series],
    [
      "system_health_score",
      "gauge",
      "0 to 1: share of the last polls answered (source), of polled samples within limits (series), last save (state).",
      healthOf(observed),
    ],
    ["state_saves_total", "counter", "Attempts to save the state.", telemetry.saves.samples()],
    [
      "build_info",
      "gauge",
      "Always 1.",
      [{ labels: { ...owner, version, node_version: process.versions.node }, value: 1 }],
    ],
  ];
}

function healthOf({ telemetry, watches }: Observed): MetricSample[] {
  const { lastSaveSucceeded, owner, samples } = telemetry;
  const polls = watches.flatMap(({ recent }) => recent);
  const dropped = samples.samples().filter(({ labels }) => labels["outcome"] === "dropped");
  const shares: readonly [string, number | undefined][] = [
    ["source", share(polls.filter((answered) => answered).length, polls.length)],
    ["series", share(total(samples.samples()) - total(dropped), total(samples.samples()))],
    ["state", lastSaveSucceeded === undefined ? undefined : Number(lastSaveSucceeded)],
  ];
  return shares.flatMap(([component, value]) =>
    value === undefined ? [] : [{ labels: { ...owner, component }, value }],
  );
}

function monitorsOf({ watches, nowSeconds }: Observed, onlyFresh: boolean): Monitor[] {
  return watches.filter((watch) => !onlyFresh || watch.isFresh(nowSeconds)).flatMap(({ monitors }) => monitors);
}

function own({ telemetry }: Observed, { declared }: Monitor): Record<string, string> {
  return { ...declared.labels, ...telemetry.owner, detector: declared.name };
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function total(samples: readonly MetricSample[]): number {
  return samples.reduce((sum, { value }) => sum + value, 0);
}
