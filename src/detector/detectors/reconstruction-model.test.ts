import { describe, expect, it } from "vitest";
import { Random } from "../numerics/random.ts";
import { definition as autoencoder } from "./autoencoder/index.ts";
import { definition as variationalAutoencoder } from "./variational-autoencoder/index.ts";

/** Load, latency and memory follow the traffic. */
function followingRows(count: number): number[][] {
  const random = new Random(6);
  return Array.from({ length: count }, () => {
    const traffic = 100 + 30 * random.normal();
    const noise = () => 0.02 * traffic * random.normal();
    return [traffic, 0.5 * traffic + noise(), 2 * traffic + noise(), 1000 - traffic + noise()];
  });
}

describe.each([autoencoder, variationalAutoencoder])("$name", (definition) => {
  const taught = (parameters: object = {}) => {
    const detector = definition.create(parameters, ["traffic", "load", "latency", "memory"]);
    for (const [index, row] of followingRows(1200).entries()) detector.learn(row, index);
    return detector;
  };

  it("finds ordinary values that don't go together, and says what the others would lead to", () => {
    const detector = taught();
    expect(detector.score([130, 65, 260, 870], 1200)).toMatchObject({ is_anomaly: false });
    const odd = detector.score([130, 35, 260, 870], 1200);
    expect(odd).toMatchObject({ is_anomaly: true, contributions: [{ feature: "load", seen: 35 }, {}, {}, {}] });
    expect(odd?.expected).toBeGreaterThan(48);
  });

  it("refuses a state of another number of features, or of half a row", () => {
    const state = JSON.parse(JSON.stringify(taught()));
    expect(() => definition.create({}, ["traffic", "load"], state)).toThrow("standardiser.means must have at most 2");
    state.model.replay.values.pop();
    expect(() => definition.create({}, ["a", "b", "c", "d"], state)).toThrow("replay.values must be whole rows");
  });

  it("states more memory for more features and a longer replay", () => {
    expect(definition.memoryBytes({}, 20)).toBeGreaterThan(definition.memoryBytes({}, 10));
    expect(definition.memoryBytes({ replayRows: 1024 }, 10)).toBeGreaterThan(definition.memoryBytes({}, 10));
  });
});
