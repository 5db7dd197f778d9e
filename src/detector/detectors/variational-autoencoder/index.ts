import { VariationalAutoencoder, variationalWeights } from "../../numerics/networks/variational-autoencoder.ts";
import type { Random } from "../../numerics/random.ts";
import { defineRowDetector } from "../define-row.ts";
import { ReconstructionModel, trainingBytes } from "../reconstruction-model.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { parameters } from "./parameters.ts";

/** How improbable a row is under the density that a small variational autoencoder learns while rows come. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "variational-autoencoder",
  parameters,
  wording: ({ replayRows }) => ({
    statistic: "squared error and divergence in variances",
    adaptsWithinSamples: replayRows,
  }),
  modelBytes: ({ replayRows }, features) =>
    trainingBytes({ features, replayRows, weights: variationalWeights(features) }),
  model(given, features, state) {
    const weights = variationalWeights(features);
    const network = (random: Random) => new VariationalAutoencoder(features, given.variance, random);
    return new ReconstructionModel(given, { features, weights, network }, state);
  },
});
