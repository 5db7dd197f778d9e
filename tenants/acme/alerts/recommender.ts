import { alert } from "monitorgen";
import { accuracy, inference, scores, trainingAge } from "../metrics/recommender.ts";
import { music } from "../teams.ts";

const recommendationRate = scores.rate("10m").by("model");

export const recommendationsStopped = alert("RecommendationsStopped", {
  when: recommendationRate.below("0.5/s"),
  for: "10m",
  severity: "page",
  owner: music,
  summary: ({ model }) => `${model} recommends nothing`,
  description: ({ model, value }) =>
    `The model ${model} recommends at a rate of ${value}; listeners see yesterday's charts instead.`,
  runbook: [
    "Ask the model directly: `curl https://recommender.acme.example/models/MODEL/health`.",
    "A model that isn't loaded is loaded again by `recommenderctl load MODEL --version previous`.",
    "If it is healthy, the feature store is empty: start the job `features-hourly` by hand.",
  ],
});

export const inferenceSlow = alert("InferenceSlow", {
  when: inference.percentile(95, "10m", "model").above("100ms").and(recommendationRate.above("1/s")),
  for: "15m",
  severity: "ticket",
  owner: music,
  summary: ({ model }) => `${model} thinks too long`,
  description: ({ model, value }) =>
    `One recommendation in twenty by ${model} takes ${value}, and the feed is drawn without it after 150 ms.`,
  runbook: [
    "Check that the pods really have their accelerators: `nvidia-smi` in one of them must list a device.",
    "Lower the number of candidates from 500 to 200 in the model's settings, which halves the time at little cost.",
  ],
});

export const accuracyLow = alert("AccuracyLow", {
  when: accuracy.averageOver("6h").averageBy("model").below("60%").and(recommendationRate.above("1/s")),
  for: "1h",
  severity: "ticket",
  owner: music,
  summary: ({ model }) => `${model} recommends what nobody wants to hear`,
  description: ({ model, value }) => `Only ${value} of the tracks that ${model} recommends are played to their end.`,
  runbook: [
    "Look at the drift alerts of the same day: features that moved explain a model that errs.",
    "Without any, compare with the version before in the shadow deployment, and go back to it if it is better by two points.",
  ],
});

export const modelStale = alert("ModelStale", {
  when: trainingAge.maximumBy("model").above("2d"),
  for: "1h",
  severity: "ticket",
  owner: music,
  summary: ({ model }) => `${model} hasn't been trained for days`,
  description: ({ model, value }) => `The last training of ${model} ended ${value} ago; it is due every night.`,
  runbook: [
    "Open the last run of the pipeline `train-nightly`, and read the first step that is red.",
    "Start it again from that step; a training takes three hours, so there is no hurry at night.",
  ],
});
