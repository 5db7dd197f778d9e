import { counter, gauge } from "monitorgen";

const region = ["europe", "america", "asia"] as const;

export const revenue = gauge("daily_revenue", {
  help: "Revenue of the last 24 hours.",
  unit: "EUR",
  labels: { region, product: ["premium", "family", "student"] },
  range: { from: 0 },
});

export const listeners = gauge("active_listeners", {
  help: "People who are listening right now.",
  unit: "listeners",
  labels: { region },
  range: { from: 0 },
});

export const plays = counter("plays_total", {
  help: "Tracks that listeners have started, by how playing them ended.",
  unit: "plays",
  labels: { region, outcome: ["finished", "skipped", "failed"] },
});

export const conversions = counter("conversions_total", {
  help: "Customers who have reached a step on the way to a subscription.",
  unit: "customers",
  labels: { step: ["trial", "paid"] },
});
