import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { Autoencoder } from "./autoencoder.ts";
import { RowReplay } from "./row-replay.ts";
import { RowTraining } from "./row-training.ts";
import { Standardiser } from "./standardiser.ts";
import { VariationalAutoencoder } from "./variational-autoencoder.ts";

const leastScales = { minimumScale: 1e-9, minimumRelativeScale: 1e-6 };

const options = {
  features: 4,
  seed: 1,
  learningRate: 0.005,
  batchRows: 8,
  stepsPerSample: 1,
  replayRows: 100,
  leastWeight: 0.001,
  ...leastScales,
};
const networks = {
  autoencoder: (random: Random) => new Autoencoder(4, random),
  "variational autoencoder": (random: Random) => new VariationalAutoencoder(4, 0.25, random),
};

/** Rows on a plane through four dimensions, with a little noise: the third feature is 100 × their sum, the fourth their difference. */
function planeRow(random: Random): number[] {
  const [a, b] = [random.normal(), random.normal()];
  return [a, b, 100 * (a + b) + random.normal(), a - b + 0.01 * random.normal()];
}

describe.each(Object.entries(networks))("an %s in training", (_, network) => {
  const trained = (rows: number) => {
    const random = new Random(2);
    const training = new RowTraining(options, network);
    for (let index = 0; index < rows; index += 1) training.learn(planeRow(random));
    return training;
  };

  it("gives back what lies as usual, and not what lies elsewhere, feature by feature", () => {
    const training = trained(1500);
    const usual = [0.5, 0.5, 100, 0];
    expect(training.reconstruct(usual).error).toBeLessThan(1.5);
    const { error, expected, squares } = training.reconstruct([0.5, 0.5, -300, 0]);
    expect(error).toBeGreaterThan(4);
    expect(squares.indexOf(Math.max(...squares))).toBe(2);
    expect(expected[2]).toBeGreaterThan(-290);
    expect(training.reconstruct([0.5, 0.5, -3000, 0]).error).toBeGreaterThan(error);
  });

  it("continues bit by bit from its state, before and after its replay is full", () => {
    for (const rows of [0, 7, 150]) {
      const whole = trained(rows);
      const resumed = new RowTraining(options, network, JSON.parse(JSON.stringify(whole)));
      const random = new Random(9);
      for (let index = 0; index < 5; index += 1) {
        const row = planeRow(random);
        whole.learn(row);
        resumed.learn(row);
      }
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
      const row = planeRow(random);
      expect(resumed.reconstruct(row)).toStrictEqual(whole.reconstruct(row));
    }
  });

  it("stays finite, whatever it learns", () => {
    const training = trained(20);
    const odd = [1e150, -1e150, 5e-324, 0];
    for (let index = 0; index < 40; index += 1) {
      const { error, expected, squares } = training.reconstruct(odd);
      for (const number of [error, ...expected, ...squares]) expect(number).toSatisfy(Number.isFinite);
      training.learn(odd.with(index % 4, 0));
    }
  });
});

describe("standardising", () => {
  it("brings features to mean 0 and variance 1", () => {
    const standardiser = new Standardiser(2, { leastWeight: 0.001, ...leastScales });
    const rows = [
      [1, 10],
      [3, 20],
      [5, 60],
    ];
    for (const row of rows) standardiser.learn(row);
    expect(standardiser.standardised(5, 0)).toBeCloseTo(2 / Math.sqrt(8 / 3), 12);
    expect(standardiser.standardised(30, 1)).toBeCloseTo(0, 12);
  });

  it("lets one far row move the moments but little, and follows a new level", () => {
    const standardiser = new Standardiser(1, { leastWeight: 0.05, ...leastScales });
    const random = new Random(3);
    for (let index = 0; index < 200; index += 1) standardiser.learn([random.normal()]);
    standardiser.learn([1e150]);
    expect(standardiser.deviation(0)).toBeLessThan(2.5);
    for (let index = 0; index < 200; index += 1) standardiser.learn([1000 + random.normal()]);
    expect(standardiser.mean(0)).toBeCloseTo(1000, -1);
  });

  it("takes a constant feature for exact up to a millionth", () => {
    const standardiser = new Standardiser(1, { leastWeight: 0.05, ...leastScales });
    for (let index = 0; index < 20; index += 1) standardiser.learn([1e6]);
    expect(standardiser.standardised(1e6 + 0.5, 0)).toBeCloseTo(0.5, 6);
    expect(standardiser.standardised(1e150, 0)).toBe(1e100);
  });
});

describe("the replay of rows", () => {
  it("keeps the last ones, oldest first", () => {
    const replay = new RowReplay(2, 2);
    for (const row of [
      [1, 2],
      [3, 4],
      [5, 6],
    ])
      replay.push(row);
    expect([replay.valueAt(0, 0), replay.valueAt(1, 1)]).toStrictEqual([3, 6]);
    expect(replay.toJSON()).toStrictEqual({ values: [3, 4, 5, 6] });
    expect(replay.count).toBe(2);
  });
});
