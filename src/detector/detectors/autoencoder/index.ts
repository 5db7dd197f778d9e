import { Autoencoder, autoencoderWeights } from "../../numerics/networks/autoencoder.ts";
import type { Random } from "../../numerics/random.ts";
import { defineRowDetector } from "../define-row.ts";
import { ReconstructionModel, trainingBytes } from "../reconstruction-model.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { parameters } from "./parameters.ts";

/** How badly a small network, trained while rows come, gives a row back through its narrow middle. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "autoencoder",
  parameters,
  wording: ({ replayRows }) => ({ statistic: "squared error in variances", adaptsWithinSamples: replayRows }),
  modelBytes: ({ replayRows }, features) =>
    trainingBytes({ features, replayRows, weights: autoencoderWeights(features) }),
  model(given, features, state) {
    const weights = autoencoderWeights(features);
    const network = (random: Random) => new Autoencoder(features, random);
    return new ReconstructionModel(given, { features, weights, network }, state);
  },
});
