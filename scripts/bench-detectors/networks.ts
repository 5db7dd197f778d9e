import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { definition as autoencoder } from "../../src/detector/detectors/autoencoder/index.ts";
import { definition as lstmForecaster } from "../../src/detector/detectors/lstm-forecaster/index.ts";
import { definition as matrixProfile } from "../../src/detector/detectors/matrix-profile/index.ts";
import { definition as robustPca } from "../../src/detector/detectors/robust-pca/index.ts";
import type { RowDetector } from "../../src/detector/detectors/row-detector.ts";
import { definition as variationalAutoencoder } from "../../src/detector/detectors/variational-autoencoder/index.ts";
import { Random } from "../../src/detector/numerics/random.ts";
import { table } from "../bench/table.ts";
import { areaUnderCurve } from "./area-under-curve.ts";
import type { DetectorSection } from "./section.ts";

const TABLES = ["breast_cancer", "digits0_in", "wine", "synthetic8"];
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Rows are judged when all have come. */
const EARLY = { warmUpSamples: 3 };
const SAMPLES = 5000;
const RUNS = 5;
const FEATURES = 8;

const rowsAndMarks = z.object({ X: z.array(z.array(z.number())), y: z.array(z.number()) });
const golden = z.object({
  tabular_auc: z.record(
    z.string(),
    z.object({ autoencoder_mlp: z.object({ auc_mean: z.number(), auc_sd: z.number() }) }),
  ),
});

/** Networks of our own: how well they tell odd rows of labelled tables, and what a sample costs. */
export const networks: DetectorSection = async ({ data, say }) => {
  const reference = golden.parse(read(join(data, "reference/golden.json"))).tabular_auc;
  const found = TABLES.map((name) => {
    say(name);
    const { X, y } = rowsAndMarks.parse(read(join(data, "reference/datasets", `${name}.json`)));
    const marks = y.map((mark) => mark === 1);
    const { auc_mean = 0, auc_sd = 0 } = reference[name]?.autoencoder_mlp ?? {};
    const drawing = [autoencoder, variationalAutoencoder].map((definition) => {
      return spread(SEEDS.map((seed) => area(definition.create({ ...EARLY, seed }, names(X[0])), X, marks)));
    });
    const components = area(robustPca.create(EARLY, names(X[0])), X, marks).toFixed(3);
    return [name, ...drawing, components, `${auc_mean.toFixed(3)} ± ${auc_sd.toFixed(3)}`];
  });
  const areaHeads = ["table", "autoencoder", "variational-autoencoder", "robust-pca", "scikit-learn's MLPRegressor"];
  const costHeads = ["detector", "µs a sample", "99.9 % below, µs", "memory, kB", "saved state, kB"];
  return `${table(areaHeads, found)}\n\n${table(costHeads, costs())}`;
};

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Rows come once as a stream; then each is judged. */
function area(detector: RowDetector, rows: readonly (readonly number[])[], marks: readonly boolean[]): number {
  for (const [second, row] of rows.entries()) detector.learn(row, second);
  const scores = rows.map((row) => detector.score(row, rows.length)?.score ?? 0);
  return areaUnderCurve(scores, marks);
}

function names(row: readonly number[] = []): string[] {
  return row.map((_, feature) => `feature ${feature}`);
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return `${mean.toFixed(3)} ± ${Math.sqrt(variance).toFixed(3)}`;
}

/** Score and learn, one at a time, with defaults: of rows with eight features that follow each other, and of a wave with noise. */
function costs(): string[][] {
  const random = new Random(1);
  const values = Array.from({ length: SAMPLES }, (_, t) => 50 + 20 * Math.sin(t / 9) + random.normal());
  const rows = values.map((value) => {
    return Array.from({ length: FEATURES }, (_, feature) => value * feature + random.normal());
  });
  const ofRows = [autoencoder, variationalAutoencoder, robustPca].map((definition) => {
    return cost(
      definition.name,
      () => definition.create({}, names(rows[0])),
      rows,
      definition.memoryBytes({}, FEATURES),
    );
  });
  const ofSeries = [lstmForecaster, matrixProfile].map((definition) => {
    return cost(definition.name, () => definition.create({}), values, definition.memoryBytes({}));
  });
  return [...ofRows, ...ofSeries];
}

interface OneAtATime<T> {
  score(one: T, seconds: number): unknown;
  learn(one: T, seconds: number): void;
}

/** The same samples in several runs: the least time of each, for what other work of the machine takes from one doesn't count. */
function cost<T>(name: string, begin: () => OneAtATime<T>, samples: readonly T[], bytes: number): string[] {
  const times = new Float64Array(samples.length).fill(Number.POSITIVE_INFINITY);
  let state = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const detector = begin();
    for (const [second, one] of samples.entries()) {
      const before = process.hrtime.bigint();
      detector.score(one, second);
      detector.learn(one, second);
      const time = Number(process.hrtime.bigint() - before) / 1000;
      times[second] = Math.min(time, Number(times[second]));
    }
    state = JSON.stringify(detector).length / 1024;
  }
  const mean = times.reduce((sum, one) => sum + one, 0) / times.length;
  const late = times.toSorted()[Math.floor(0.999 * times.length)] ?? 0;
  return [name, mean.toFixed(0), late.toFixed(0), (bytes / 1024).toFixed(0), state.toFixed(0)];
}
