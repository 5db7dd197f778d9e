import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import { definition } from "./index.ts";

const FEATURES = ["traffic", "load", "latency", "memory"];

/** Load, latency and memory follow the traffic; one row in thirty is far out in a direction of its own. */
function taught(contaminated: boolean) {
  const random = new Random(6);
  const detector = definition.create({}, FEATURES);
  for (let index = 0; index < 1500; index += 1) {
    const traffic = 100 + 30 * random.normal();
    const noise = () => 0.02 * traffic * random.normal();
    const row = [traffic, 0.5 * traffic + noise(), 2 * traffic + noise(), 1000 - traffic + noise()];
    detector.learn(contaminated && index % 30 === 29 ? [300, -200, 0, 500] : row, index);
  }
  return detector;
}

describe("robust principal components", () => {
  it("find ordinary values that don't go together, and say what the others would lead to", () => {
    const detector = taught(false);
    expect(detector.score([130, 65, 260, 870], 1500)).toMatchObject({ is_anomaly: false });
    const odd = detector.score([130, 35, 260, 870], 1500);
    expect(odd).toMatchObject({ is_anomaly: true, contributions: [{ feature: "load", seen: 35 }, {}, {}, {}] });
    expect(odd?.expected).toBeGreaterThan(50);
  });

  it("keep their directions where one row in thirty is far out", () => {
    const [clean, contaminated] = [taught(false), taught(true)];
    const expected = (detector: typeof clean) => detector.score([130, 35, 260, 870], 1500)?.expected ?? 0;
    expect(Math.abs(expected(contaminated) - expected(clean))).toBeLessThan(6);
  });

  it("refuse a state of another number of features", () => {
    const state = JSON.parse(JSON.stringify(taught(false)));
    expect(() => definition.create({}, ["a", "b"], state)).toThrow("components.covariance must have at most 4");
  });

  it("state more memory for more features", () => {
    expect(definition.memoryBytes({}, 40)).toBeGreaterThan(definition.memoryBytes({}, 20));
  });
});
