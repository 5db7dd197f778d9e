import { gauge, histogram } from "monitorgen";

const model = ["home-feed", "radio"] as const;

export const scores = histogram("recommender_score", {
  help: "Scores that a model gave to the tracks that it recommended, from 0 to 1.",
  labels: { model },
  buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
});

export const tempo = histogram("recommender_track_tempo", {
  help: "Tempo of the tracks that the models were asked about.",
  unit: "BPM",
  labels: { model },
  buckets: [60, 80, 100, 120, 140, 160, 200],
});

export const accuracy = gauge("recommender_accuracy_ratio", {
  help: "Share of the recommended tracks that were played to their end.",
  unit: "ratio",
  labels: { model },
});

export const trainingAge = gauge("recommender_training_age_seconds", {
  help: "Time since a model was trained.",
  unit: "seconds",
  labels: { model },
  range: { from: "0s" },
});

export const inference = histogram("recommender_inference_duration_seconds", {
  help: "How long a model took to recommend.",
  unit: "seconds",
  labels: { model },
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
});
