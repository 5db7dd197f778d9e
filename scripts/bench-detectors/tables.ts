import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { rowDetectors } from "../../src/detector/detectors/index.ts";
import type { RowDetectorDefinition } from "../../src/detector/detectors/row-detector.ts";
import { FourierFeatures } from "../../src/detector/numerics/fourier-features.ts";
import { IsolationForest } from "../../src/detector/numerics/isolation-forest.ts";
import { addValue, noMoments } from "../../src/detector/numerics/moments.ts";
import { OneClassSvm } from "../../src/detector/numerics/one-class-svm.ts";
import { Random } from "../../src/detector/numerics/random.ts";
import { table } from "../bench/table.ts";
import { areaUnderCurve } from "./area-under-curve.ts";
import type { DetectorSection } from "./section.ts";

const TABLES = ["breast_cancer", "digits0_in", "wine", "synthetic8"];
const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1);
const FOREST = { trees: 100, sampleRows: 256 };
const SVM = { fourierFeatures: 1024, nu: 0.1, steps: 10_000 };

/** Verdicts on the shuttle's first rows don't count, as in the reference. */
const UNCOUNTED = 1000;

const rowsAndMarks = z.object({ X: z.array(z.array(z.number())), y: z.array(z.number()) });
const golden = z.object({
  tabular_auc: z.record(
    z.string(),
    z.object({
      isolation_forest: z.object({ auc_mean: z.number(), auc_sd: z.number() }),
      "ocsvm_novelty_nu0.1": z.object({ auc: z.number() }),
    }),
  ),
});
const extra = z.object({
  shuttle_streaming: z.object({ results: z.record(z.string(), z.object({ auc_after_1000: z.number() })) }),
});

interface Table {
  readonly rows: readonly Float64Array[];
  readonly marks: readonly boolean[];
}

/** How well odd rows of labelled tables are told from the others: whole tables beside scikit-learn, then a stream of rows. */
export const tables: DetectorSection = async ({ data, say }) => {
  const reference = golden.parse(read(join(data, "reference/golden.json"))).tabular_auc;
  const whole = TABLES.map((name) => {
    say(name);
    const { X, y } = rowsAndMarks.parse(read(join(data, "reference/datasets", `${name}.json`)));
    const given = { rows: X.map((row) => Float64Array.from(row)), marks: y.map((mark) => mark === 1) };
    const theirs = reference[name];
    return [
      name,
      spread(SEEDS.map((seed) => forestArea(given, seed))),
      `${theirs?.isolation_forest.auc_mean.toFixed(3)} ± ${theirs?.isolation_forest.auc_sd.toFixed(3)}`,
      spread(SEEDS.map((seed) => novelty(given, seed))),
      `${theirs?.["ocsvm_novelty_nu0.1"].auc.toFixed(3)}`,
    ];
  });
  const heads = ["table", "isolation forest", "scikit-learn's", "one-class SVM, novelty", "scikit-learn's"];
  const anchors = extra.parse(read(join(data, "reference/extra.json"))).shuttle_streaming.results;
  const shuttle = readShuttle(join(data, "reference/datasets/shuttle.csv"));
  const streamed = rowDetectors.map((definition) => {
    say(`shuttle: ${definition.name}`);
    return [definition.name, streamArea(definition, shuttle).toFixed(4)];
  });
  const others = Object.entries(anchors).map(([name, { auc_after_1000 }]) => [
    name.replaceAll("|", "\\|"),
    auc_after_1000.toFixed(4),
  ]);
  return `${table(heads, whole)}\n\n${table(["on the shuttle's stream", "AUC"], [...streamed, ...others])}`;
};

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function readShuttle(path: string): Table {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  const rows = lines.map((line) => Float64Array.from(line.split(",").map(Number)));
  return { rows: rows.map((row) => row.slice(0, -1)), marks: rows.map((row) => row.at(-1) === 1) };
}

function forestArea({ marks, rows }: Table, seed: number): number {
  const features = rows[0]?.length ?? 0;
  const values = Float64Array.from(rows.flatMap((row) => [...row]));
  const forest = IsolationForest.fit({ values, features }, { ...FOREST, seed });
  return areaUnderCurve(
    rows.map((row) => forest.score(row)),
    marks,
  );
}

/** Learnt from every other ordinary row of the standardised table, judged on the rest. */
function novelty({ marks, rows }: Table, seed: number): number {
  const standardised = standardise(rows);
  const ordinary = [...rows.keys()].filter((row) => marks[row] === false);
  const learnt = new Set(ordinary.filter((_, index) => index % 2 === 0));
  const varying = (standardised[0] ?? new Float64Array()).filter((_, feature) =>
    standardised.some((row) => row[feature] !== 0),
  ).length;
  const random = new Random(seed);
  // 1 / (features · variance): what scikit-learn calls "scale".
  const map = new FourierFeatures(rows[0]?.length ?? 0, SVM.fourierFeatures, 1 / varying, random);
  const svm = OneClassSvm.fit(
    map,
    SVM.nu,
    [...learnt].map((row) => standardised[row] ?? new Float64Array()),
    {
      steps: SVM.steps,
      random,
    },
  );
  const judged = [...rows.keys()].filter((row) => !learnt.has(row));
  return areaUnderCurve(
    judged.map((row) => svm.distance(standardised[row] ?? new Float64Array())),
    judged.map((row) => marks[row] === true),
  );
}

function standardise(rows: readonly Float64Array[]): Float64Array[] {
  const moments = Array.from(rows[0] ?? [], (_, feature) =>
    rows.reduce((sum, row) => addValue(sum, Number(row[feature])), noMoments),
  );
  return rows.map((row) =>
    row.map((value, feature) => {
      const { count, mean, squares } = moments[feature] ?? noMoments;
      return squares === 0 ? 0 : (value - mean) / Math.sqrt(squares / count);
    }),
  );
}

/** Each row is judged, then learnt. */
function streamArea(definition: RowDetectorDefinition, { marks, rows }: Table): number {
  const names = Array.from(rows[0] ?? [], (_, feature) => `feature ${feature}`);
  const detector = definition.create({}, names);
  const scores = rows.map((row, second) => {
    const score = detector.score([...row], second)?.score ?? 0;
    detector.learn([...row], second);
    return score;
  });
  return areaUnderCurve(scores.slice(UNCOUNTED), marks.slice(UNCOUNTED));
}

function spread(values: readonly number[]): string {
  const { count, mean, squares } = values.reduce(addValue, noMoments);
  return `${mean.toFixed(3)} ± ${Math.sqrt(squares / count).toFixed(3)}`;
}
