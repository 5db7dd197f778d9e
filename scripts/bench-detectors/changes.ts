import { changeDetectors } from "../../src/detector/detectors/index.ts";
import { Adwin } from "../../src/detector/numerics/concept-drift/adwin.ts";
import type { ChangeDetector } from "../../src/detector/numerics/concept-drift/change-detector.ts";
import { Ddm } from "../../src/detector/numerics/concept-drift/ddm.ts";
import { Eddm } from "../../src/detector/numerics/concept-drift/eddm.ts";
import { HddmA } from "../../src/detector/numerics/concept-drift/hddm-a.ts";
import { HddmW } from "../../src/detector/numerics/concept-drift/hddm-w.ts";
import { Kswin } from "../../src/detector/numerics/concept-drift/kswin.ts";
import { PageHinkley } from "../../src/detector/numerics/concept-drift/page-hinkley.ts";
import { Random } from "../../src/detector/numerics/random.ts";
import { table } from "../bench/table.ts";
import type { DetectorSection } from "./section.ts";

const hddm = { level: 0.001, warningLevel: 0.005, twoSided: false };

/** The numbers behind each kind, with river's parameters. */
const cores: Readonly<Record<string, () => ChangeDetector>> = {
  adwin: () => new Adwin({ level: 0.002, everySamples: 32, bucketsPerSize: 5, leastSamples: 5, warmUpSamples: 10 }),
  ddm: () => new Ddm({ warmUpSamples: 30, warningThreshold: 2, threshold: 3 }),
  eddm: () => new Eddm({ warmUpErrors: 30, warningShare: 0.95, share: 0.9 }),
  "hddm, Hoeffding": () => new HddmA(hddm),
  "hddm, McDiarmid": () => new HddmW({ ...hddm, weight: 0.05 }),
  kswin: () => new Kswin({ windowSamples: 100, recentSamples: 30, level: 0.005, seed: 1 }),
  "page-hinkley": () =>
    new PageHinkley({ warmUpSamples: 30, tolerance: 0.005, threshold: 50, fading: 0.9999, direction: "both" }),
};
const ofErrors = /^(e?ddm|hddm)/;
const VALUES = 100_000;
const CHANGED_BY_DEVIATIONS = 2;
const BEFORE = 1000;
const ROUNDS = 50;

/** How fast the detectors of changes are, how late, and how often they are wrong. */
export const changes: DetectorSection = async () => {
  const speeds = Object.entries(cores).map(([name, create]) => [name, `${rate(name, create).toPrecision(2)} M`]);
  const judged = changeDetectors.map((definition) => {
    const found = Array.from({ length: ROUNDS }, (_, seed) => followed(definition, seed + 1));
    const delays = found.flatMap(({ delay }) => (delay === undefined ? [] : [delay])).sort((a, b) => a - b);
    const wrong = found.reduce((sum, one) => sum + one.wrong, 0);
    const median = delays[Math.floor(delays.length / 2)];
    return [definition.name, String(delays.length), String(median ?? "–"), String(wrong)];
  });
  return [
    table(["numbers alone, one core", "values a CPU second"], speeds),
    "",
    table(
      [
        "kind, defaults",
        `changes found of ${ROUNDS}`,
        "values until then, median",
        `false ones in ${ROUNDS} × ${BEFORE} values`,
      ],
      judged,
    ),
  ].join("\n");
};

function rate(name: string, create: () => ChangeDetector): number {
  const random = new Random(5);
  const values = Float64Array.from({ length: VALUES }, () => random.uniform());
  const stream = ofErrors.test(name) ? values.map((value) => (value < 0.1 ? 1 : 0)) : values;
  const detector = create();
  const rounds = name === "kswin" ? 1 : 20;
  const feed = () => {
    for (const value of stream) detector.update(value);
  };
  feed();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) feed();
  const { user } = process.cpuUsage(before);
  return (rounds * VALUES) / user;
}

/** One change of the level by two deviations, or of the rate of errors from .05 to .2. */
function followed(definition: (typeof changeDetectors)[number], seed: number) {
  const random = new Random(seed);
  const detector = definition.create({});
  const isOfErrors = ofErrors.test(definition.name);
  let wrong = 0;
  for (let index = 0; index < BEFORE + 500; index += 1) {
    const isAfter = index >= BEFORE;
    const value = isOfErrors
      ? Number(random.uniform() < (isAfter ? 0.2 : 0.05))
      : random.normal() + (isAfter ? CHANGED_BY_DEVIATIONS : 0);
    const isChange = detector.score(value, index + 1)?.is_anomaly === true;
    detector.learn(value, index + 1);
    if (isChange && isAfter) return { wrong, delay: index - BEFORE + 1 };
    if (isChange) wrong += 1;
  }
  return { wrong };
}
