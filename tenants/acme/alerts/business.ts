import { alert } from "monitorgen";
import { conversions, listeners, plays, revenue } from "../metrics/business.ts";
import { music } from "../teams.ts";

const started = plays.rate("10m").by("region");

export const playbackFailing = alert("PlaybackFailing", {
  when: plays
    .where({ outcome: "failed" })
    .rate("10m")
    .by("region")
    .dividedBy(started)
    .above("2%")
    .and(started.above("1/s")),
  for: "5m",
  keepFiringFor: "10m",
  severity: "page",
  owner: music,
  summary: ({ region }) => `Tracks don't play in ${region}`,
  description: ({ region, value }) =>
    `${value} of the tracks that listeners in ${region} start break off with an error.`,
  runbook: [
    "Look at the share of failures per CDN on the Business dashboard, and switch the bad one off with `cdnctl disable NAME --region REGION`.",
    "If all CDNs fail alike, the licence server is the suspect: restart it, tokens are valid for an hour meanwhile.",
  ],
});

const listening = listeners.averageOver("10m").by("region");
const listeningYesterday = listening.offset("1d");

export const listenersDropped = alert("ListenersDropped", {
  when: listening.dividedBy(listeningYesterday).below("60%").and(listeningYesterday.above(500)),
  for: "15m",
  severity: "page",
  owner: music,
  causedBy: [playbackFailing],
  summary: ({ region }) => `Listeners leave in ${region}`,
  description: ({ region, value }) => `${region} has ${value} of the listeners that it had at this time yesterday.`,
  runbook: [
    "Read what people write: the support inbox and the status mentions are quicker than any metric here.",
    "Compare app versions: a drop in only one of them is a release that has to be withdrawn from the store.",
    "Check the news of the region for an outage of a large network operator before you search for more.",
  ],
});

const sales = revenue.averageOver("1h").by("region");
const salesLastWeek = sales.offset("1w");

export const revenueDropped = alert("RevenueDropped", {
  when: sales.dividedBy(salesLastWeek).below("70%").and(salesLastWeek.above("1000 EUR")),
  for: "2h",
  severity: "ticket",
  owner: music,
  summary: ({ region }) => `Revenue falls in ${region}`,
  description: ({ region, value }) => `The last day's revenue of ${region} is ${value} of what it was a week before.`,
  runbook: [
    "Buy a subscription with the test card of the region; a payment that fails is the fault of the payment provider.",
    "See whether one product fell alone: a price that was changed by mistake shows there.",
    "Tell the finance channel what you found, they answer the partners.",
  ],
});

const trials = conversions.where({ step: "trial" }).increase("1d").sum();

export const conversionLow = alert("ConversionLow", {
  when: conversions.where({ step: "paid" }).increase("1d").sum().dividedBy(trials).below("8%").and(trials.atLeast(50)),
  for: "6h",
  severity: "ticket",
  owner: music,
  summary: "Few trials become subscriptions",
  description: ({ value }) => `Within a day only ${value} of the customers who tried Acme have subscribed.`,
  runbook: [
    "Walk through the checkout in a private window, once on a phone and once on a desktop.",
    "List the experiments that began yesterday, and stop the one whose group converts worse.",
  ],
});
