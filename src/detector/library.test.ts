import { expect, test } from "vitest";
import {
  detectors,
  forecast,
  linearSurrogate,
  Random,
  SchemaError,
  sampledShapleyValues,
  shapleyValues,
  timeToThreshold,
} from "./library.ts";

test("the library has every kind by its name, and says what is wrong with parameters", () => {
  const kind = detectors.find(({ name }) => name === "modified-z-score");
  if (kind?.takes !== "series") throw new Error("no such kind of series");
  const detector = kind.create({ threshold: 4, warmUpSamples: 3, windowSamples: 5 });
  for (const [second, value] of [12, 11, 13].entries()) detector.learn(value, second);
  expect(detector.score(90, 4)).toMatchObject({ is_anomaly: true, expected: 12, seen: 90 });
  expect(() => kind.create({ treshold: 4 })).toThrow(SchemaError);
});

test("the library explains the score of any kind that judges rows", () => {
  const kind = detectors.find(({ name }) => name === "robust-pca");
  if (kind?.takes !== "rows") throw new Error("no such kind of rows");
  const detector = kind.create({ warmUpSamples: 3 }, ["load", "errors", "latency"]);
  const random = new Random(1);
  const rows = Array.from({ length: 300 }, () => [100, 5, 30].map((mean) => mean + random.normal()));
  for (const [second, row] of rows.entries()) detector.learn(row, second);
  const score = (row: Float64Array) => detector.score([...row], rows.length)?.score ?? 0;
  const background = rows.slice(-20).map((row) => Float64Array.from(row));
  const odd = Float64Array.of(100, 12, 30);

  const shares = shapleyValues(score, odd, background);
  const mean = background.reduce((sum, row) => sum + score(row), 0) / background.length;
  expect(shares.reduce((sum, one) => sum + one)).toBeCloseTo(score(odd) - mean, 6);
  expect(Number(shares[1])).toBeGreaterThan(0.8 * score(odd));
  const drawn = sampledShapleyValues(score, odd, background, { orders: 100, random });
  expect(Math.abs(Number(drawn[1]) - Number(shares[1]))).toBeLessThan(0.1 * score(odd));

  const { slopes } = linearSurrogate(score, odd, { deviations: Float64Array.of(0.1, 0.1, 0.1), samples: 50, random });
  expect(Number(slopes[1])).toBeGreaterThan(5 * Math.abs(Number(slopes[0])));
});

test("the library forecasts a series, and when it reaches a threshold", () => {
  const disk = Array.from({ length: 48 }, (_, hour) => 50 + hour + Math.sin(hour * hour));
  const { lower, mean, upper } = forecast(disk, { horizon: 6 });
  expect(Math.abs(Number(mean[5]) - 103)).toBeLessThan(3);
  expect(Number(upper[5])).toBeGreaterThan(Number(lower[5]));
  const { median } = timeToThreshold(disk, { threshold: 103, side: "above", horizon: 12 });
  expect(Math.abs(Number(median) - 6)).toBeLessThan(3);
});
