import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { Adam } from "./adam.ts";
import { Autoencoder } from "./autoencoder.ts";
import { Dense } from "./dense.ts";
import { divergenceFromNormal, squaredLoss } from "./losses.ts";
import { Lstm } from "./lstm.ts";
import { Perceptron, perceptronWeights } from "./perceptron.ts";
import { VariationalAutoencoder } from "./variational-autoencoder.ts";
import { Weights } from "./weights.ts";
import { forecasterWeights, WindowForecaster } from "./window-forecaster.ts";

const STEP = 1e-5;

/** The greatest difference between the gradients that a network adds and those by central differences, relative to their size. */
function gradientError(weights: Weights, loss: () => number): number {
  weights.clearGradients();
  loss();
  const analytic = Float64Array.from(weights.gradients);
  const length = Math.sqrt(analytic.reduce((sum, one) => sum + one * one, 0));
  const errors = Array.from(weights.values, (value, index) => {
    const at = (moved: number) => {
      weights.values[index] = moved;
      return loss();
    };
    const numeric = (at(value + STEP) - at(value - STEP)) / (2 * STEP);
    weights.values[index] = value;
    return Math.abs(numeric - Number(analytic[index])) / length;
  });
  return Math.max(...errors);
}

const normals = (count: number, seed: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

describe("the gradients of", () => {
  it("dense layers are those of differences, by weights and by inputs", () => {
    const sizes = [5, 4, 3];
    const weights = new Weights(perceptronWeights(sizes));
    const layers = new Perceptron(weights, sizes);
    layers.initialise(new Random(1));
    const [input, target, gradient] = [normals(5, 2), normals(3, 3), new Float64Array(3)];
    const loss = () => {
      const value = squaredLoss(layers.forward(input), target, gradient);
      layers.backward(input, gradient);
      return value;
    };
    expect(gradientError(weights, loss)).toBeLessThan(1e-6);
    squaredLoss(layers.forward(input), target, gradient);
    const byInput = Float64Array.from(layers.backward(input, gradient));
    for (const [index, value] of input.entries()) {
      const moved = [STEP, -STEP].map((step) => {
        const other = input.with(index, value + step);
        return squaredLoss(layers.forward(other), target, gradient);
      });
      expect((Number(moved[0]) - Number(moved[1])) / (2 * STEP)).toBeCloseTo(Number(byInput[index]), 7);
    }
  });

  it("an autoencoder", () => {
    const network = new Autoencoder(6, new Random(4));
    const row = normals(6, 5);
    expect(gradientError(network.weights, () => network.addGradients(row))).toBeLessThan(1e-6);
  });

  it("a variational autoencoder, with the same draws each time", () => {
    const network = new VariationalAutoencoder(6, 0.3, new Random(4));
    const row = normals(6, 6);
    expect(gradientError(network.weights, () => network.addGradients(row, new Random(9)))).toBeLessThan(1e-6);
  });

  it("an LSTM forecaster, back through all its steps", () => {
    const network = new WindowForecaster(3, 7, new Random(2));
    const values = normals(8, 7);
    expect(gradientError(network.weights, () => network.addGradients(values, 8))).toBeLessThan(1e-6);
    expect(gradientError(network.weights, () => network.addGradients(values, 2))).toBeLessThan(1e-6);
  });
});

describe("an LSTM", () => {
  it("does what its equations say", () => {
    const weights = new Weights(forecasterWeights(1));
    const lstm = new Lstm(weights, 1, 1, 2);
    // Rows: input gate, forget gate, candidate, output gate, each by input and hidden state; then the four biases.
    weights.values.set([0.5, -0.3, 0.2, 0.1, 0.8, 0.4, -0.6, 0.7, 0.1, 1, -0.2, 0.3]);
    const sigma = (x: number) => 1 / (1 + Math.exp(-x));
    let [cell, hidden] = [0, 0];
    for (const [index, x] of [0.7, -1.2].entries()) {
      const gates = [sigma(0.5 * x - 0.3 * hidden + 0.1), sigma(0.2 * x + 0.1 * hidden + 1)] as const;
      const output = sigma(-0.6 * x + 0.7 * hidden + 0.3);
      cell = gates[1] * cell + gates[0] * Math.tanh(0.8 * x + 0.4 * hidden - 0.2);
      hidden = output * Math.tanh(cell);
      expect(lstm.forward(index, Float64Array.of(x))[0]).toBeCloseTo(hidden, 14);
    }
    expect(() => lstm.forward(2, Float64Array.of(1))).toThrow("no step 2 of 2");
  });

  it("learns to add what came two steps before, which the last value doesn't tell", () => {
    const network = new WindowForecaster(6, 12, new Random(3));
    const adam = new Adam(network.weights, 0.02);
    const random = new Random(8);
    const values = new Float64Array(400);
    for (let t = 0; t < values.length; t += 1) values[t] = 0.9 * Number(values[t - 2] ?? 0) + 0.3 * random.normal();
    const losses = Array.from({ length: 400 }, () => {
      network.weights.clearGradients();
      const loss = network.addGradients(values.subarray(random.below(values.length - 12)), 13);
      network.weights.limitGradients(1);
      adam.step();
      return loss;
    });
    const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one) / some.length;
    // Half the variance of the series is .24, half that of its noise .045.
    expect(mean(losses.slice(0, 20))).toBeGreaterThan(0.15);
    expect(mean(losses.slice(-100))).toBeLessThan(0.075);
  });
});

