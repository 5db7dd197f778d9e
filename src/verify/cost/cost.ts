import type { Metric, Origin, Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { samplesOf, shapeOf } from "./expression.ts";
import { indexBytesPerDay } from "./index-size.ts";
import { OF_SCRAPES, Sources, storedAs } from "./sources.ts";

/** What one thing costs at most, as far as it is declared. */
export interface Cost {
  readonly kind: "metric" | "scrape" | "recording" | "alert" | "detector" | "logs";
  /** The metric, the rule, the stream. */
  readonly name: string;
  /** The declaration that it comes from: an SLO makes many rules. */
  readonly origin: Origin;
  /** Series that are stored all the time. Alerts add two for each that fires. */
  readonly series: number;
  readonly rules: number;
  /** Samples that an evaluation of it reads. */
  readonly samples: number;
  /** What it adds to Elasticsearch in a day; undefined where nobody said how many lines there are. */
  readonly indexBytes: number | undefined;
}

const known = new WeakMap<Program, readonly Cost[]>();

/** What each declaration of a tenant costs, heaviest first. */
export function costsOf(program: Program): readonly Cost[] {
  const found = known.get(program) ?? computed(program);
  known.set(program, found);
  return found;
}

const NOTHING = { series: 0, rules: 0, samples: 0, indexBytes: 0 };

function computed(program: Program): readonly Cost[] {
  const sources = new Sources(program);
  const step = program.organisation.prometheus.evaluationInterval;
  const reads = (expr: Expr): number => samplesOf(expr, sources, step);
  const jobs = new Map(program.scrapes.map((job) => [job.name, job]));
  const all: readonly Cost[] = [
    ...program.metrics.map(
      (metric): Cost => ({
        ...NOTHING,
        ...named(metric, "metric"),
        series: seriesOf(metric, jobs.get(metric.job ?? "")),
      }),
    ),
    ...program.scrapes.map(
      (job): Cost => ({ ...NOTHING, ...named(job, "scrape"), series: job.targets.length * OF_SCRAPES.length }),
    ),
    ...program.recordings.map(
      ({ record, expr, origin }): Cost => ({
        ...NOTHING,
        kind: "recording",
        name: record,
        origin,
        series: shapeOf(expr, sources).series,
        rules: 1,
        samples: reads(expr),
      }),
    ),
    ...program.alerts.map(
      (alert): Cost => ({ ...NOTHING, ...named(alert, "alert"), rules: 1, samples: reads(alert.expr) }),
    ),
    ...program.detectors.map(
      (detector): Cost => ({
        ...NOTHING,
        ...named(detector, "detector"),
        series: 2 * shapeOf(detector.watch, sources).series,
        samples: reads(detector.watch),
      }),
    ),
    ...program.logs.map(
      (stream): Cost => ({ ...NOTHING, ...named(stream, "logs"), indexBytes: indexBytesPerDay(stream) }),
    ),
  ];
  return [...all].sort(byWeight);
}

function named<K extends Cost["kind"]>({ name, origin }: Pick<Metric, "name" | "origin">, kind: K) {
  return { kind, name, origin };
}

function seriesOf(metric: Metric, job: Parameters<typeof storedAs>[1]): number {
  return [...storedAs(metric, job).values()].reduce((sum, { series }) => sum + series, 0);
}

// Samples are read at every evaluation; a series is written once.
function byWeight(a: Cost, b: Cost): number {
  const bytes = ({ indexBytes = 0 }: Cost): number => indexBytes;
  return b.samples - a.samples || b.series - a.series || bytes(b) - bytes(a) || (a.name < b.name ? -1 : 1);
}

/** What is counted, and can have a quota. */
export const MEASURES = {
  series: ({ series }: Cost) => series,
  rules: ({ rules }: Cost) => rules,
  samplesPerEvaluation: ({ samples }: Cost) => samples,
  indexBytesPerDay: ({ indexBytes = 0 }: Cost) => indexBytes,
} as const;
