import { apiPerformance, dashboard, panel, systemOverview } from "monitorgen";
import { conversionLow, listenersDropped, playbackFailing, revenueDropped } from "./alerts/business.ts";
import { accuracyLow, inferenceSlow } from "./alerts/recommender.ts";
import { errors } from "./indicators.ts";
import { latency, requests } from "./metrics/api.ts";
import { conversions, listeners, plays, revenue } from "./metrics/business.ts";
import { accuracy, inference } from "./metrics/recommender.ts";

export const overview = systemOverview();

export const api = apiPerformance({ requests, errors, latency, by: "service" });

const played = plays.rate("10m").by("region");
const paid = conversions.where({ step: "paid" }).increase("1d").sum();
const trials = conversions.where({ step: "trial" }).increase("1d").sum();

export const business = dashboard("business", {
  title: "Business",
  description: "What listeners do, and what Acme earns by it.",
  panels: [
    panel("Revenue of the last day", { as: "stat", show: revenue.sum() }),
    panel("Listeners", { as: "stat", show: listeners.sum() }),
    panel("Trials that become subscriptions", { as: "gauge", show: paid.dividedBy(trials), alert: conversionLow }),
    panel("Revenue by product", { as: "bar-gauge", show: revenue.by("product") }),
    panel("Revenue compared with last week", {
      show: revenue.by("region").dividedBy(revenue.by("region").offset("1w")),
      alert: revenueDropped,
    }),
    panel("Listeners compared with yesterday", {
      show: listeners.by("region").dividedBy(listeners.by("region").offset("1d")),
      alert: listenersDropped,
    }),
    panel("Tracks started", { show: played }),
    panel("Tracks that fail to play", {
      as: "state-timeline",
      show: plays.where({ outcome: "failed" }).rate("10m").by("region").dividedBy(played),
      alert: playbackFailing,
    }),
    panel("Recommended tracks played to their end", {
      as: "gauge",
      show: accuracy.averageBy("model"),
      alert: accuracyLow,
    }),
    panel("Time to recommend, 95th percentile", {
      show: inference.percentile(95, "10m", "model"),
      alert: inferenceSlow,
    }),
    panel("Revenue by region and product", { as: "table", show: revenue.by("region", "product") }),
  ],
});