describe("training", () => {
  it("moves each weight by the learning rate at first, whatever the gradient's size", () => {
    const weights = new Weights(2);
    weights.gradients.set([1e-3, -1e3]);
    new Adam(weights, 0.1).step();
    expect(weights.values[0]).toBeCloseTo(-0.1, 5);
    expect(weights.values[1]).toBeCloseTo(0.1, 11);
  });

  it("continues bit by bit from its state", () => {
    const train = (network: Autoencoder, adam: Adam, steps: number) => {
      const row = normals(4, 5);
      for (let step = 0; step < steps; step += 1) {
        network.weights.clearGradients();
        network.addGradients(row);
        adam.step();
      }
    };
    const whole = new Autoencoder(4, new Random(1));
    const adam = new Adam(whole.weights, 0.01);
    train(whole, adam, 20);
    const resumed = new Autoencoder(4, new Random(2));
    resumed.weights.values.set(JSON.parse(JSON.stringify([...whole.weights.values])));
    const resumedAdam = new Adam(resumed.weights, 0.01, JSON.parse(JSON.stringify(adam)));
    train(whole, adam, 20);
    train(resumed, resumedAdam, 20);
    expect([...resumed.weights.values]).toStrictEqual([...whole.weights.values]);
    expect(resumedAdam.toJSON()).toStrictEqual(adam.toJSON());
  });

  it("shortens a gradient that is too long, and leaves a short one", () => {
    const weights = new Weights(2);
    weights.gradients.set([3, 4]);
    weights.limitGradients(6);
    expect([...weights.gradients]).toStrictEqual([3, 4]);
    weights.limitGradients(1);
    expect(weights.gradients[0]).toBeCloseTo(0.6, 14);
    expect(weights.gradients[1]).toBeCloseTo(0.8, 14);
  });

  it("draws weights within Glorot's limit, and others for another seed", () => {
    const weights = (seed: number) => {
      const all = new Weights(perceptronWeights([30, 20]));
      new Dense(all, 30, 20, "tanh").initialise(new Random(seed));
      return all.values;
    };
    const limit = Math.sqrt(6 / 50);
    expect(Math.max(...weights(1))).toBeLessThanOrEqual(limit);
    expect(Math.max(...weights(1))).toBeGreaterThan(0.95 * limit);
    expect(Math.min(...weights(1))).toBeLessThan(-0.95 * limit);
    expect([...weights(1).subarray(600)]).toStrictEqual(new Array<number>(20).fill(0));
    expect([...weights(2)]).not.toStrictEqual([...weights(1)]);
  });

  it("takes the divergence of normal densities as it is by its integral", () => {
    // ½ (1.5² + .5 − 1 − ln .5) + ½ ((−.2)² + 2 − 1 − ln 2)
    expect(divergenceFromNormal(Float64Array.of(1.5, -0.2), Float64Array.of(Math.log(0.5), Math.log(2)))).toBeCloseTo(
      0.5 * (2.25 + 0.5 - 1 - Math.log(0.5)) + 0.5 * (0.04 + 2 - 1 - Math.log(2)),
      14,
    );
    expect(divergenceFromNormal(Float64Array.of(0), Float64Array.of(0))).toBe(0);
  });
});
