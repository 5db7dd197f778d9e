import { detector } from "monitorgen";
import { latency } from "./metrics/api.ts";
import { plays, revenue } from "./metrics/business.ts";
import { failedLoginsByAccount } from "./metrics/security.ts";
import { music, platform } from "./teams.ts";

export const playsUnusual = detector.adaptiveZScore("PlaysUnusual", {
  watch: plays.rate("5m").by("region"),
  for: "10m",
  direction: "below",
  severity: "ticket",
  owner: music,
  summary: ({ region }) => `Unusually few tracks are started in ${region}`,
  description: ({ region }) =>
    `The rate of started tracks in ${region} is lower than its course of the last hours lets expect.`,
  runbook: [
    "Put the curve of the region beside that of another: a dip in both is a television event, in one it is ours.",
    "Open the status page of that region's CDN.",
  ],
});

export const latencyUnusual = detector.modifiedZScore("LatencyUnusual", {
  watch: latency.percentile(95, "5m", "service"),
  for: "15m",
  direction: "above",
  severity: "info",
  owner: music,
  summary: ({ service }) => `${service} has become slower than it uses to be`,
  description: ({ service }) => `The latency of ${service} is far from its median, though perhaps below every limit.`,
  runbook: [
    "Note which release is running; if it is the same tomorrow, compare its traces with those of the one before.",
  ],
});

export const revenueUnusual = detector.grubbs("RevenueUnusual", {
  watch: revenue.by("product"),
  for: "1h",
  severity: "ticket",
  owner: music,
  summary: ({ product }) => `The revenue of ${product} is an outlier`,
  description: ({ product }) => `The day's revenue of ${product} doesn't belong to the sample of the days before.`,
  runbook: [
    "Ask marketing for a campaign: most outliers upward are one.",
    "Downward, count the invoices of the product in the ledger; a missing import shows as a round number.",
  ],
});

export const loginsUnusual = detector.iqr("LoginsUnusual", {
  watch: failedLoginsByAccount.rate("10m").sum(),
  for: "10m",
  direction: "above",
  sensitivity: 0.5,
  severity: "ticket",
  owner: platform,
  summary: "Unusually many logins fail",
  description: "More logins fail than on ordinary days, though no single account or network stands out.",
  runbook: [
    "Try to log in yourself; an identity provider in trouble looks exactly like an attack.",
    "If you can, sample fifty of the accounts: names in alphabetical order are a list that somebody bought.",
  ],
});
