import { expect, test } from "vitest";
import { detectors, SchemaError } from "./library.ts";

test("the library has every kind by its name, and says what is wrong with parameters", () => {
  const kind = detectors.find(({ name }) => name === "modified-z-score");
  if (kind?.takes !== "series") throw new Error("no such kind of series");
  const detector = kind.create({ threshold: 4, warmUpSamples: 3, windowSamples: 5 });
  for (const [second, value] of [12, 11, 13].entries()) detector.learn(value, second);
  expect(detector.score(90, 4)).toMatchObject({ is_anomaly: true, expected: 12, seen: 90 });
  expect(() => kind.create({ treshold: 4 })).toThrow(SchemaError);
});
